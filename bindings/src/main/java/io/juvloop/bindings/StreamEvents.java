package io.juvloop.bindings;

/// Receives the events of a stream.
///
/// Loop thread only. Each method is called where the loop dispatches, see [Driver], never from inside libuv. What
/// it throws goes to the loop's handler of escaped Throwables.
public interface StreamEvents {
    /// A stream that the loop polls itself is readable: data, the end or an error is waiting, see
    /// [UvStream#receive].
    default void onReadable() {}

    /// Called before [#onReadable], on the waiting thread, for data that can be read there because a waiter only
    /// has to be woken.
    ///
    /// @return false if [#onReadable] must follow
    default boolean readInPlace() {
        return false;
    }

    /// A stream that the loop polls itself is writable, or an error is waiting for the next write.
    default void onWritable() {}

    /// libuv has read data. It may have done so before reading was stopped.
    ///
    /// @param from the address of the bytes, valid until this returns
    /// @param count of the bytes, or a negative error, or EOF
    /// @param handles how many handles came with the bytes and can be accepted
    default void onRead(long from, int count, int handles) {}

    /// A write request ended; its memory may be used again. Called again if an error comes before that.
    ///
    /// @param request the request
    /// @param status 0 or a negative error
    default void onWritten(WriteRequest request, int status) {}

    /// The write side is shut down. Called again if an error came out of the first call.
    ///
    /// @param status 0 or a negative error
    default void onShutdown(int status) {}

    /// A listening stream has a connection to accept.
    ///
    /// @param status 0 or a negative error
    default void onConnection(int status) {}

    /// A connect ended. Called again if an error came out of the first call.
    ///
    /// @param status 0 or a negative error
    default void onConnected(int status) {}

    /// The handle was closed. Called again if an error came out of the first call.
    default void onClosed() {}
}
