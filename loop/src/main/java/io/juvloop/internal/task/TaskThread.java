package io.juvloop.internal.task;

/// The virtual thread of a task. The thread and the loop take turns: one of the two runs, never both.
///
/// [#resume], [#unpark] and [#stack] loop thread only, [#park] and [#yieldNow] on the thread itself.
abstract sealed class TaskThread permits LoopScheduledThread, BatonThread {
    /// The thread, which is `Thread.currentThread()` inside the task.
    abstract Thread thread();

    /// Runs the thread until it parks, yields or ends. It must be runnable: not started yet, or unparked.
    abstract void resume();

    /// Parks until [#unpark]; may also return spuriously.
    abstract void park();

    /// Makes the thread runnable, in a step of its own.
    abstract void unpark();

    /// Makes the thread runnable without a step of its own, because [#resume] follows at once.
    abstract void unparkInPlace();

    /// Yields for one iteration.
    abstract void yieldNow();
}
