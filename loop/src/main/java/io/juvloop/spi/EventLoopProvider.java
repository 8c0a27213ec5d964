package io.juvloop.spi;

import io.juvloop.EventLoop;

/// Creates event loops; found by [java.util.ServiceLoader], so that an application can replace the loop, as in
/// asyncio.
///
/// Any thread. See [asyncio policies](https://docs.python.org/3.13/library/asyncio-policy.html).
public interface EventLoopProvider {
    /// Creates an event loop, as asyncio's `new_event_loop()`.
    ///
    /// @return a loop that is not running
    EventLoop newEventLoop();
}
