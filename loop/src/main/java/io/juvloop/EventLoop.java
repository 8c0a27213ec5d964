package io.juvloop;

import io.juvloop.spi.EventLoopProvider;
import java.time.Duration;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/// The event loop: one thread that waits for everything and calls back when something happens.
///
/// Thread rule: a running loop belongs to the thread that runs it, a loop that is not running to the thread
/// that made it or ran it last; running or closing it on another thread takes it over. Every method is for that
/// thread alone, and a call from another is refused with an [IllegalStateException], always. For any thread are
/// [#callSoonThreadsafe], [#isRunning], [#isClosed], [#time], [#stats], [#createFuture], the switches of debug
/// mode and what only reads. A run must be on a platform thread.
///
/// Lifetime: until [#close]; then every method that would schedule something throws [IllegalStateException].
///
/// Here are its life, callbacks, tasks and errors. Each further chapter of asyncio's manual, and of libuv's where
/// that goes beyond, is an interface of its own, of which the loop is one: [LoopConnections], [LoopDatagrams],
/// [LoopSockets], [LoopDescriptors], [LoopNames], [LoopPipes], [LoopSubprocesses], [LoopSignals], [LoopFiles],
/// [LoopTerminals], [LoopPhases], [LoopHost].
///
/// The futures it gives are completed on its thread. Waiting for one by blocking on that thread while the loop
/// runs could never end, so that throws.
///
/// See [asyncio's event loop](https://docs.python.org/3.13/library/asyncio-eventloop.html).
public interface EventLoop
        extends Executor,
                LoopConnections,
                LoopDatagrams,
                LoopSockets,
                LoopDescriptors,
                LoopNames,
                LoopPipes,
                LoopSubprocesses,
                LoopSignals,
                LoopFiles,
                LoopTerminals,
                LoopPhases,
                LoopHost,
                AutoCloseable {
    // --- Making and finding loops

    /// Makes a loop. asyncio's `new_event_loop()`.
    ///
    /// @return a loop that is not running, owned by this thread
    /// @throws UnavailableException if libuv cannot be used
    static EventLoop create() {
        return ServiceLoader.load(EventLoopProvider.class, EventLoop.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no EventLoopProvider is on the class or module path"))
                .newEventLoop();
    }

    /// The loop that runs on this thread. asyncio's `get_running_loop()`.
    ///
    /// @return the loop whose callback or task this is called from
    /// @throws IllegalStateException if there is none
    static EventLoop running() {
        EventLoop loop = RunningLoop.get();
        if (loop == null) {
            throw new IllegalStateException("no event loop is running on this thread");
        }
        return loop;
    }

    // --- Life

    /// Runs until [#stop]. If it was called already, one turn is run. asyncio's `run_forever()`.
    ///
    /// @throws IllegalStateException if it is running or closed, if another loop runs on this thread, or on a
    ///   virtual thread
    void runForever();

    /// Runs until something is done. asyncio's `run_until_complete(future)`.
    ///
    /// @param <T> the type of its result
    /// @param stage what to wait for
    /// @return its result
    /// @throws java.util.concurrent.CompletionException with the failure as its cause, if it failed with a
    ///   checked exception; an unchecked one is thrown as it is
    /// @throws IllegalStateException if the loop was stopped before
    /// @throws IllegalArgumentException if it is a future of another loop
    <T extends @Nullable Object> T runUntilComplete(CompletionStage<T> stage);

    /// Makes the run end: the batch of callbacks that is running is finished, those added meanwhile wait for
    /// the next run. asyncio's `stop()`.
    void stop();

    /// Whether it runs. Any thread. asyncio's `is_running()`.
    ///
    /// @return true between begin and end of a run
    boolean isRunning();

    /// Whether it is closed. Any thread. asyncio's `is_closed()`.
    ///
    /// @return true for ever after [#close]
    boolean isClosed();

    /// Closes: callbacks and timers that wait are dropped, connections and servers that are still open are
    /// closed with a warning that names them, and all native memory is freed. Again, it does nothing. asyncio's
    /// `close()`.
    ///
    /// @throws IllegalStateException while it runs
    @Override
    void close();

    // --- Callbacks and timers

    /// Calls back in the next turn; first in, first out. asyncio's `call_soon(callback)`.
    ///
    /// @param callback what to run, once
    /// @return to cancel it
    Handle callSoon(Runnable callback);

    /// Calls back soon, waking the loop. Any thread. Callbacks of one thread keep their order. asyncio's
    /// `call_soon_threadsafe(callback)`.
    ///
    /// @param callback what to run on the loop's thread, once
    /// @return to cancel it
    /// @throws IllegalStateException if the loop is closed
    Handle callSoonThreadsafe(Runnable callback);

    /// Calls back after a delay, never earlier; equal deadlines in the order of their making. asyncio's
    /// `call_later(delay, callback)`.
    ///
    /// @param delay zero and less mean as soon as possible; any length is allowed
    /// @param callback what to run, once
    /// @return to cancel it
    TimerHandle callLater(Duration delay, Runnable callback);

    /// Calls back at a time, never earlier. asyncio's `call_at(when, callback)`.
    ///
    /// @param when on the scale of [#time], in nanoseconds
    /// @param callback what to run, once
    /// @return to cancel it
    TimerHandle callAt(long when, Runnable callback);

    /// The loop's clock: monotonic, not cached, from an arbitrary begin. Any thread. asyncio's `time()`.
    ///
    /// @return nanoseconds
    long time();

    /// Makes a future that belongs to this loop. asyncio's `create_future()`.
    ///
    /// @param <T> the type of its result
    /// @return a future that refuses to block the loop's own thread
    <T extends @Nullable Object> LoopFuture<T> createFuture();

    // --- Tasks

    /// Makes a task, which begins in the next turn, with the scoped values that are bound here. asyncio's
    /// `create_task(coro)`.
    ///
    /// @param <T> the type of its result
    /// @param body what it runs
    /// @return the task
    default <T extends @Nullable Object> Task<T> createTask(Callable<T> body) {
        return createTask(body, TaskOptions.DEFAULT);
    }

    /// Makes a task without a result, see [#createTask(Callable)].
    ///
    /// @param body what it runs
    /// @return the task
    default Task<@Nullable Void> createTask(Action body) {
        return createTask(body.asCallable(), TaskOptions.DEFAULT);
    }

    /// The same as [#createTask(Callable)] by a name that has no other form, for languages whose lambdas fit both.
    ///
    /// @param <T> the type of its result
    /// @param body what it runs
    /// @return the task
    default <T extends @Nullable Object> Task<T> createTaskOf(Callable<T> body) {
        return createTask(body, TaskOptions.DEFAULT);
    }

    /// Makes a task, by the task factory if there is one. asyncio's `create_task(coro, name=, eager_start=)`.
    ///
    /// @param <T> the type of its result
    /// @param body what it runs
    /// @param options how
    /// @return the task
    /// @throws IllegalStateException if the loop is closed
    <T extends @Nullable Object> Task<T> createTask(Callable<T> body, TaskOptions options);

    /// Makes a task past the task factory, which may call this. asyncio's `Task(coro, loop=loop)`.
    ///
    /// @param <T> the type of its result
    /// @param body what it runs
    /// @param options how
    /// @return the task
    /// @throws IllegalStateException if the loop is closed
    <T extends @Nullable Object> Task<T> newTask(Callable<T> body, TaskOptions options);

    /// Sets what makes the tasks. asyncio's `set_task_factory(factory)`.
    ///
    /// @param factory the factory, or null for the loop's own way
    void setTaskFactory(@Nullable TaskFactory factory);

    /// What makes the tasks. asyncio's `get_task_factory()`.
    ///
    /// @return the factory, or null for the loop's own way
    @Nullable
    TaskFactory getTaskFactory();

    /// The task that is running. asyncio's `current_task(loop)`.
    ///
    /// @return the task, or null in a callback
    @Nullable
    Task<?> currentTask();

    /// The tasks that are not done. asyncio's `all_tasks(loop)`.
    ///
    /// @return a copy, in the order of their making
    Set<Task<?>> allTasks();

    /// How tasks run in this process. Any thread.
    ///
    /// @return the mode
    /// @throws IllegalStateException if `-Djuvloop.tasks` asks for a mode that cannot be had
    TaskMode taskMode();

    /// How the loop waits for its streams. Any thread.
    ///
    /// @return the mode
    PollMode pollMode();

    /// Suspends the task that is running until something is done; what [Async#await] calls. asyncio's `await`.
    ///
    /// @param <T> the type of its result
    /// @param stage what to wait for, of this loop or of none; cancelled if the task is cancelled meanwhile
    /// @return its result
    /// @throws java.util.concurrent.CancellationException if the task or the stage is cancelled
    /// @throws java.util.concurrent.CompletionException with the failure as its cause, if it failed with a
    ///   checked exception; an unchecked one is thrown as it is
    /// @throws IllegalStateException outside a task, if a task waits for itself, or for a future of another loop
    <T extends @Nullable Object> T await(CompletionStage<T> stage);

    /// Suspends the task that is running for some time; what [Async#sleep] calls. asyncio's `sleep(delay)`.
    ///
    /// @param delay zero and less give way for one turn
    /// @throws java.util.concurrent.CancellationException if the task is cancelled
    /// @throws IllegalStateException outside a task
    void sleep(Duration delay);

    // --- Executors

    /// Runs blocking work elsewhere. asyncio's `run_in_executor(executor, func)`.
    ///
    /// @param <T> the type of its result
    /// @param executor where, or null for the default: a virtual thread of its own, which is not the loop's
    /// @param work what to run
    /// @return its result, completed on the loop's thread; cancelling it before the work begins prevents it,
    ///   later the work ends unheard
    /// @throws IllegalStateException if the executor is null and [#shutdownDefaultExecutor] was called
    /// @throws java.util.concurrent.RejectedExecutionException if the executor refuses
    <T extends @Nullable Object> CompletableFuture<T> runInExecutor(@Nullable Executor executor, Callable<T> work);

    /// Sets where blocking work runs by default. asyncio's `set_default_executor(executor)`.
    ///
    /// @param executor which the loop shuts down when it is closed
    void setDefaultExecutor(ExecutorService executor);

    /// Shuts the default executor down and waits for its work. asyncio's `shutdown_default_executor(timeout)`.
    ///
    /// @param timeout how long to wait at most, or null for ever; then a warning is logged and the work left
    /// @return when it is done
    CompletableFuture<Void> shutdownDefaultExecutor(@Nullable Duration timeout);

    /// The same as [#callSoonThreadsafe], for libraries that want an [Executor]. Any thread.
    ///
    /// @param command what to run on the loop's thread
    /// @throws java.util.concurrent.RejectedExecutionException if the loop is closed
    @Override
    void execute(Runnable command);

    /// The loop as other libraries want it. Work is run on the loop's thread, in callbacks. Any thread.
    ///
    /// @return a view, whose shutdown concerns the view alone
    ScheduledExecutorService asExecutorService();

    // --- Errors and debugging

    /// Sets who is told of errors that nobody waits for. asyncio's `set_exception_handler(handler)`.
    ///
    /// @param handler who, or null for [#defaultExceptionHandler]
    void setExceptionHandler(@Nullable ExceptionHandler handler);

    /// Who is told of errors that nobody waits for. asyncio's `get_exception_handler()`.
    ///
    /// @return who, or null for [#defaultExceptionHandler]
    @Nullable
    ExceptionHandler getExceptionHandler();

    /// Reports an error to the handler. asyncio's `call_exception_handler(context)`.
    ///
    /// @param context what happened
    void callExceptionHandler(ExceptionContext context);

    /// Logs an error with its context. asyncio's `default_exception_handler(context)`.
    ///
    /// @param context what happened
    void defaultExceptionHandler(ExceptionContext context);

    /// Turns debug mode on or off: handles remember where they were made, callbacks that take longer than
    /// [#slowCallbackDuration] are logged by name, and data views that were kept throw. A callback, or a task
    /// between two waits, that blocks the loop for longer is logged with its stack while it still does. On from
    /// the start with `-Djuvloop.debug=true`. asyncio's `set_debug(enabled)`.
    ///
    /// @param on whether to debug
    void setDebug(boolean on);

    /// Whether debug mode is on. asyncio's `get_debug()`.
    ///
    /// @return true if it is
    boolean isDebug();

    /// From when on a callback counts as slow; 100 ms at first. asyncio's `slow_callback_duration`.
    ///
    /// @return the duration
    Duration slowCallbackDuration();

    /// Sets from when on a callback counts as slow.
    ///
    /// @param duration not negative
    void slowCallbackDuration(Duration duration);

    /// What the loop holds and has done. Any thread; from another than the loop's, numbers may be slightly old.
    ///
    /// @return the numbers
    LoopStats stats();
}
