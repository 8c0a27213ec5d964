package io.juvloop.spi;

import io.juvloop.EventLoop;

/// Makes event loops; found by [java.util.ServiceLoader], because a pluggable loop is the best idea in asyncio.
///
/// Any thread. See [asyncio policies](https://docs.python.org/3.13/library/asyncio-policy.html).
public interface EventLoopProvider {
    /// Makes a loop, as asyncio's `new_event_loop()`.
    ///
    /// @return a loop that is not running
    EventLoop newEventLoop();
}
