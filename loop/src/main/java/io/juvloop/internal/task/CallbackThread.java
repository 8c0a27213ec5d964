package io.juvloop.internal.task;

import io.juvloop.internal.core.Dispatcher;
import io.juvloop.internal.core.LoopKernel;
import io.juvloop.internal.jdk.Failures;
import io.juvloop.internal.jdk.JdkInternals;
import io.juvloop.spi.RunningLoop;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// The virtual thread on which a loop of the fast mode runs the user's callbacks, carried by the thread that runs the
/// loop.
///
/// A callback that waits for a lock parks this thread and frees its carrier, which then runs tasks: the task
/// that holds the lock, or is ahead of the callback in its queue, can continue. On the carrier itself both
/// would wait indefinitely. While a callback is parked, no other callback begins, no event is dispatched and no
/// timer fires; only tasks run.
///
/// ```
///             run(work)                    work is over: yields
///   IDLE ---------------------> BUSY ----------------------------> IDLE
///                                |  ^
///              parks or yields   v  | unparked, or a task was started in place
///                        carrier runs tasks
/// ```
///
/// It is created before the first step of a task, and lives until the run ends; the next run creates another.
/// Between runs there is none: the JDK references every waiting virtual thread, which would keep alive a loop
/// that the program has dropped.
///
/// [#execute] any thread; [#startInPlace] on this thread; the rest on the thread that runs the loop.
final class CallbackThread implements Dispatcher, Executor {
    private final LoopKernel core;
    private final Tasks tasks;
    private @Nullable Thread thread;
    private final BooleanSupplier isRunnable = this::isRunnable;
    private @Nullable Runnable continuation;
    private volatile boolean runnable;
    private @Nullable Runnable work;
    private boolean busy;
    private boolean ended;
    private @Nullable Throwable thrown;
    private @Nullable LoopTask<?> startsInPlace;
    private @Nullable Object scopedValues;

    CallbackThread(LoopKernel core, Tasks tasks) {
        this.core = core;
        this.tasks = tasks;
        beginRun();
    }

    // --- On the carrier

    @Override
    public boolean isElsewhere() {
        return true;
    }

    @Override
    public boolean isBusy() {
        return busy;
    }

    @Override
    public void beginRun() {
        scopedValues = JdkInternals.scopedValues();
        if (thread == null) {
            Thread made =
                    JdkInternals.newVirtualThread(this, Thread.currentThread().getName(), this::body);
            thread = made;
            made.start();
        }
    }

    @Override
    public void run(Runnable next) {
        if (thread == null) {
            next.run();
            return;
        }
        while (busy) { // an error on this thread ended the run before
            carryOn();
        }
        work = next;
        busy = true;
        mount();
        while (busy) {
            carryOn();
        }
        Throwable failure = thrown;
        if (failure != null) {
            thrown = null;
            throw Failures.<RuntimeException>asIs(failure);
        }
    }

    /// The callback has parked or yielded.
    private void carryOn() {
        LoopTask<?> child = startsInPlace;
        if (child != null) {
            startsInPlace = null;
            tasks.step(child);
            mount();
            return;
        }
        passOnInterrupt();
        core.posts().moveToReady();
        if (runnable) {
            mount();
        } else if (!core.ready().runSteps()) {
            core.posts().sleepUntil(isRunnable);
        }
    }

    private boolean isRunnable() {
        return runnable;
    }

    private void passOnInterrupt() {
        Thread there = thread;
        if (there != null && Thread.interrupted()) {
            there.interrupt();
        }
    }

    private void mount() {
        passOnInterrupt();
        Runnable step = continuation;
        runnable = false;
        core.thread().enter(thread);
        try {
            if (step != null) {
                step.run();
            }
        } finally {
            core.thread().enter(null);
        }
    }

    @Override
    public void endRun() {
        if (!busy) {
            end();
        }
    }

    @Override
    public void end() {
        if (thread != null) {
            ended = true;
            mount();
            ended = false;
            thread = null;
            continuation = null;
        }
    }

    /// The JDK reports that the thread can continue. Threads that callbacks start inherit this scheduler; they
    /// are passed to the default scheduler of virtual threads.
    @Override
    public void execute(Runnable command) {
        if (continuation == null) {
            continuation = command;
        }
        if (command.equals(continuation)) {
            runnable = true;
            core.posts().wakeSleeper();
        } else {
            JdkInternals.defaultScheduler().execute(command);
        }
    }

    // --- On the thread itself

    private void body() {
        RunningLoop.enter(tasks);
        while (!ended) {
            Runnable next = work;
            if (next != null) {
                work = null;
                runWork(next);
                core.keepInterrupt();
                busy = false;
            }
            giveWay();
        }
    }

    private void runWork(Runnable next) {
        try {
            Object bindings = scopedValues;
            if (bindings == null) {
                next.run();
            } else {
                JdkInternals.runWith(bindings, next);
            }
        } catch (Throwable failure) {
            thrown = failure;
        }
    }

    /// Runs the first step of a new task before the callback that created it continues.
    void startInPlace(LoopTask<?> task) {
        startsInPlace = task;
        while (startsInPlace == task) {
            giveWay();
        }
    }

    @SuppressWarnings("ThreadPriorityCheck") // the scheduler is this class
    private static void giveWay() {
        Thread.yield();
    }

    /// Whether the calling thread is this one.
    boolean isCurrent() {
        return Thread.currentThread() == thread;
    }

    @Nullable
    Thread thread() {
        return thread;
    }

    @Override
    public String toString() {
        return "callback thread of " + core.loop();
    }
}
