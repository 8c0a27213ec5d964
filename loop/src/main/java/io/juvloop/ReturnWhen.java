package io.juvloop;

/// When [Async#wait(java.util.Collection, java.time.Duration, ReturnWhen)] returns.
///
/// Any thread. See [asyncio.wait](https://docs.python.org/3.13/library/asyncio-task.html#asyncio.wait).
public enum ReturnWhen {
    /// When one is done, however.
    FIRST_COMPLETED,

    /// When one has failed, other than by being cancelled; or when all are done.
    FIRST_EXCEPTION,

    /// When all are done.
    ALL_COMPLETED
}
