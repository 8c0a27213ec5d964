package io.juvloop.bindings;

/// What happens to a stream, said to its owner.
///
/// Loop thread only; each is called where the loop dispatches, see [Driver], and never from inside libuv. What they
/// throw goes to the loop's handler of escaped Throwables.
public interface StreamEvents {
    /// A stream that the loop polls itself has bytes, an end or an error to receive, see [UvStream#receive].
    default void onReadable() {}

    /// The same as [#onReadable], asked before on the thread that waits, for what can be read there because somebody
    /// waits for the bytes and is only woken.
    ///
    /// @return false if [#onReadable] must follow
    default boolean readInPlace() {
        return false;
    }

    /// A stream that the loop polls itself has room for more bytes, or an error for the next write to meet.
    default void onWritable() {}

    /// libuv has read. It may have done so before reading was stopped.
    ///
    /// @param from the address of the bytes, which are there until this returns
    /// @param count of the bytes, or a negative error, or EOF
    /// @param handles how many handles came with the bytes and can be accepted
    default void onRead(long from, int count, int handles) {}

    /// A write request ended; its memory may be used again.
    ///
    /// @param request the request
    /// @param status 0 or a negative error
    default void onWritten(WriteRequest request, int status) {}

    /// The write side is shut down.
    ///
    /// @param status 0 or a negative error
    default void onShutdown(int status) {}

    /// A listening stream has a connection to accept.
    ///
    /// @param status 0 or a negative error
    default void onConnection(int status) {}

    /// A connect ended.
    ///
    /// @param status 0 or a negative error
    default void onConnected(int status) {}

    /// The handle is gone.
    default void onClosed() {}
}
