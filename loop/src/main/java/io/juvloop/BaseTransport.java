package io.juvloop;

import org.jspecify.annotations.Nullable;

/// The methods that every transport has: closing, extra information, and its loop.
///
/// Loop thread only, except [#loop]; a call from another thread always throws [IllegalStateException]. After
/// the end every method can still be called, and has no effect or returns the last value.
///
/// See [BaseTransport](https://docs.python.org/3.13/library/asyncio-protocol.html#asyncio.BaseTransport).
public interface BaseTransport extends AutoCloseable {
    /// Closes the transport: data that was written is still sent, then [BaseProtocol#connectionLost] is called
    /// with null. Calling it again has no effect. asyncio's `close()`.
    @Override
    void close();

    /// Whether the transport is closing or closed. asyncio's `is_closing()`.
    ///
    /// @return true from the first close, abort or fatal error on
    boolean isClosing();

    /// Returns extra information about the connection. asyncio's `get_extra_info(name)`.
    ///
    /// @param <T> the type of the information
    /// @param key the name of the information
    /// @return the information, or null if this connection does not have it
    <T> @Nullable T extraInfo(ExtraInfo<T> key);

    /// The loop of this transport. Any thread.
    ///
    /// @return the loop
    EventLoop loop();
}
