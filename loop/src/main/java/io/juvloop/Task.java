package io.juvloop;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Sequential code that the loop runs step by step: asyncio's coroutine, written as plain blocking Java.
///
/// A task runs on a virtual thread of its own, but never in parallel with its loop: the loop waits while the
/// task runs, and the task yields only where it waits. So the tasks of a loop share data without locks. It is
/// created by [EventLoop#createTask], and completed on the loop's thread with the result or exception of its
/// body.
///
/// Cancelling is a request: the task's next wait throws a [java.util.concurrent.CancellationException], which
/// the body may catch to clean up, or to continue. A wait of the JDK's own is interrupted instead. The first of
/// these delivers the request. A task that is cancelled before its first step never runs.
///
/// [#cancel] and accessors without side effects any thread; the rest loop thread only. A failure that is never
/// observed is reported when the task is garbage-collected. See
/// [asyncio.Task](https://docs.python.org/3.13/library/asyncio-task.html#task-object).
///
/// @param <T> the type of the result
public interface Task<T extends @Nullable Object> extends CompletionStage<T>, Future<T> {
    /// Returns the loop that runs the task. asyncio's `Task.get_loop()`.
    ///
    /// @return the loop
    EventLoop loop();

    /// Returns the name of the task. asyncio's `Task.get_name()`.
    ///
    /// @return the name that was set, or `Task-` and a number
    String name();

    /// Sets the name of the task. asyncio's `Task.set_name(name)`.
    ///
    /// @param name the name
    void setName(String name);

    /// Returns the result of the task. asyncio's `Task.result()`.
    ///
    /// @return the result of the body
    /// @throws IllegalStateException if the task is not done
    /// @throws java.util.concurrent.CancellationException if the task was cancelled
    /// @throws java.util.concurrent.CompletionException with the exception of the body, if that is checked; an
    ///   unchecked exception is thrown unchanged
    T result();

    /// Returns the exception of the task's body. asyncio's `Task.exception()`.
    ///
    /// @return the exception, or null if the body returned
    /// @throws IllegalStateException if the task is not done
    /// @throws java.util.concurrent.CancellationException if the task was cancelled
    @Nullable
    Throwable exception();

    /// Requests the cancellation of the task: its next wait throws a
    /// [java.util.concurrent.CancellationException]. The stage that the task awaits is cancelled first, if
    /// possible. Any thread. asyncio's `Task.cancel()`.
    ///
    /// @return false if the task is done
    default boolean cancel() {
        return cancel(null);
    }

    /// Requests the cancellation of the task with a reason, which its next wait throws instead, checked or not;
    /// [Timeout] and [TaskGroup] use it. Any thread. asyncio's `Task.cancel(msg)`.
    ///
    /// @param reason the exception to throw, or null for a [java.util.concurrent.CancellationException]
    /// @return false if the task is done
    boolean cancel(@Nullable Throwable reason);

    /// Requests the cancellation of the task, as [#cancel()] does; a task is never stopped by force.
    ///
    /// @param mayInterruptIfRunning has no effect
    /// @return false if the task is done
    @Override
    boolean cancel(boolean mayInterruptIfRunning);

    /// Returns the number of outstanding requests to cancel the task. asyncio's `Task.cancelling()`.
    ///
    /// @return the calls of [#cancel] minus the calls of [#uncancel]
    int cancelling();

    /// Withdraws one request to cancel the task, after its sender has handled it; the last call also withdraws
    /// a request that was not delivered yet. asyncio's `Task.uncancel()`.
    ///
    /// @return the number of requests that are outstanding now
    int uncancel();

    /// Returns the stack where the task waits, the innermost call first. asyncio's `Task.get_stack()`.
    ///
    /// @return the frames of its body; for a failed task those of the exception; none if it has not begun or
    ///   has returned
    List<StackTraceElement> stack();

    /// Adds a callback, which runs in an iteration of the loop after the task is done. asyncio's
    /// `Task.add_done_callback(callback)`.
    ///
    /// @param callback receives this task
    void addDoneCallback(Consumer<? super LoopFuture<T>> callback);

    /// Removes a done-callback. asyncio's `Task.remove_done_callback(callback)`.
    ///
    /// @param callback one that was added
    /// @return the number of times that it had been added
    int removeDoneCallback(Consumer<? super LoopFuture<T>> callback);
}
