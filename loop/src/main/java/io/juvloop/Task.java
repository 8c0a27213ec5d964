package io.juvloop;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Sequential code that the loop runs a stretch at a time: asyncio's coroutine, written as plain blocking Java.
///
/// It runs on a virtual thread of its own, but never beside its loop: while it runs the loop waits, and it
/// gives way only where it waits. So the tasks of a loop share data without locks. It is made by
/// [EventLoop#createTask], and completed on the loop's thread with what its body returns or throws.
///
/// To cancel is to ask: at its next wait the body sees a [java.util.concurrent.CancellationException], which it
/// may catch to clean up, or to go on. A wait of the JDK's own is interrupted instead. Whichever comes first
/// has delivered the request. A task that is cancelled before its first step never runs.
///
/// [#cancel] and what only reads: any thread; the rest loop thread only. A failure that nobody looks at is
/// reported when the task is collected. See
/// [asyncio.Task](https://docs.python.org/3.13/library/asyncio-task.html#task-object).
///
/// @param <T> the type of its result
public interface Task<T extends @Nullable Object> extends CompletionStage<T>, Future<T> {
    /// The loop that runs it. asyncio's `Task.get_loop()`.
    ///
    /// @return the loop
    EventLoop loop();

    /// What it is called. asyncio's `Task.get_name()`.
    ///
    /// @return `Task-` and a number, if it was given no name
    String name();

    /// Gives it a name. asyncio's `Task.set_name(name)`.
    ///
    /// @param name what to call it
    void setName(String name);

    /// Its result. asyncio's `Task.result()`.
    ///
    /// @return what the body returned
    /// @throws IllegalStateException if it is not done
    /// @throws java.util.concurrent.CancellationException if it was cancelled
    /// @throws java.util.concurrent.CompletionException with what the body threw, if that is checked; an
    ///   unchecked exception is thrown as it is
    T result();

    /// What its body threw. asyncio's `Task.exception()`.
    ///
    /// @return the failure, or null if it returned
    /// @throws IllegalStateException if it is not done
    /// @throws java.util.concurrent.CancellationException if it was cancelled
    @Nullable
    Throwable exception();

    /// Asks it to end: its next wait throws a [java.util.concurrent.CancellationException]. What it waits for is
    /// cancelled first, if that can be. Any thread. asyncio's `Task.cancel()`.
    ///
    /// @return false if it is done
    default boolean cancel() {
        return cancel(null);
    }

    /// Asks it to end with a reason: its next wait throws that instead, checked or not; it is what [Timeout] and
    /// [TaskGroup] are made of. Any thread. asyncio's `Task.cancel(msg)`.
    ///
    /// @param reason what to throw, or null for a [java.util.concurrent.CancellationException]
    /// @return false if it is done
    boolean cancel(@Nullable Throwable reason);

    /// The same as [#cancel()]: a task is always asked, never stopped by force.
    ///
    /// @param mayInterruptIfRunning has no effect
    /// @return false if it is done
    @Override
    boolean cancel(boolean mayInterruptIfRunning);

    /// How many requests to cancel it are outstanding. asyncio's `Task.cancelling()`.
    ///
    /// @return calls of [#cancel] less calls of [#uncancel]
    int cancelling();

    /// Takes one request back, as whoever made it does when it has done its work; the last one also takes back
    /// what was not delivered yet. asyncio's `Task.uncancel()`.
    ///
    /// @return how many are outstanding now
    int uncancel();

    /// Where it waits, the innermost call first. asyncio's `Task.get_stack()`.
    ///
    /// @return the frames of its body; of a failed one those of the exception; none if it has not begun or
    /// returned
    List<StackTraceElement> stack();

    /// Calls back in a turn of the loop after it is done. asyncio's `Task.add_done_callback(callback)`.
    ///
    /// @param callback told of this task
    void addDoneCallback(Consumer<? super LoopFuture<T>> callback);

    /// Takes back a done-callback. asyncio's `Task.remove_done_callback(callback)`.
    ///
    /// @param callback one that was added
    /// @return how often it had been added
    int removeDoneCallback(Consumer<? super LoopFuture<T>> callback);
}
