package io.juvloop;

/// The condition on which [Async#wait(java.util.Collection, java.time.Duration, ReturnWhen)] returns.
///
/// Any thread. See [asyncio.wait](https://docs.python.org/3.13/library/asyncio-task.html#asyncio.wait).
public enum ReturnWhen {
    /// A stage is done, in any way.
    FIRST_COMPLETED,

    /// A stage has failed, other than by cancellation; or all are done.
    FIRST_EXCEPTION,

    /// All stages are done.
    ALL_COMPLETED
}
