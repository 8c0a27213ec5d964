package io.juvloop;

import io.juvloop.internal.jdk.Failures;
import io.juvloop.spi.RunningLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// asyncio's functions for tasks: a coroutine function of asyncio is a method here that suspends the calling
/// task, and a function that returns a future is a method that returns one.
///
/// The suspending methods are for tasks only; the others are for the loop's thread, unless a method says
/// otherwise. A suspending method of a cancelled task throws the reason for the cancellation, by default a
/// [java.util.concurrent.CancellationException]. See
/// [Coroutines and Tasks](https://docs.python.org/3.13/library/asyncio-task.html).
public final class Async {
    private Async() {}

    // --- Waiting

    /// Suspends the running task until a stage is done, and returns its result. asyncio's `await`.
    ///
    /// @param <T> the type of the result
    /// @param stage a stage of this loop or of none; it is cancelled if the task is cancelled meanwhile
    /// @return the result of the stage
    /// @throws java.util.concurrent.CancellationException if the task or the stage is cancelled
    /// @throws CompletionException with the failure as its cause, if it failed with a checked exception; an
    ///   unchecked one is thrown unchanged
    /// @throws IllegalStateException outside a task, if a task waits for itself, or for a future of another loop
    @Suspends
    public static <T extends @Nullable Object> T await(CompletionStage<T> stage) {
        return RunningLoop.requireEngine().await(stage);
    }

    /// Suspends the running task until a stage is done, and throws its checked exception unchanged. asyncio's
    /// `await`.
    ///
    /// @param <T> the type of the result
    /// @param <X> the type of the exception
    /// @param stage the stage to await, see [#await(CompletionStage)]
    /// @param failure the class of the exception
    /// @return the result of the stage
    /// @throws X if it failed with one of that class
    /// @throws CompletionException with the failure as its cause, if it failed with another checked exception
    @Suspends
    public static <T extends @Nullable Object, X extends Exception> T await(CompletionStage<T> stage, Class<X> failure)
            throws X {
        Objects.requireNonNull(failure, "the class of the failure is null");
        try {
            return await(stage);
        } catch (CompletionException failed) {
            if (failure.isInstance(failed.getCause())) {
                throw failure.cast(failed.getCause());
            }
            throw failed;
        }
    }

    /// Suspends the running task for a duration. asyncio's `sleep(delay)`.
    ///
    /// @param delay the duration; zero or less yields for one iteration
    /// @throws java.util.concurrent.CancellationException if the task is cancelled
    /// @throws IllegalStateException outside a task
    @Suspends
    public static void sleep(Duration delay) {
        RunningLoop.requireEngine().sleep(delay);
    }

    /// Runs blocking work on the default executor, by default a virtual thread per call, and suspends the task
    /// until the work has ended. The work sees the task's scoped values. If the task is cancelled, the work
    /// runs on and its result is discarded. asyncio's `to_thread(func)`.
    ///
    /// @param <T> the type of its result
    /// @param <X> the type of the checked exception it may throw
    /// @param work the work to run
    /// @return its result
    /// @throws X the exception of the work, unchanged
    @Suspends
    public static <T extends @Nullable Object, X extends Exception> T toThread(ScopedValue.CallableOp<T, X> work)
            throws X {
        return await(EventLoop.running().<Outcome<T>>runInExecutor(null, () -> Outcome.ofCall(work::call)))
                .get();
    }

    // --- Deadlines

    /// Opens a block whose waits are limited to a duration. asyncio's `timeout(delay)`.
    ///
    /// @param delay the duration from now; null for no deadline
    /// @return the timeout, to be closed at the end of the block, see [Timeout]
    /// @throws IllegalStateException outside a task
    public static Timeout timeout(@Nullable Duration delay) {
        return new Timeout(Deadlines.after(EventLoop.running(), delay), CancelScope.Kind.BLOCK);
    }

    /// Opens a block whose waits are limited to a deadline. asyncio's `timeout_at(when)`.
    ///
    /// @param when the deadline on the scale of [EventLoop#time], in nanoseconds, or [Timeout#NEVER]
    /// @return the timeout, to be closed at the end of the block, see [Timeout]
    /// @throws IllegalStateException outside a task
    public static Timeout timeoutAt(long when) {
        return new Timeout(when, CancelScope.Kind.BLOCK);
    }

    /// Runs a body whose waits are limited to a duration. This form sees how the body ends, so it throws a
    /// [TimeoutException] whichever wait was ended: a wait of the JDK's, or an inner limit, whose code sees a
    /// [java.util.concurrent.CancellationException] and does not mistake it for its own time-out. asyncio's
    /// `timeout(delay)`.
    ///
    /// @param <T> the type of its result
    /// @param <X> the type of the checked exception it may throw
    /// @param delay the duration from now; null for no deadline
    /// @param body the body, run in this task
    /// @return the result of the body, even if the deadline has passed
    /// @throws X the exception of the body, unchanged
    /// @throws TimeoutException if the deadline passed and ended the body
    @Suspends
    public static <T extends @Nullable Object, X extends Exception> T timeout(
            @Nullable Duration delay, ScopedValue.CallableOp<? extends T, X> body) throws X, TimeoutException {
        Timeout timeout = new Timeout(Deadlines.after(EventLoop.running(), delay), CancelScope.Kind.CALL);
        try {
            T result = body.call();
            timeout.close();
            return result;
        } catch (Throwable thrown) {
            timeout.close();
            throw Failures.<RuntimeException>asIs(timeout.converted(thrown));
        }
    }

    /// Awaits a stage for a limited time; after it, the stage is cancelled and its end is awaited. If the stage
    /// completes nevertheless, its result is returned or its failure thrown. asyncio's
    /// `wait_for(fut, timeout)`.
    ///
    /// @param <T> the type of its result
    /// @param stage the stage to await, see [#await(CompletionStage)]
    /// @param timeout the longest time to wait; null for no limit; zero or less does not wait
    /// @return its result
    /// @throws TimeoutException if the time was up and the stage was cancelled
    @Suspends
    public static <T extends @Nullable Object> T waitFor(CompletionStage<T> stage, @Nullable Duration timeout)
            throws TimeoutException {
        if (timeout == null || timeout.isPositive()) {
            return timeout(timeout, () -> await(stage));
        }
        return Deadlines.endNow(EventLoop.running(), stage);
    }

    /// Runs a body in this task for a limited time; after it, the stage that the body awaits is cancelled.
    /// asyncio's `wait_for(coro, timeout)`.
    ///
    /// @param <T> the type of its result
    /// @param <X> the type of the checked exception it may throw
    /// @param body the body, which is not run if the timeout is not positive
    /// @param timeout null for no limit
    /// @return its result
    /// @throws X the exception of the body, unchanged
    /// @throws TimeoutException if the deadline passed and ended the body
    @Suspends
    public static <T extends @Nullable Object, X extends Exception> T waitFor(
            ScopedValue.CallableOp<? extends T, X> body, @Nullable Duration timeout) throws X, TimeoutException {
        if (timeout == null || timeout.isPositive()) {
            return timeout(timeout, body);
        }
        Task<T> unbegun = EventLoop.running().createTask((Callable<T>) body::call);
        return Deadlines.endNow(EventLoop.running(), unbegun);
    }

    // --- Several stages

    /// Returns a future of all results, in the order of the arguments. It fails with the first failure while
    /// the other stages continue; the cancellation of a stage counts as a failure too. Cancelling the future
    /// cancels all stages. A stage that is given twice is awaited once. asyncio's `gather(*aws)`.
    ///
    /// @param <T> the type of the results
    /// @param stages the stages to await, of this loop or of none
    /// @return the results; an empty list if there are no stages
    /// @throws IllegalArgumentException if a stage belongs to another loop
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    public static <T extends @Nullable Object> LoopFuture<List<T>> gather(CompletionStage<? extends T>... stages) {
        return gather(Arrays.asList(stages));
    }

    /// Returns a future of all results, see [#gather(CompletionStage...)].
    ///
    /// @param <T> the type of the results
    /// @param stages the stages to await, of this loop or of none
    /// @return the results; an empty list if there are no stages
    /// @throws IllegalArgumentException if a stage belongs to another loop
    public static <T extends @Nullable Object> LoopFuture<List<T>> gather(
            Collection<? extends CompletionStage<? extends T>> stages) {
        return Gathering.ofResults(EventLoop.running(), stages);
    }

    /// Creates a task for each body, and returns a future of all their results, see
    /// [#gather(CompletionStage...)]. asyncio's `gather(*coros)`.
    ///
    /// @param <T> the type of the results
    /// @param bodies the code of the tasks
    /// @return the results
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    public static <T extends @Nullable Object> LoopFuture<List<T>> gather(Callable<? extends T>... bodies) {
        return gatherCalls(Arrays.asList(bodies));
    }

    /// Creates a task for each body, and returns a future of all their results, see [#gather(Callable...)].
    ///
    /// @param <T> the type of the results
    /// @param bodies the code of the tasks; a body that is given twice runs twice
    /// @return the results; an empty list if there are no bodies
    public static <T extends @Nullable Object> LoopFuture<List<T>> gatherCalls(
            Collection<? extends Callable<? extends T>> bodies) {
        EventLoop loop = EventLoop.running();
        List<CompletionStage<? extends T>> tasks = new ArrayList<>(bodies.size());
        for (Callable<? extends T> body : bodies) {
            tasks.add(loop.createTask(body));
        }
        return gather(tasks);
    }

    /// Returns a future of all outcomes, including failures and cancellations; the future itself never fails.
    /// asyncio's `gather(*aws, return_exceptions=True)`.
    ///
    /// @param <T> the type of the results
    /// @param stages the stages to await, see [#gather(CompletionStage...)]
    /// @return the outcomes in order; an empty list if there are no stages
    /// @throws IllegalArgumentException if a stage belongs to another loop
    public static <T extends @Nullable Object> LoopFuture<List<Outcome<T>>> gatherOutcomes(
            Collection<? extends CompletionStage<? extends T>> stages) {
        return Gathering.ofOutcomes(EventLoop.running(), stages);
    }

    /// Waits until all stages are done. asyncio's `wait(aws)`.
    ///
    /// @param <S> the type of the stages
    /// @param stages the stages to wait for, at least one, of this loop or of none; not cancelled if this task
    ///   is cancelled
    /// @return the stages that are done, which are all
    /// @throws IllegalArgumentException if there is none, or one belongs to another loop
    @Suspends
    public static <S extends CompletionStage<?>> DoneAndPending<S> wait(Collection<? extends S> stages) {
        return wait(stages, null, ReturnWhen.ALL_COMPLETED);
    }

    /// Waits for several stages; neither a failure of a stage nor the end of the time makes the wait fail.
    /// asyncio's `wait(aws, timeout=, return_when=)`.
    ///
    /// @param <S> the type of the stages
    /// @param stages the stages to wait for, at least one, of this loop or of none; not cancelled if this task
    ///   is cancelled
    /// @param timeout the longest time to wait; null for no limit
    /// @param when the condition for returning
    /// @return the stages that are done and those that are not
    /// @throws IllegalArgumentException if there is none, or one belongs to another loop
    @Suspends
    public static <S extends CompletionStage<?>> DoneAndPending<S> wait(
            Collection<? extends S> stages, @Nullable Duration timeout, ReturnWhen when) {
        Objects.requireNonNull(when, "what to wait for is null");
        if (stages.isEmpty()) {
            throw new IllegalArgumentException("nothing to wait for");
        }
        EventLoop loop = EventLoop.running();
        return new WaitForSome<S>(loop, when, stages).await(Deadlines.after(loop, timeout));
    }

    /// Iterates over stages in the order of completion; the iterator suspends the calling task until the next
    /// stage is done. asyncio's `as_completed(aws)`, as in `async for`.
    ///
    /// @param <S> the type of the stages
    /// @param stages the stages to wait for, of this loop or of none
    /// @return the stages in the order of completion, to be iterated once by one task
    /// @throws IllegalArgumentException if a stage belongs to another loop
    public static <S extends CompletionStage<?>> Iterable<S> asCompleted(Collection<? extends S> stages) {
        Iterator<S> once = new AsCompleted<>(EventLoop.running(), stages, Timeout.NEVER);
        return () -> once;
    }

    /// Iterates over stages in the order of completion, for a limited time. Stages that are not done then are
    /// not cancelled. asyncio's `as_completed(aws, timeout=)`, as in `async for`.
    ///
    /// @param <S> the type of the stages
    /// @param stages the stages to wait for, of this loop or of none
    /// @param timeout the time from now, for all of them together; null for no limit
    /// @return the stages in the order of completion, to be iterated once by one task
    /// @throws TimeoutException by the iterator, in place of each stage that is not done in time
    /// @throws IllegalArgumentException if a stage belongs to another loop
    public static <S extends CompletionStage<?>> Iterable<S> asCompleted(
            Collection<? extends S> stages, @Nullable Duration timeout) throws TimeoutException {
        EventLoop loop = EventLoop.running();
        Iterator<S> once = new AsCompleted<>(loop, stages, Deadlines.after(loop, timeout));
        return () -> once;
    }

    // --- Futures

    /// Returns a future that completes as a stage does, but cancelling the future, or the task that awaits it,
    /// does not cancel the stage. Keep a reference to the stage, because its failure is otherwise unobserved
    /// after such a cancellation. asyncio's `shield(aw)`.
    ///
    /// @param <T> the type of the result
    /// @param stage the stage to protect, of this loop or of none
    /// @return the future; the stage itself if it is done
    /// @throws IllegalArgumentException if the stage belongs to another loop
    public static <T extends @Nullable Object> LoopFuture<T> shield(CompletionStage<T> stage) {
        EventLoop loop = EventLoop.running();
        CompletableFuture<T> inner = Futures.ofLoop(loop, stage);
        return inner.isDone() ? WrappedFuture.ofStage(loop, inner) : new Shield<>(loop, inner);
    }

    /// Converts a stage to a future of this loop. asyncio's `ensure_future(obj)`.
    ///
    /// @param <T> the type of the result
    /// @param stage a stage of this loop or of none
    /// @return the stage itself if it is such a future; otherwise a future that completes with it, and cancels
    ///   it
    /// @throws IllegalArgumentException if the stage belongs to another loop
    public static <T extends @Nullable Object> LoopFuture<T> ensureFuture(CompletionStage<T> stage) {
        return WrappedFuture.ofStage(EventLoop.running(), stage);
    }

    /// Converts a future of the JDK's to one of this loop. A thread of the default executor waits for a future
    /// that is no [CompletionStage], such as one of an [java.util.concurrent.ExecutorService]. asyncio's
    /// `wrap_future(future)`.
    ///
    /// @param <T> the type of the result
    /// @param future a future of this loop or of none
    /// @return the future itself if it is such a future; otherwise a future that completes with it, and cancels
    ///   it
    /// @throws IllegalArgumentException if the future belongs to another loop
    public static <T extends @Nullable Object> LoopFuture<T> wrapFuture(Future<T> future) {
        return WrappedFuture.of(EventLoop.running(), Objects.requireNonNull(future, "the future is null"));
    }

    // --- Tasks

    /// Runs a body in a task of a loop, from another thread. Any thread. asyncio's
    /// `run_coroutine_threadsafe(coro, loop)`.
    ///
    /// @param <T> the type of the result
    /// @param loop the loop that runs the task
    /// @param body the code of the task
    /// @return the result; cancelling it cancels the task
    /// @throws IllegalStateException if the loop is closed
    public static <T extends @Nullable Object> CompletableFuture<T> runInLoopThreadsafe(
            EventLoop loop, Callable<T> body) {
        ThreadsafeCall<T> call = new ThreadsafeCall<>(loop, Objects.requireNonNull(body, "the body is null"));
        var _ = loop.callSoonThreadsafe(call::begin);
        return call;
    }

    /// Returns the running task. asyncio's `current_task()`.
    ///
    /// @return the task, or null in a callback
    /// @throws IllegalStateException if no loop is running on this thread
    public static @Nullable Task<?> currentTask() {
        return EventLoop.running().currentTask();
    }

    /// Returns the unfinished tasks of the running loop. asyncio's `all_tasks()`.
    ///
    /// @return a copy, in order of creation
    /// @throws IllegalStateException if no loop is running on this thread
    public static Set<Task<?>> allTasks() {
        return EventLoop.running().allTasks();
    }
}
