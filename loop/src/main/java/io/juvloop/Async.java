package io.juvloop;

import io.juvloop.internal.jdk.Failures;
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

/// asyncio's functions about tasks: what is a coroutine function there is a method here that suspends the task
/// which calls it, and what returns a future there returns one here.
///
/// What suspends is for tasks only; the rest is for the loop's thread, unless a method says otherwise. What a
/// task is cancelled with, by default a [java.util.concurrent.CancellationException], comes out of each method
/// that suspends. See [Coroutines and Tasks](https://docs.python.org/3.13/library/asyncio-task.html).
public final class Async {
    private Async() {}

    // --- Waiting

    /// Suspends this task until something is done. asyncio's `await`.
    ///
    /// @param <T> the type of its result
    /// @param stage what to wait for, of this loop or of none; cancelled if the task is cancelled meanwhile
    /// @return its result
    /// @throws java.util.concurrent.CancellationException if the task or the stage is cancelled
    /// @throws CompletionException with the failure as its cause, if it failed with a checked exception; an
    ///   unchecked one is thrown as it is
    /// @throws IllegalStateException outside a task, if a task waits for itself, or for a future of another loop
    public static <T extends @Nullable Object> T await(CompletionStage<T> stage) {
        return EventLoop.running().await(stage);
    }

    /// Suspends this task until something is done that may fail with a checked exception, which is thrown as it
    /// is. asyncio's `await`.
    ///
    /// @param <T> the type of its result
    /// @param <X> the type of the exception
    /// @param stage what to wait for, see [#await(CompletionStage)]
    /// @param failure the class of the exception
    /// @return its result
    /// @throws X if it failed with one of that class
    /// @throws CompletionException with the failure as its cause, if it failed with another checked exception
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

    /// Suspends this task for some time. asyncio's `sleep(delay)`.
    ///
    /// @param delay zero and less give way for one turn
    /// @throws java.util.concurrent.CancellationException if the task is cancelled
    /// @throws IllegalStateException outside a task
    public static void sleep(Duration delay) {
        EventLoop.running().sleep(delay);
    }

    /// Runs blocking work elsewhere, by default on a virtual thread of its own, and suspends this task until it
    /// has ended. Scoped values go with it. If the task is cancelled, the work goes on unheard. asyncio's
    /// `to_thread(func)`.
    ///
    /// @param <T> the type of its result
    /// @param <X> the type of the checked exception it may throw
    /// @param work what to run
    /// @return its result
    /// @throws X what the work throws, as it is
    public static <T extends @Nullable Object, X extends Exception> T toThread(ScopedValue.CallableOp<T, X> work)
            throws X {
        return await(EventLoop.running().<Outcome<T>>runInExecutor(null, () -> Outcome.ofCall(work::call)))
                .get();
    }

    // --- Deadlines

    /// Opens a block whose waits are to be over after some time. asyncio's `timeout(delay)`.
    ///
    /// @param delay from now; null for no deadline
    /// @return to be closed at the end of the block, see [Timeout]
    /// @throws IllegalStateException outside a task
    public static Timeout timeout(@Nullable Duration delay) {
        return new Timeout(Deadlines.after(EventLoop.running(), delay), CancelScope.Kind.BLOCK);
    }

    /// Opens a block whose waits are to be over at some time. asyncio's `timeout_at(when)`.
    ///
    /// @param when on the scale of [EventLoop#time], in nanoseconds, or [Timeout#NEVER]
    /// @return to be closed at the end of the block, see [Timeout]
    /// @throws IllegalStateException outside a task
    public static Timeout timeoutAt(long when) {
        return new Timeout(when, CancelScope.Kind.BLOCK);
    }

    /// Calls something whose waits are to be over after some time. This form sees how the call ends, so that its
    /// time-out is a [TimeoutException] whatever it waits in: a wait of the JDK's, or an inner limit, whose code
    /// sees a [java.util.concurrent.CancellationException] and does not take it for its own time-out. asyncio's
    /// `timeout(delay)`.
    ///
    /// @param <T> the type of its result
    /// @param <X> the type of the checked exception it may throw
    /// @param delay from now; null for no deadline
    /// @param body what to call, in this task
    /// @return its result, also if it has one in spite of the deadline
    /// @throws X what the body throws, as it is
    /// @throws TimeoutException if the time was up and the body ended for that
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

    /// Waits for something some time; then it is cancelled, and waited for to have ended. What it results in
    /// all the same is returned, what it fails with then is thrown. asyncio's `wait_for(fut, timeout)`.
    ///
    /// @param <T> the type of its result
    /// @param stage what to wait for, see [#await(CompletionStage)]
    /// @param timeout null for no limit; zero and less do not wait
    /// @return its result
    /// @throws TimeoutException if it was cancelled because the time was up
    public static <T extends @Nullable Object> T waitFor(CompletionStage<T> stage, @Nullable Duration timeout)
            throws TimeoutException {
        if (timeout == null || timeout.isPositive()) {
            return timeout(timeout, () -> await(stage));
        }
        return Deadlines.endNow(EventLoop.running(), stage);
    }

    /// Calls something in this task, for some time; what it waits for then is cancelled. asyncio's
    /// `wait_for(coro, timeout)`.
    ///
    /// @param <T> the type of its result
    /// @param <X> the type of the checked exception it may throw
    /// @param body what to call; never, if the timeout is not positive
    /// @param timeout null for no limit
    /// @return its result
    /// @throws X what the body throws, as it is
    /// @throws TimeoutException if the time was up and the body ended for that
    public static <T extends @Nullable Object, X extends Exception> T waitFor(
            ScopedValue.CallableOp<? extends T, X> body, @Nullable Duration timeout) throws X, TimeoutException {
        if (timeout == null || timeout.isPositive()) {
            return timeout(timeout, body);
        }
        Task<T> unbegun = EventLoop.running().createTask((Callable<T>) body::call);
        return Deadlines.endNow(EventLoop.running(), unbegun);
    }

    // --- Several at once

    /// A future of all results, in the order of the arguments. It fails with the first failure, while the
    /// others go on; that one of them was cancelled is a failure too. To cancel it is to cancel all. What is
    /// given twice is waited for once. asyncio's `gather(*aws)`.
    ///
    /// @param <T> the type of the results
    /// @param stages what to wait for, of this loop or of none
    /// @return the results; none if nothing was given
    /// @throws IllegalArgumentException if one belongs to another loop
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    public static <T extends @Nullable Object> LoopFuture<List<T>> gather(CompletionStage<? extends T>... stages) {
        return gather(Arrays.asList(stages));
    }

    /// A future of all results, see [#gather(CompletionStage...)].
    ///
    /// @param <T> the type of the results
    /// @param stages what to wait for, of this loop or of none
    /// @return the results; none if nothing was given
    /// @throws IllegalArgumentException if one belongs to another loop
    public static <T extends @Nullable Object> LoopFuture<List<T>> gather(
            Collection<? extends CompletionStage<? extends T>> stages) {
        return Gathering.ofResults(EventLoop.running(), stages);
    }

    /// Makes a task of each, and a future of all their results, see [#gather(CompletionStage...)]. asyncio's
    /// `gather(*coros)`.
    ///
    /// @param <T> the type of the results
    /// @param bodies what the tasks run
    /// @return the results
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    public static <T extends @Nullable Object> LoopFuture<List<T>> gather(Callable<? extends T>... bodies) {
        return gatherCalls(Arrays.asList(bodies));
    }

    /// Makes a task of each, and a future of all their results, see [#gather(Callable...)].
    ///
    /// @param <T> the type of the results
    /// @param bodies what the tasks run; one that is given twice runs twice
    /// @return the results; none if nothing was given
    public static <T extends @Nullable Object> LoopFuture<List<T>> gatherCalls(
            Collection<? extends Callable<? extends T>> bodies) {
        EventLoop loop = EventLoop.running();
        List<CompletionStage<? extends T>> tasks = new ArrayList<>(bodies.size());
        for (Callable<? extends T> body : bodies) {
            tasks.add(loop.createTask(body));
        }
        return gather(tasks);
    }

    /// A future of how all have ended, failures and cancellations among them; it never fails by itself. asyncio's
    /// `gather(*aws, return_exceptions=True)`.
    ///
    /// @param <T> the type of the results
    /// @param stages what to wait for, see [#gather(CompletionStage...)]
    /// @return the outcomes in their order; none if nothing was given
    /// @throws IllegalArgumentException if one belongs to another loop
    public static <T extends @Nullable Object> LoopFuture<List<Outcome<T>>> gatherOutcomes(
            Collection<? extends CompletionStage<? extends T>> stages) {
        return Gathering.ofOutcomes(EventLoop.running(), stages);
    }

    /// Waits until all are done. asyncio's `wait(aws)`.
    ///
    /// @param <S> what they are
    /// @param stages what to wait for, at least one, of this loop or of none; left alone if this task is
    /// cancelled
    /// @return what is done, which is all
    /// @throws IllegalArgumentException if there is none, or one belongs to another loop
    public static <S extends CompletionStage<?>> DoneAndPending<S> wait(Collection<? extends S> stages) {
        return wait(stages, null, ReturnWhen.ALL_COMPLETED);
    }

    /// Waits for several; that one fails or the time is up is no failure of the wait. asyncio's `wait(aws,
    /// timeout=, return_when=)`.
    ///
    /// @param <S> what they are
    /// @param stages what to wait for, at least one, of this loop or of none; left alone if this task is
    /// cancelled
    /// @param timeout how long at most; null for no limit
    /// @param when what to wait for
    /// @return what is done and what is not
    /// @throws IllegalArgumentException if there is none, or one belongs to another loop
    public static <S extends CompletionStage<?>> DoneAndPending<S> wait(
            Collection<? extends S> stages, @Nullable Duration timeout, ReturnWhen when) {
        Objects.requireNonNull(when, "what to wait for is null");
        if (stages.isEmpty()) {
            throw new IllegalArgumentException("nothing to wait for");
        }
        EventLoop loop = EventLoop.running();
        return new WaitForSome<S>(loop, when, stages).await(Deadlines.after(loop, timeout));
    }

    /// Gives each when it is done; the iterator suspends the task that asks it for the next. asyncio's
    /// `as_completed(aws)`, as in `async for`.
    ///
    /// @param <S> what they are
    /// @param stages what to wait for, of this loop or of none
    /// @return what was given, in the order of completion, to be iterated once by one task
    /// @throws IllegalArgumentException if one belongs to another loop
    public static <S extends CompletionStage<?>> Iterable<S> asCompleted(Collection<? extends S> stages) {
        Iterator<S> once = new AsCompleted<>(EventLoop.running(), stages, Timeout.NEVER);
        return () -> once;
    }

    /// Gives each when it is done, for some time. What is not done then is left alone. asyncio's
    /// `as_completed(aws, timeout=)`, as in `async for`.
    ///
    /// @param <S> what they are
    /// @param stages what to wait for, of this loop or of none
    /// @param timeout how long from now, for all of them together; null for no limit
    /// @return what was given, in the order of completion, to be iterated once by one task
    /// @throws TimeoutException by the iterator, instead of each that is not done in time
    /// @throws IllegalArgumentException if one belongs to another loop
    public static <S extends CompletionStage<?>> Iterable<S> asCompleted(
            Collection<? extends S> stages, @Nullable Duration timeout) throws TimeoutException {
        EventLoop loop = EventLoop.running();
        Iterator<S> once = new AsCompleted<>(loop, stages, Deadlines.after(loop, timeout));
        return () -> once;
    }

    // --- Futures

    /// A future that ends as another does, but to cancel it, or the task that waits for it, leaves the other
    /// alone. Keep the other: a failure of it may concern nobody else. asyncio's `shield(aw)`.
    ///
    /// @param <T> the type of its result
    /// @param stage what to protect, of this loop or of none
    /// @return the future; the stage itself if it is done
    /// @throws IllegalArgumentException if it belongs to another loop
    public static <T extends @Nullable Object> LoopFuture<T> shield(CompletionStage<T> stage) {
        EventLoop loop = EventLoop.running();
        CompletableFuture<T> inner = Futures.ofLoop(loop, stage);
        return inner.isDone() ? WrappedFuture.ofStage(loop, inner) : new Shield<>(loop, inner);
    }

    /// A stage as a future of this loop. asyncio's `ensure_future(obj)`.
    ///
    /// @param <T> the type of its result
    /// @param stage of this loop or of none
    /// @return the stage itself if it is such a future; otherwise one that is completed and cancelled with it
    /// @throws IllegalArgumentException if it belongs to another loop
    public static <T extends @Nullable Object> LoopFuture<T> ensureFuture(CompletionStage<T> stage) {
        return WrappedFuture.ofStage(EventLoop.running(), stage);
    }

    /// A future of the JDK's as one of this loop. One that is no [CompletionStage], such as an
    /// [java.util.concurrent.ExecutorService] gives, is waited for by a thread of the default executor. asyncio's
    /// `wrap_future(future)`.
    ///
    /// @param <T> the type of its result
    /// @param future of this loop or of none
    /// @return the future itself if it is such a future; otherwise one that is completed and cancelled with it
    /// @throws IllegalArgumentException if it belongs to another loop
    public static <T extends @Nullable Object> LoopFuture<T> wrapFuture(Future<T> future) {
        return WrappedFuture.of(EventLoop.running(), Objects.requireNonNull(future, "the future is null"));
    }

    // --- Tasks

    /// Has a loop run something in a task, for another thread. Any thread. asyncio's
    /// `run_coroutine_threadsafe(coro, loop)`.
    ///
    /// @param <T> the type of its result
    /// @param loop whose task it is to be
    /// @param body what it runs
    /// @return its result; to cancel it is to cancel the task
    /// @throws IllegalStateException if the loop is closed
    public static <T extends @Nullable Object> CompletableFuture<T> runInLoopThreadsafe(
            EventLoop loop, Callable<T> body) {
        ThreadsafeCall<T> call = new ThreadsafeCall<>(loop, Objects.requireNonNull(body, "the body is null"));
        var _ = loop.callSoonThreadsafe(call::begin);
        return call;
    }

    /// The task that is running. asyncio's `current_task()`.
    ///
    /// @return the task, or null in a callback
    /// @throws IllegalStateException if no loop runs here
    public static @Nullable Task<?> currentTask() {
        return EventLoop.running().currentTask();
    }

    /// The tasks of this loop that are not done. asyncio's `all_tasks()`.
    ///
    /// @return a copy, in the order of their making
    /// @throws IllegalStateException if no loop runs here
    public static Set<Task<?>> allTasks() {
        return EventLoop.running().allTasks();
    }
}
