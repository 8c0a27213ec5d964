package io.juvloop;

/// A callback that was scheduled and can still be taken back.
///
/// [#cancel] loop thread only, except for handles of [EventLoop#callSoonThreadsafe], which any thread may cancel.
/// See [asyncio.Handle](https://docs.python.org/3.13/library/asyncio-eventloop.html#asyncio.Handle).
public interface Handle {
    /// Takes the callback back: it will not run, even if it was due in the batch that is running now.
    /// Cancelling again, or after it ran, does nothing. The callback is let go at once. asyncio's
    /// `Handle.cancel()`.
    void cancel();

    /// Whether it was cancelled before it ran. asyncio's `Handle.cancelled()`.
    ///
    /// @return false after a normal run
    boolean isCancelled();
}
