package io.juvloop;

/// A scheduled callback that can be cancelled.
///
/// [#cancel] loop thread only, except for handles of [EventLoop#callSoonThreadsafe], which any thread may cancel.
/// See [asyncio.Handle](https://docs.python.org/3.13/library/asyncio-eventloop.html#asyncio.Handle).
public interface Handle {
    /// Cancels the callback: it will not run, even if it is due in the current batch. Cancelling it again, or
    /// after it ran, has no effect. The reference to the callback is dropped at once. asyncio's
    /// `Handle.cancel()`.
    void cancel();

    /// Whether the callback was cancelled before it ran. asyncio's `Handle.cancelled()`.
    ///
    /// @return false after a normal run
    boolean isCancelled();
}
