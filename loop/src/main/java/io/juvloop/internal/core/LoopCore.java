package io.juvloop.internal.core;

import io.juvloop.EventLoop;
import io.juvloop.ExceptionContext;
import io.juvloop.PollMode;
import io.juvloop.bindings.Driver;
import io.juvloop.bindings.Platform;
import io.juvloop.bindings.UvFailure;
import io.juvloop.bindings.UvLoop;
import io.juvloop.internal.jfr.Recorder;
import io.juvloop.internal.memory.ReadBuffer;
import io.juvloop.internal.memory.WriteCoalescer;
import io.juvloop.internal.memory.WriteRequests;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The kernel of a loop: the state and services that every part needs.
///
/// - [LoopThread] knows the owning thread, [LoopRun] runs and stops the loop
/// - [ReadyCallbacks], [ThreadsafeCalls] and [Timers] hold callbacks, [CallbackRunner] runs them on the [Dispatcher]
/// - [WriteCoalescer], [WriteRequests] and [ReadBuffer] are the memory of the data path, shared by all connections
///
/// It knows no part that is built on it. A part holds its core and receives the few other parts that it needs
/// in its constructor.
///
/// Loop thread only, except where a method says otherwise. Lives as long as its [EventLoop].
public final class LoopCore {
    private final EventLoop loop;
    private final LoopThread thread = new LoopThread();
    private final ExceptionReporter reporter;
    private final CallbackRunner runner;
    private final UvLoop uv;
    private final ReadyCallbacks ready;
    private final ThreadsafeCalls posts;
    private final Timers timers;
    private final WriteRequests writeRequests;
    private final WriteCoalescer gather;
    private final ReadBuffer readBuffer;
    private final LoopRun run;
    private final Connections connections = new Connections();
    private final List<Runnable> endings = new ArrayList<>();
    private final DroppedLoop dropped;
    private volatile boolean closed;
    private boolean closing;

    /// Read on every read and write, and so kept here, not with the classes that set them.
    private boolean inCallback;

    private boolean interrupted;
    private Dispatcher dispatcher = Runnable::run;

    private boolean debug = Boolean.getBoolean("juvloop.debug");

    /// The kernel of a loop.
    ///
    /// @param loop the loop as users and futures see it
    public LoopCore(EventLoop loop) {
        this.loop = loop;
        var _ = Recorder.get(); // so that the thread that carries tasks loads no class
        reporter = new ExceptionReporter(loop);
        runner = new CallbackRunner(this, reporter);
        try {
            uv = UvLoop.create(runner::escaped);
        } catch (UvFailure failure) {
            throw new IllegalStateException(
                    "the event loop could not be made", UvErrorMapping.toException(failure, null));
        }
        ready = new ReadyCallbacks(this);
        posts = new ThreadsafeCalls(this);
        timers = new Timers(this);
        writeRequests = new WriteRequests(uv);
        readBuffer = new ReadBuffer(uv);
        gather = new WriteCoalescer(writeRequests.chunks().acquire(WriteCoalescer.SIZE), readBuffer);
        uv.driver().afterEach(this::endCallback);
        run = new LoopRun(this, thread);
        dropped = DroppedLoop.watch(loop, debug ? new Throwable("made here") : null);
    }

    // --- Parts

    /// The loop as futures and users see it. Any thread.
    public EventLoop loop() {
        return loop;
    }

    public UvLoop uv() {
        return uv;
    }

    public LoopThread thread() {
        return thread;
    }

    public LoopRun run() {
        return run;
    }

    public ReadyCallbacks ready() {
        return ready;
    }

    public Dispatcher dispatcher() {
        return dispatcher;
    }

    /// Sets the dispatcher that runs the user's code from now on.
    public void dispatchOn(Dispatcher newDispatcher) {
        dispatcher = newDispatcher;
    }

    public ThreadsafeCalls posts() {
        return posts;
    }

    public Timers timers() {
        return timers;
    }

    public WriteCoalescer gather() {
        return gather;
    }

    public WriteRequests writeRequests() {
        return writeRequests;
    }

    public ReadBuffer readBuffer() {
        return readBuffer;
    }

    public Connections connections() {
        return connections;
    }

    public ExceptionReporter reporter() {
        return reporter;
    }

    public CallbackRunner runner() {
        return runner;
    }

    public SlowCallbackWatch stepWatch() {
        return runner.watch();
    }

    // --- Checks

    public static IllegalStateException closedException() {
        return new IllegalStateException("the event loop is closed");
    }

    /// Throws if the calling thread is not the loop's.
    public void checkThread() {
        thread.check();
    }

    /// Throws if the loop is closed. Any thread.
    public void checkOpen() {
        if (closed) {
            throw closedException();
        }
    }

    /// Throws if the calling thread is not the loop's, or if the loop is closed.
    public void checkUsable() {
        checkOpen();
        thread.check();
    }

    /// Whether the calling thread is the loop's. Any thread.
    public boolean isCurrentThread() {
        return thread.isCurrent();
    }

    /// Whether the loop is closed. Any thread.
    public boolean isClosed() {
        return closed;
    }

    /// Whether a callback is running, after which the gathered writes are sent.
    public boolean isInCallback() {
        return inCallback;
    }

    void setInCallback(boolean inside) {
        inCallback = inside;
    }

    public boolean isStopping() {
        return run.isStopping();
    }

    public boolean hasFailed() {
        return run.hasFailed();
    }

    // --- Running callbacks

    public void invoke(CallbackHandle call) {
        runner.invoke(call);
    }

    /// Runs the step of a task, on the thread that runs the loop.
    void runStep(CallbackHandle step) {
        runner.runStep(step);
    }

    /// Schedules internal work of the loop; dropped once the loop is closed.
    public void callInternally(Runnable callback) {
        if (!closed || closing) {
            ready.add(new CallbackHandle(this, callback, null));
        }
    }

    /// Runs an action on the loop's thread, now or soon; dropped once the loop is closed. Any thread.
    public void runOnLoop(Runnable action) {
        if (thread.isCurrent() || (!thread.isRunning() && thread.isOwnedByCaller())) {
            action.run();
        } else {
            posts.postOrDrop(new ThreadsafeHandle(this, action, null));
        }
    }

    /// Handles an exception of a callback: an ordinary one is reported, one of the stop class ends the run.
    public void failed(Throwable thrown, Supplier<ExceptionContext> context) {
        runner.failed(thrown, context);
    }

    /// Ends the run if the Throwable is of the stop class; for callers that report other exceptions themselves.
    public void failStopping(Throwable thrown) {
        if (FatalErrors.includes(thrown)) {
            run.failWith((Error) thrown);
        }
    }

    /// Sends the data written since the last event, callback or step; the loop calls it after each of them.
    public void endCallback() {
        gather.flush();
        if (Thread.currentThread().isInterrupted()) {
            setInterruptAside();
        }
    }

    /// An interrupt belongs to the callback that is running. A pending interrupt that it leaves, and one that
    /// arrives while no callback runs, is hidden from later callbacks and restored for the caller of the run at
    /// its end. While a callback waits, an interrupt belongs to that callback.
    void setInterruptAside() {
        boolean callbackWaits = dispatcher.isBusy() && !Thread.currentThread().isVirtual();
        if (!callbackWaits && Thread.interrupted()) {
            interrupted = true;
        }
    }

    /// Keeps a pending interrupt when a virtual thread yields, because the carrier thread that runs the loop
    /// then loses its interrupt status.
    public void keepInterrupt() {
        if (thread.owner().isInterrupted() && !Thread.currentThread().isInterrupted()) {
            interrupted = true;
        }
    }

    /// The run or the close has ended.
    void giveInterruptBack() {
        if (interrupted) {
            interrupted = false;
            Thread.currentThread().interrupt();
        }
    }

    public long beginMeasure(Object culprit) {
        return runner.beginMeasure(culprit);
    }

    public void endMeasure(long begin, Object culprit) {
        runner.endMeasure(begin, culprit);
    }

    /// The time of the loop's own clock. Any thread.
    public long time() {
        return Timers.now();
    }

    /// How the loop polls its streams. Any thread.
    public PollMode pollMode() {
        if (!uv.driver().pollsStreams()) {
            return PollMode.LIBUV;
        }
        return Platform.current().isMac() ? PollMode.KQUEUE : PollMode.EPOLL;
    }

    // --- Debug mode

    /// Whether debug mode is on. Any thread.
    public boolean isDebug() {
        return debug;
    }

    public void setDebug(boolean on) {
        debug = on;
        if (on && thread.isRunning()) {
            runOnLoop(stepWatch()::enter);
        }
    }

    /// The stack that creates a callback, in debug mode.
    public @Nullable Throwable creation() {
        return debug ? new Throwable("scheduled here") : null;
    }

    // --- Closing

    /// Adds an action to run when the loop is closed, before its handles are closed.
    public void atClose(Runnable ending) {
        endings.add(ending);
    }

    /// Runs the close actions of a loop being closed, and what they cause, such as the loss of a connection.
    public void runLast(Runnable actions) {
        closing = true;
        try {
            dispatcher.run(actions);
            ready.drain();
        } finally {
            closing = false;
            ready.clear();
        }
    }

    public List<Runnable> endings() {
        return endings;
    }

    /// Closes the loop: nothing new is accepted from now on.
    ///
    /// @param ending closes what is open and libuv's loop; never throws
    public void close(Runnable ending) {
        Driver.requireStack(); // what is begun here can be finished
        thread.begin("cannot close a running event loop");
        closed = true;
        try {
            setInterruptAside();
            dropped.closed();
            ending.run();
            runner.watch().leave();
        } finally {
            thread.end();
            giveInterruptBack();
        }
    }
}
