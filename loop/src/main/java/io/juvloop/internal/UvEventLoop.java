package io.juvloop.internal;

import io.juvloop.EventLoop;
import io.juvloop.ExceptionContext;
import io.juvloop.ExceptionHandler;
import io.juvloop.Handle;
import io.juvloop.LoopFuture;
import io.juvloop.LoopStats;
import io.juvloop.Task;
import io.juvloop.TaskFactory;
import io.juvloop.TaskMode;
import io.juvloop.TaskOptions;
import io.juvloop.TimerHandle;
import io.juvloop.bindings.UvFailure;
import io.juvloop.bindings.UvLoop;
import io.juvloop.internal.datagram.Datagrams;
import io.juvloop.internal.datagram.UvDatagrams;
import io.juvloop.internal.descriptor.Watches;
import io.juvloop.internal.dns.UvNames;
import io.juvloop.internal.fs.UvFileOperations;
import io.juvloop.internal.fs.UvFiles;
import io.juvloop.internal.host.UvHost;
import io.juvloop.internal.phase.Phases;
import io.juvloop.internal.phase.UvPhases;
import io.juvloop.internal.pipe.UvPipes;
import io.juvloop.internal.process.UvSubprocesses;
import io.juvloop.internal.signal.SignalHandlers;
import io.juvloop.internal.signal.UvSignals;
import io.juvloop.internal.sock.Sockets;
import io.juvloop.internal.tty.UvTerminals;
import io.juvloop.internal.tty.WindowWatch;
import io.juvloop.internal.watch.UvWatches;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The event loop on libuv: asyncio's methods, each handed to the part that knows. Those of a [LoopChapter] are
/// in its own file.
///
/// - [LoopThread] says whose it is, [LoopRun] runs and stops it, [LoopClose] ends it
/// - [Turns], [Posts] and [Timers] hold callbacks, [CallbackRunner] runs them
/// - [WriteGather], [WriteRequests] and [ReadBuffer] are the data path's memory, shared by all connections
/// - [Tasks] are suspended and resumed, [DefaultExecutor] has what would block
/// - [Watches] tell of descriptors and channels of the user's, [Sockets] have tasks wait for them
/// - [ConnectOperation] and [ServerStart] make connections and servers
///
/// Thread rule and lifetime: see [EventLoop].
public final class UvEventLoop
        implements EventLoop,
                UvConnections,
                UvDatagrams,
                UvFiles,
                UvPipes,
                UvSockets,
                UvWatches,
                UvSignals,
                UvTerminals,
                UvNames,
                UvPhases,
                UvHost,
                UvSubprocesses,
                UvDescriptors {
    private final LoopThread thread = new LoopThread();
    private final ExceptionReporter reporter = new ExceptionReporter(this);
    private final CallbackRunner runner = new CallbackRunner(this, reporter);
    private final UvLoop uv;
    private final Turns turns;
    private final Posts posts;
    private final Timers timers;
    private final WriteRequests writeRequests;
    private final WriteGather gather;
    private final ReadBuffer readBuffer;
    private final LoopRun run;
    private final Tasks tasks = new Tasks(this, thread);
    private final Watches watches = new Watches(this);
    private final Sockets sockets = new Sockets(this);
    private final SignalHandlers signals = new SignalHandlers(this);
    private final WindowWatch windows = new WindowWatch(this);
    private final DefaultExecutor executors = new DefaultExecutor(this);
    private final ExecutorViews executorViews = new ExecutorViews(this);
    private @Nullable UvFileOperations fileOperations;
    private final List<Runnable> endings = new ArrayList<>();
    private @Nullable Phases phases;
    private volatile boolean closed;
    private @Nullable Datagrams datagrams;

    /// Read on every read and write, and so kept here and not with those who set them.
    private boolean inCallback;

    private boolean debug = Boolean.getBoolean("juvloop.debug");

    UvEventLoop() {
        try {
            uv = UvLoop.create(runner::escaped);
        } catch (UvFailure failure) {
            throw new IllegalStateException(
                    "the event loop could not be made", UvErrorMapping.toException(failure, null));
        }
        turns = new Turns(this);
        posts = new Posts(this);
        timers = new Timers(this);
        writeRequests = new WriteRequests(uv);
        readBuffer = new ReadBuffer(uv);
        gather = new WriteGather(writeRequests.chunks().acquire(WriteGather.SIZE), readBuffer);
        run = new LoopRun(this, thread);
    }

    // --- Parts, for the other parts

    @Override
    public UvEventLoop loop() {
        return this;
    }

    /// Adds what is to be done when the loop is closed, before its handles are.
    public void atClose(Runnable ending) {
        endings.add(ending);
    }

    List<Runnable> endings() {
        return endings;
    }

    public UvLoop uv() {
        return uv;
    }

    public Turns turns() {
        return turns;
    }

    public Posts posts() {
        return posts;
    }

    public Timers timers() {
        return timers;
    }

    public WriteGather gather() {
        return gather;
    }

    public WriteRequests writeRequests() {
        return writeRequests;
    }

    public ReadBuffer readBuffer() {
        return readBuffer;
    }

    public LoopRun run() {
        return run;
    }

    public StepWatch stepWatch() {
        return runner.watch();
    }

    public Tasks tasks() {
        return tasks;
    }

    public DefaultExecutor executors() {
        return executors;
    }

    public Phases phases() {
        if (phases == null) {
            phases = new Phases(this);
        }
        return phases;
    }

    public Watches watches() {
        return watches;
    }

    public Sockets sockets() {
        return sockets;
    }

    public SignalHandlers signals() {
        return signals;
    }

    public UvFileOperations fileOperations() {
        if (fileOperations == null) {
            fileOperations = new UvFileOperations(this);
        }
        return fileOperations;
    }

    public WindowWatch windows() {
        return windows;
    }

    @Override
    public Datagrams datagrams() {
        Datagrams current = datagrams;
        if (current == null) {
            current = new Datagrams(this, writeRequests.chunks());
            datagrams = current;
        }
        return current;
    }

    // --- Checks

    public static IllegalStateException closedException() {
        return new IllegalStateException("the event loop is closed");
    }

    /// Refuses every thread but the loop's.
    public void checkThread() {
        thread.check();
    }

    /// Refuses every thread but the loop's, and a loop that is closed.
    public void checkUsable() {
        if (closed) {
            throw closedException();
        }
        thread.check();
    }

    /// The thread that runs the loop, or may; a task's own is another.
    public Thread platformThread() {
        return thread.owner();
    }

    /// Refuses what may wait, unless it is called in a task of this loop.
    public void requireTask() {
        var _ = LoopTask.running(this);
    }

    public boolean isCurrentThread() {
        return thread.isCurrent();
    }

    /// Whether a callback runs now, after which what was gathered is sent.
    public boolean isInCallback() {
        return inCallback;
    }

    public void isInCallback(boolean inside) {
        inCallback = inside;
    }

    public boolean isStopping() {
        return run.isStopping();
    }

    public boolean hasFailed() {
        return run.hasFailed();
    }

    // --- Running callbacks

    public void invoke(ScheduledCall call) {
        runner.invoke(call);
    }

    /// Schedules work of the loop itself; dropped once the loop is closed.
    public void callInternally(Runnable callback) {
        if (!closed) {
            turns.add(new ScheduledCall(this, callback, null));
        }
    }

    /// Runs on the loop's thread, now or soon; dropped once the loop is closed.
    public void runOnLoop(Runnable action) {
        if (thread.isCurrent() || (!thread.isRunning() && thread.isOwnedByCaller())) {
            action.run();
        } else {
            posts.postOrDrop(new PostedCall(this, action, null));
        }
    }

    /// What a callback threw: ordinary ones are reported, those of the stop class end the run.
    public void failed(Throwable thrown, Supplier<ExceptionContext> context) {
        runner.failed(thrown, context);
    }

    /// Ends the run if a Throwable is of the stop class; for who reports the others in another way.
    public void failStopping(Throwable thrown) {
        if (StopClass.includes(thrown)) {
            run.failWith((Error) thrown);
        }
    }

    /// To be called at the end of every callback from libuv: sends what it wrote.
    public void endCallback() {
        gather.flush();
    }

    public long beginMeasure(Object culprit) {
        return runner.beginMeasure(culprit);
    }

    public void endMeasure(long begin, Object culprit) {
        runner.endMeasure(begin, culprit);
    }

    // --- Life

    @Override
    public void runForever() {
        run.forever();
    }

    @Override
    public <T> T runUntilComplete(CompletionStage<T> stage) {
        return run.untilComplete(Objects.requireNonNull(stage, "the stage is null"));
    }

    @Override
    public void stop() {
        checkUsable();
        run.stop();
    }

    @Override
    public boolean isRunning() {
        return thread.isRunning();
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        if (!closed) {
            thread.begin("cannot close a running event loop");
            closed = true;
            try {
                new LoopClose(this).close();
            } finally {
                runner.watch().leave();
                thread.end();
            }
            executors.close();
            executorViews.loopClosed();
            run.throwFailure();
        }
    }

    // --- Callbacks and timers

    /// Where a callback is made, in debug mode.
    public @Nullable Throwable creation() {
        return debug ? new Throwable("scheduled here") : null;
    }

    private static Runnable checked(Runnable callback) {
        return ScopedContext.bind(Objects.requireNonNull(callback, "the callback is null"));
    }

    @Override
    public Handle callSoon(Runnable callback) {
        checkUsable();
        ScheduledCall call = new ScheduledCall(this, checked(callback), creation());
        turns.add(call);
        return call;
    }

    @Override
    public Handle callSoonThreadsafe(Runnable callback) {
        if (closed) {
            throw closedException();
        }
        PostedCall call = new PostedCall(this, checked(callback), creation());
        if (thread.isCurrent()) {
            turns.add(call);
        } else {
            posts.post(call);
        }
        return call;
    }

    @Override
    public TimerHandle callLater(Duration delay, Runnable callback) {
        checkUsable();
        return timers.add(checked(callback), Timers.deadline(delay), creation());
    }

    @Override
    public TimerHandle callAt(long when, Runnable callback) {
        checkUsable();
        return timers.add(checked(callback), when, creation());
    }

    @Override
    public long time() {
        return Timers.now();
    }

    @Override
    public <T> LoopFuture<T> createFuture() {
        return new LoopFuture<>(this);
    }

    // --- Tasks

    @Override
    public <T> Task<T> createTask(Callable<T> body, TaskOptions options) {
        checkUsable();
        return tasks.create(Objects.requireNonNull(body, "the body is null"), options);
    }

    @Override
    public <T> Task<T> newTask(Callable<T> body, TaskOptions options) {
        checkUsable();
        return tasks.make(Objects.requireNonNull(body, "the body is null"), options);
    }

    @Override
    public void setTaskFactory(@Nullable TaskFactory factory) {
        checkThread();
        tasks.factory(factory);
    }

    @Override
    public @Nullable TaskFactory getTaskFactory() {
        checkThread();
        return tasks.factory();
    }

    @Override
    public @Nullable Task<?> currentTask() {
        return thread.isCurrent() ? tasks.current() : null;
    }

    @Override
    public Set<Task<?>> allTasks() {
        checkThread();
        return tasks.all();
    }

    @Override
    public TaskMode taskMode() {
        return TaskModes.mode();
    }

    @Override
    public <T> T await(CompletionStage<T> stage) {
        checkThread();
        LoopTask<?> task = LoopTask.running(this);
        if (stage instanceof LoopFuture<?> future && future.loop() != this) {
            throw new IllegalStateException("the future belongs to another event loop");
        }
        return task.await(stage.toCompletableFuture());
    }

    @Override
    public void sleep(Duration delay) {
        checkThread();
        LoopTask<?> task = LoopTask.running(this);
        if (delay.isPositive()) {
            boolean _ = new Waiter(task).awaitUntil(Timers.deadline(delay));
        } else {
            task.yieldNow();
        }
    }

    // --- Executors

    @Override
    public <T> CompletableFuture<T> runInExecutor(@Nullable Executor executor, Callable<T> work) {
        checkUsable();
        return executors.run(executor, ScopedContext.bind(Objects.requireNonNull(work, "the work is null")));
    }

    @Override
    public void setDefaultExecutor(ExecutorService executor) {
        checkUsable();
        executors.set(Objects.requireNonNull(executor, "the executor is null"));
    }

    @Override
    public CompletableFuture<Void> shutdownDefaultExecutor(@Nullable Duration timeout) {
        checkUsable();
        return executors.shutdown(timeout);
    }

    @Override
    public void execute(Runnable command) {
        try {
            callSoonThreadsafe(command);
        } catch (IllegalStateException closedLoop) {
            throw new RejectedExecutionException(closedLoop.getMessage(), closedLoop);
        }
    }

    @Override
    public ScheduledExecutorService asExecutorService() {
        return executorViews.make();
    }

    // --- Errors and debugging

    @Override
    public void setExceptionHandler(@Nullable ExceptionHandler handler) {
        checkThread();
        reporter.handler(handler);
    }

    @Override
    public @Nullable ExceptionHandler getExceptionHandler() {
        return reporter.handler();
    }

    @Override
    public void callExceptionHandler(ExceptionContext context) {
        checkThread();
        reporter.report(Objects.requireNonNull(context, "the context is null"));
    }

    @Override
    public void defaultExceptionHandler(ExceptionContext context) {
        ExceptionReporter.log(Objects.requireNonNull(context, "the context is null"));
    }

    @Override
    public void setDebug(boolean on) {
        debug = on;
    }

    @Override
    public boolean isDebug() {
        return debug;
    }

    @Override
    public Duration slowCallbackDuration() {
        return runner.slowCallbackDuration();
    }

    @Override
    public void slowCallbackDuration(Duration duration) {
        runner.slowCallbackDuration(duration);
    }

    @Override
    public LoopStats stats() {
        return LoopStatistics.of(this);
    }

    @Override
    public String toString() {
        return "event loop on libuv (" + (closed ? "closed" : isRunning() ? "running" : "not running") + ")";
    }
}
