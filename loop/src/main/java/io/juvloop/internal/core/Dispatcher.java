package io.juvloop.internal.core;

/// Decides which thread runs the user's code: callbacks, protocols, handlers and everything else that the loop
/// calls.
///
/// Without tasks it is the platform thread that runs the loop. A loop in the fast mode that has run a task uses
/// a virtual thread carried by the platform thread: a callback that waits for a lock then lets tasks run, one
/// of which may hold the lock or be ahead in its queue.
///
/// Called on the thread that runs the loop, outside the user's code. Lives as long as the loop.
public interface Dispatcher {
    /// Runs some work to its end. While the work waits, tasks of the loop run, and no other part of the loop
    /// does.
    ///
    /// @param work the work to run; its exception is thrown here
    void run(Runnable work);

    /// Whether work runs on another thread than the caller's. Code that calls nothing of the user's should then
    /// run without the dispatcher.
    default boolean isElsewhere() {
        return false;
    }

    /// Whether dispatched work is waiting now, so that no other work can be dispatched.
    default boolean isBusy() {
        return false;
    }

    /// The loop begins to run on the calling thread, whose scoped values the user's code must see.
    default void beginRun() {}

    /// The run has ended.
    default void endRun() {}

    /// Nothing will be dispatched any more.
    default void end() {}
}
