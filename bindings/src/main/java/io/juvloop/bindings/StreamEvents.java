package io.juvloop.bindings;

import java.lang.foreign.MemorySegment;

/// What happens to a stream, told to whoever owns it.
///
/// Loop thread only; each is called from inside `uv_run`. What they throw goes to the loop's handler of escaped
/// Throwables. Every [#allocate] is followed by exactly one [#onRead], or by nothing if libuv had nothing to
/// read.
public interface StreamEvents {
    /// A place to read into, wanted now. The stream must not be closed in here; reading may be stopped.
    ///
    /// @param suggestedSize libuv's guess in bytes
    /// @return native memory that stays until [#onRead]; an empty one makes the read fail with ENOBUFS
    default MemorySegment allocate(long suggestedSize) {
        return MemorySegment.NULL;
    }

    /// A read ended.
    ///
    /// @param result the number of bytes in the memory that [#allocate] gave, or a negative error, or EOF
    default void onRead(long result) {}

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
