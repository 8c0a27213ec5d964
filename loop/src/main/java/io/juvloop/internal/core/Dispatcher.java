package io.juvloop.internal.core;

/// Where the user's code runs: callbacks, protocols, handlers, whatever the loop calls.
///
/// Without tasks it is the platform thread that runs the loop. A loop of the fast mode that has had a task uses a
/// virtual thread, which the platform thread carries: a callback that waits for a lock then gives way to the tasks,
/// one of which may have the lock, or be before it in the queue.
///
/// Called on the thread that runs the loop, outside of the user's code. Lives as long as the loop.
public interface Dispatcher {
    /// Runs something to its end. Where it waits for something else, tasks of the loop run meanwhile, and nothing
    /// else of the loop does.
    ///
    /// @param work what to run; what it throws is thrown here
    void run(Runnable work);

    /// Whether it runs work on another thread than the caller's, so that what needs no code of the user's is better
    /// done without it.
    default boolean isElsewhere() {
        return false;
    }

    /// Whether something that it runs waits right now, so that nothing else can be run.
    default boolean isBusy() {
        return false;
    }

    /// The loop begins to run on this thread, whose scoped values the user's code is to see.
    default void beginRun() {}

    /// The run is over.
    default void endRun() {}

    /// Nothing is run any more.
    default void end() {}
}
