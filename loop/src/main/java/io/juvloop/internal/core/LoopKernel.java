package io.juvloop.internal.core;

import io.juvloop.EventLoop;
import io.juvloop.ExceptionContext;
import io.juvloop.spi.TaskEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The kernel of any loop: what every part needs that does not ask how the loop waits.
///
/// - [LoopThread] says whose it is, [LoopRun] runs and stops it
/// - [ReadyCallbacks], [ThreadsafeCalls] and [Timers] hold callbacks, [CallbackRunner] runs them where the
///   [Dispatcher] says
/// - [LoopEvents] waits, and has the clock
///
/// It knows no part that is built on it. A part holds its kernel, and gets the few other parts that it needs by its
/// constructor. [LoopCore] is the kernel on libuv.
///
/// It is an abstract class and no interface, so that the JIT compiler calls the one kernel of a program directly.
///
/// Loop thread only, except where a method says otherwise. Lives as long as its [EventLoop].
public abstract class LoopKernel {
    private final EventLoop loop;
    private final LoopEvents events;
    private final LoopThread thread = new LoopThread();
    private final ExceptionReporter reporter;
    private final CallbackRunner runner;
    private final ReadyCallbacks ready;
    private final ThreadsafeCalls posts;
    private final Timers timers;
    private final LoopRun run;
    private final Connections connections = new Connections();
    private final List<Runnable> endings = new ArrayList<>();
    private final DroppedLoop dropped;
    private volatile boolean closed;
    private boolean closing;

    /// Read on every read and write, and so kept here and not in the part that sets it.
    private boolean inCallback;

    private boolean interrupted;
    private Dispatcher dispatcher = Runnable::run;
    private @Nullable TaskEngine engine;

    private boolean debug = Boolean.getBoolean("juvloop.debug");

    /// The kernel of a loop.
    ///
    /// @param loop what users and futures know it as
    /// @param events where it waits
    protected LoopKernel(EventLoop loop, LoopEvents events) {
        this.loop = loop;
        this.events = events;
        reporter = new ExceptionReporter(loop);
        runner = new CallbackRunner(this, reporter);
        ready = new ReadyCallbacks(this);
        posts = new ThreadsafeCalls(this);
        timers = new Timers(this);
        run = new LoopRun(this, thread);
        dropped = DroppedLoop.watch(loop, debug ? new Throwable("made here") : null);
        events.onWakeUp(posts::moveToReady);
    }

    /// Sends what was written and has not been sent, at the end of each callback.
    protected abstract void flush();

    // --- What it consists of

    /// The loop, as futures and users know it. Any thread.
    public EventLoop loop() {
        return loop;
    }

    /// Where the loop waits.
    public LoopEvents events() {
        return events;
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

    /// Has the user's code run elsewhere from now on.
    public void dispatchOn(Dispatcher newDispatcher) {
        dispatcher = newDispatcher;
    }

    public ThreadsafeCalls posts() {
        return posts;
    }

    public Timers timers() {
        return timers;
    }

    /// The tasks of the loop, as threads know them on which it runs.
    public TaskEngine engine() {
        TaskEngine present = engine;
        if (present == null) {
            throw new IllegalStateException("the loop has no tasks");
        }
        return present;
    }

    /// Has tasks.
    ///
    /// @param newEngine theirs, once
    public void engine(TaskEngine newEngine) {
        engine = newEngine;
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

    /// Refuses every thread but the loop's.
    public void checkThread() {
        thread.check();
    }

    /// Refuses a loop that is closed. Any thread.
    public void checkOpen() {
        if (closed) {
            throw closedException();
        }
    }

    /// Refuses every thread but the loop's, and a loop that is closed.
    public void checkUsable() {
        checkOpen();
        thread.check();
    }

    /// Any thread.
    public boolean isCurrentThread() {
        return thread.isCurrent();
    }

    /// Any thread.
    public boolean isClosed() {
        return closed;
    }

    /// Whether a callback runs now, after which what was gathered is sent.
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

    /// Schedules work of the loop itself; dropped once the loop is closed.
    public void callInternally(Runnable callback) {
        if (!closed || closing) {
            ready.add(new CallbackHandle(this, callback, null));
        }
    }

    /// Runs on the loop's thread, now or soon; dropped once the loop is closed. Any thread.
    public void runOnLoop(Runnable action) {
        if (thread.isCurrent() || (!thread.isRunning() && thread.isOwnedByCaller())) {
            action.run();
        } else {
            posts.postOrDrop(new ThreadsafeHandle(this, action, null));
        }
    }

    /// What a callback threw: ordinary ones are reported, fatal ones end the run.
    public void failed(Throwable thrown, Supplier<ExceptionContext> context) {
        runner.failed(thrown, context);
    }

    /// Ends the run if the Throwable is a fatal error; for callers that report other exceptions themselves.
    public void failStopping(Throwable thrown) {
        if (FatalErrors.includes(thrown)) {
            run.failWith((Error) thrown);
        }
    }

    /// Sends what was written since the last event, callback or step; the loop calls it after each.
    public void endCallback() {
        flush();
        if (Thread.currentThread().isInterrupted()) {
            setInterruptAside();
        }
    }

    /// An interrupt is for the callback that runs. What that leaves, and what comes while none runs, no later one
    /// meets; it is for the caller of the run again when that is over. While a callback waits, it is that one's.
    void setInterruptAside() {
        boolean callbackWaits = dispatcher.isBusy() && !Thread.currentThread().isVirtual();
        if (!callbackWaits && Thread.interrupted()) {
            interrupted = true;
        }
    }

    /// A virtual thread gives way. The thread that carries it, which runs the loop, forgets then that it was
    /// interrupted.
    public void keepInterrupt() {
        if (thread.owner().isInterrupted() && !Thread.currentThread().isInterrupted()) {
            interrupted = true;
        }
    }

    /// The run or the close is over.
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

    /// The loop's own clock. Any thread.
    public long time() {
        return events.time();
    }

    // --- Debug mode

    /// Any thread.
    public boolean isDebug() {
        return debug;
    }

    public void setDebug(boolean on) {
        debug = on;
        if (on && thread.isRunning()) {
            runOnLoop(stepWatch()::enter);
        }
    }

    /// Where a callback is made, in debug mode.
    public @Nullable Throwable creation() {
        return debug ? new Throwable("scheduled here") : null;
    }

    // --- The end

    /// Adds what is to be done when the loop is closed, before its handles are.
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

    /// Closes it: from now on nothing new is let in.
    ///
    /// @param ending of what is there; never throws
    public void close(Runnable ending) {
        events.requireStack(); // what is begun can be ended
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
