package io.juvloop.spi;

import io.juvloop.BaseProtocol;
import io.juvloop.BaseTransport;
import io.juvloop.EventLoop;
import io.juvloop.ExceptionContext;
import io.juvloop.ExceptionHandler;
import io.juvloop.Handle;
import io.juvloop.LoopFuture;
import io.juvloop.LoopLocal;
import io.juvloop.LoopStats;
import io.juvloop.Task;
import io.juvloop.TaskFactory;
import io.juvloop.TaskMode;
import io.juvloop.TaskOptions;
import io.juvloop.TimerHandle;
import io.juvloop.internal.base.PolledLoop;
import io.juvloop.internal.core.CallbackHandle;
import io.juvloop.internal.core.Deadline;
import io.juvloop.internal.core.ExceptionReporter;
import io.juvloop.internal.core.LoopKernel;
import io.juvloop.internal.core.ProtocolErrors;
import io.juvloop.internal.jdk.ScopedContext;
import io.juvloop.internal.task.TaskModes;
import io.juvloop.phases.Phases;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// An event loop on a [Poller]: callbacks, timers, tasks in their fast and their portable mode, executors, phases and
/// errors, which are the same on every loop. Methods for input and output throw [UnsupportedOperationException]; a
/// subclass overrides those that it offers.
///
/// `Async`, `TaskGroup`, futures, `sync` and the readers and writers of `streams` need no more than this; streams
/// also need a transport. An [EventLoopProvider] offers such a loop to [EventLoop#create].
///
/// Thread rule: see [EventLoop]. Lifetime: until [#close], which closes the poller. See asyncio's
/// [BaseEventLoop](https://github.com/python/cpython/blob/3.13/Lib/asyncio/base_events.py).
public abstract class BaseEventLoop extends LoopWithoutIo implements LoopLocals {
    private final PolledLoop parts;
    private final LoopKernel core;

    /// Creates a loop that is not running, owned by this thread.
    ///
    /// @param poller the poller, which belongs to this loop
    @SuppressWarnings("this-escape") // the parts keep the loop, and call none of its methods yet
    protected BaseEventLoop(Poller poller) {
        parts = new PolledLoop(this, Objects.requireNonNull(poller, "the poller is null"));
        core = parts.core();
    }

    // --- For subclasses

    /// Checks that the calling thread is the loop's. Any thread.
    ///
    /// @throws IllegalStateException on another thread
    protected final void checkThread() {
        core.checkThread();
    }

    /// Checks that the calling thread is the loop's, and that the loop is not closed. Any thread.
    ///
    /// @throws IllegalStateException on another thread, or if the loop is closed
    protected final void checkUsable() {
        core.checkUsable();
    }

    /// Calls a method of a protocol, and reports its exception to the exception handler, with the transport and the
    /// protocol.
    ///
    /// @param transport the transport of the protocol
    /// @param protocol the protocol
    /// @param method the name of the method, for the report
    /// @param call the call of the method
    /// @return the exception, or null
    protected final @Nullable Throwable callProtocol(
            BaseTransport transport, BaseProtocol protocol, String method, Runnable call) {
        try {
            call.run();
            return null;
        } catch (Throwable thrown) {
            new ProtocolErrors(core, transport, () -> protocol).report(method, thrown);
            return thrown;
        }
    }

    /// Schedules a callback of the subclass for the next iteration. Unlike [#callSoon] it may be called while close
    /// actions run, which then are followed by the callback, such as a `connectionLost`; later it has no effect.
    ///
    /// @param callback the callback, run once
    protected final void callInternally(Runnable callback) {
        core.callInternally(Objects.requireNonNull(callback, "the callback is null"));
    }

    /// Adds an action that runs when the loop is closed, after its tasks have ended and callbacks no longer run.
    ///
    /// @param ending the action
    protected final void atClose(Runnable ending) {
        core.atClose(ending);
    }

    /// Returns the number of calls of [#runInExecutor] whose work is not done.
    ///
    /// @return the number
    protected final int workElsewhere() {
        return parts.executor().working();
    }

    /// Returns the numbers of handles that were opened and closed, for [#stats]. Any thread.
    ///
    /// @return the numbers by kind; none unless the subclass counts handles
    protected Map<String, LoopStats.Count> handles() {
        return Map.of();
    }

    // --- Life

    @Override
    public final void runForever() {
        core.run().forever();
    }

    @Override
    public final <T extends @Nullable Object> T runUntilComplete(CompletionStage<T> stage) {
        return core.run().untilComplete(Objects.requireNonNull(stage, "the stage is null"));
    }

    @Override
    public final void stop() {
        core.checkUsable();
        core.run().stop();
    }

    @Override
    public final boolean isRunning() {
        return core.thread().isRunning();
    }

    @Override
    public final boolean isClosed() {
        return core.isClosed();
    }

    @Override
    public final void close() {
        parts.close();
    }

    // --- Callbacks and timers

    private static Runnable checked(Runnable callback) {
        return ScopedContext.bind(Objects.requireNonNull(callback, "the callback is null"));
    }

    @Override
    public final Handle callSoon(Runnable callback) {
        core.checkUsable();
        CallbackHandle call = new CallbackHandle(core, checked(callback), core.creation());
        core.ready().add(call);
        return call;
    }

    @Override
    public final Handle callSoonThreadsafe(Runnable callback) {
        return core.posts().call(checked(callback));
    }

    @Override
    public final TimerHandle callLater(Duration delay, Runnable callback) {
        core.checkUsable();
        return core.timers().add(checked(callback), Deadline.after(core.time(), delay), core.creation());
    }

    @Override
    public final TimerHandle callAt(long when, Runnable callback) {
        core.checkUsable();
        return core.timers().add(checked(callback), when, core.creation());
    }

    @Override
    public final long time() {
        return core.time();
    }

    @Override
    public final <T extends @Nullable Object> LoopFuture<T> createFuture() {
        return new LoopFuture<>(this);
    }

    // --- Tasks

    @Override
    public final <T extends @Nullable Object> Task<T> createTask(Callable<T> body, TaskOptions options) {
        core.checkUsable();
        return parts.tasks().create(Objects.requireNonNull(body, "the body is null"), options);
    }

    @Override
    public final <T extends @Nullable Object> Task<T> newTask(Callable<T> body, TaskOptions options) {
        core.checkUsable();
        return parts.tasks().make(Objects.requireNonNull(body, "the body is null"), options);
    }

    @Override
    public final void setTaskFactory(@Nullable TaskFactory factory) {
        core.checkThread();
        parts.tasks().factory(factory);
    }

    @Override
    public final @Nullable TaskFactory taskFactory() {
        core.checkThread();
        return parts.tasks().factory();
    }

    @Override
    public final @Nullable Task<?> currentTask() {
        return core.isCurrentThread() ? parts.tasks().current() : null;
    }

    @Override
    public final Set<Task<?>> allTasks() {
        core.checkThread();
        return parts.tasks().all();
    }

    @Override
    public final TaskMode taskMode() {
        return TaskModes.mode();
    }

    // --- Executors

    @Override
    public final <T extends @Nullable Object> CompletableFuture<T> runInExecutor(
            @Nullable Executor executor, Callable<T> work) {
        return parts.executor().run(executor, work);
    }

    @Override
    public final void setDefaultExecutor(ExecutorService executor) {
        core.checkUsable();
        parts.executor().set(Objects.requireNonNull(executor, "the executor is null"));
    }

    @Override
    public final CompletableFuture<Void> shutdownDefaultExecutor(@Nullable Duration timeout) {
        core.checkUsable();
        return parts.executor().shutdown(timeout);
    }

    @Override
    public final void execute(Runnable command) {
        try {
            var _ = callSoonThreadsafe(command);
        } catch (IllegalStateException closed) {
            throw new RejectedExecutionException(closed.getMessage(), closed);
        }
    }

    @Override
    public final ScheduledExecutorService asExecutorService() {
        return parts.executorViews().make();
    }

    // --- Actions at the close, and values of the loop

    @Override
    public final Handle addCloseAction(Runnable action) {
        core.checkUsable();
        Objects.requireNonNull(action, "the action is null");
        return parts.closeActions().add(ScopedContext.bind(action), core.creation());
    }

    @Override
    public final <T extends @Nullable Object> T get(
            LoopLocal<T> local, Function<? super EventLoop, ? extends T> initial, @Nullable Consumer<? super T> end) {
        return parts.locals().get(local, initial, end);
    }

    @Override
    public final boolean remove(LoopLocal<?> local) {
        return parts.locals().remove(local);
    }

    // --- Phases

    @Override
    public final Phases phases() {
        return parts.phases();
    }

    // --- Errors and debugging

    @Override
    public final void setExceptionHandler(@Nullable ExceptionHandler handler) {
        core.checkThread();
        core.reporter().handler(handler);
    }

    @Override
    public final @Nullable ExceptionHandler exceptionHandler() {
        return core.reporter().handler();
    }

    @Override
    public final void callExceptionHandler(ExceptionContext context) {
        core.checkThread();
        core.reporter().report(Objects.requireNonNull(context, "the context is null"));
    }

    @Override
    public void defaultExceptionHandler(ExceptionContext context) {
        ExceptionReporter.log(Objects.requireNonNull(context, "the context is null"));
    }

    @Override
    public final void setDebug(boolean on) {
        core.setDebug(on);
    }

    @Override
    public final boolean isDebug() {
        return core.isDebug();
    }

    @Override
    public final Duration slowCallbackDuration() {
        return core.runner().slowCallbackDuration();
    }

    @Override
    public final void setSlowCallbackDuration(Duration duration) {
        core.runner().setSlowCallbackDuration(duration);
    }

    @Override
    public final LoopStats stats() {
        return new LoopStats(
                handles(),
                Map.of(),
                0,
                0,
                0,
                core.ready().waiting() - core.timers().due() + core.posts().waiting(),
                core.timers().waiting(),
                parts.tasks().unfinished(),
                core.ready().batches(),
                core.run().iterations(),
                core.runner().callbacks(),
                core.runner().steps(),
                parts.tasks().made(),
                core.connections().opened(),
                core.connections().accepted(),
                core.connections().lost(),
                0,
                0,
                new LoopStats.Tls(new LoopStats.Count(0, 0), 0, 0, 0));
    }

    @Override
    public String toString() {
        String state = isClosed() ? "closed" : isRunning() ? "running" : "not running";
        return getClass().getSimpleName() + " (" + state + ")";
    }
}
