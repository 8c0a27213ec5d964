package io.juvloop;

import org.jspecify.annotations.Nullable;

/// What every transport has: an end, facts, and the loop it lives in.
///
/// Loop thread only, except [#loop]; a call from another thread is refused with an [IllegalStateException],
/// always. Afterwards every method still works and does nothing, or answers as at the end.
///
/// See [BaseTransport](https://docs.python.org/3.13/library/asyncio-protocol.html#asyncio.BaseTransport).
public interface BaseTransport {
    /// Closes; what was written still goes out, then [BaseProtocol#connectionLost] is called with null. Again,
    /// it does nothing. asyncio's `close()`.
    void close();

    /// Whether the transport is closing or closed. asyncio's `is_closing()`.
    ///
    /// @return true from the first close, abort or fatal error on
    boolean isClosing();

    /// A fact about the connection. asyncio's `get_extra_info(name)`.
    ///
    /// @param <T> its type
    /// @param key which
    /// @return the fact, or null if this connection does not have it
    <T> @Nullable T extraInfo(ExtraInfo<T> key);

    /// The loop it lives in. Any thread.
    ///
    /// @return the loop
    EventLoop loop();
}
