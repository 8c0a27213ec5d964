package io.juvloop.internal.task;

/// The virtual thread under a task, and how the loop and it take turns: one of the two runs, never both.
///
/// [#resume], [#unpark] and [#stack] loop thread only, [#park] and [#yieldNow] on the thread itself.
abstract sealed class TaskThread permits LoopScheduledThread, BatonThread {
    /// The thread, which is `Thread.currentThread()` inside the task.
    abstract Thread thread();

    /// Lets it run until it gives way or ends. It must be able to run: not begun yet, or unparked.
    abstract void resume();

    /// Gives way until [#unpark]; may also return for no reason.
    abstract void park();

    /// Makes it able to run, in a turn of its own.
    abstract void unpark();

    /// Makes it able to run without a turn of its own: [#resume] follows at once.
    abstract void unparkInPlace();

    /// Gives way for one turn.
    abstract void yieldNow();
}
