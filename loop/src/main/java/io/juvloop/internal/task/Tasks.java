package io.juvloop.internal.task;

import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.Task;
import io.juvloop.TaskFactory;
import io.juvloop.TaskMode;
import io.juvloop.TaskOptions;
import io.juvloop.internal.core.Attempts;
import io.juvloop.internal.core.Deadline;
import io.juvloop.internal.core.LoopKernel;
import io.juvloop.internal.core.LoopThread;
import io.juvloop.internal.core.SlowCallbackWatch;
import io.juvloop.internal.core.Stages;
import io.juvloop.internal.jdk.Log;
import io.juvloop.internal.jdk.ScopedContext;
import io.juvloop.spi.TaskEngine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// The tasks of one loop: creates them, schedules them, and knows which one runs.
///
/// Loop thread only, except [#schedule].
public final class Tasks implements TaskEngine {
    private final LoopKernel core;
    private final LoopThread loopThread;
    private @Nullable TaskFactory factory;
    private @Nullable LoopTask<?> current;
    private @Nullable LoopTask<?> startsInPlace;
    private @Nullable CallbackThread callbacks;
    private @Nullable LoopTask<?> first;
    private int unfinished;
    private long made;
    private boolean unwinding;
    private boolean unwound;

    /// Creates an empty set of tasks.
    ///
    /// @param core of their loop
    public Tasks(LoopKernel core) {
        this.core = core;
        this.loopThread = core.thread();
        core.engine(this);
        core.stepWatch().guests(this::guest);
    }

    private SlowCallbackWatch.@Nullable Guest guest() {
        LoopTask<?> task = current;
        return task == null
                ? null
                : new SlowCallbackWatch.Guest(task, task.thread().thread());
    }

    @Override
    public EventLoop loop() {
        return core.loop();
    }

    LoopKernel core() {
        return core;
    }

    // --- Making

    @Nullable
    public TaskFactory factory() {
        return factory;
    }

    public void factory(@Nullable TaskFactory newFactory) {
        factory = newFactory;
    }

    public <T extends @Nullable Object> Task<T> create(Callable<T> body, TaskOptions options) {
        TaskFactory maker = factory;
        return maker == null ? make(body, options) : maker.create(core.loop(), body, options);
    }

    public <T extends @Nullable Object> Task<T> make(Callable<T> body, TaskOptions options) {
        TaskModes.announce();
        LoopTask<T> task = new LoopTask<>(core, this, ScopedContext.bind(body), options, ++made);
        add(task);
        if (options.isEagerStart() && loopThread.isRunning()) {
            startInPlace(task);
        } else {
            schedule(task);
        }
        return task;
    }

    /// Starts a task in place. A virtual thread cannot carry another, so the calling task or callback steps
    /// aside until the new task has run its first step. If there is no thread for callbacks yet, the task
    /// starts in the next iteration.
    private void startInPlace(LoopTask<?> task) {
        LoopTask<?> parent = current;
        CallbackThread thread = callbacks;
        if (parent != null) {
            startsInPlace = task;
            parent.stepAside(() -> startsInPlace != task);
        } else if (thread != null && thread.isCurrent()) {
            thread.startInPlace(task);
        } else if (TaskModes.mode() == TaskMode.PORTABLE) {
            step(task);
        } else {
            schedule(task);
        }
    }

    // --- Running

    @Nullable
    public LoopTask<?> current() {
        return current;
    }

    /// Schedules a step of a task. Any thread; never throws, and drops the step once the loop is closed.
    void schedule(LoopTask<?> task) {
        if (loopThread.isCurrent() || (!loopThread.isRunning() && loopThread.isOwnedByCaller())) {
            if (!unwound) {
                core.ready().add(task.step());
            }
        } else {
            core.posts().postOrDrop(task.step());
        }
    }

    /// Runs the next step of a task, on the thread that runs the loop. Before the first step, callbacks get a
    /// thread of their own.
    void step(LoopTask<?> task) {
        if (callbacks == null && TaskModes.mode() == TaskMode.FAST) {
            CallbackThread made = new CallbackThread(core, this);
            callbacks = made;
            core.dispatchOn(made);
        }
        resume(task);
        for (LoopTask<?> child = startsInPlace; child != null; child = startsInPlace) {
            startsInPlace = null;
            step(child);
            task.thread().unparkInPlace();
            resume(task);
        }
    }

    /// The body of a task has ended, and the task is no longer the current one.
    void ended(LoopTask<?> task) {
        if (current == task) {
            current = null;
        }
    }

    private void resume(LoopTask<?> task) {
        current = task.isOver() ? null : task;
        loopThread.enter(task.thread().thread());
        try {
            task.resume();
        } finally {
            loopThread.enter(null);
            current = null;
        }
    }

    // --- Waiting

    /// The task of this loop that runs on the calling thread.
    ///
    /// @throws IllegalStateException outside a task of this loop
    public LoopTask<?> running() {
        LoopTask<?> task = LoopTask.running();
        if (!task.isOf(this)) {
            throw new IllegalStateException("the task belongs to another event loop");
        }
        return task;
    }

    /// Throws if the calling code is not a task of this loop, for methods that may wait.
    public void requireTask() {
        var _ = running();
    }

    /// Puts the task that runs here to sleep until a stage is done.
    @Override
    public <T extends @Nullable Object> T await(CompletionStage<T> stage) {
        LoopTask<?> task = running();
        if (stage instanceof LoopFuture<?> future && !future.loop().equals(core.loop())) {
            throw new IllegalStateException("the future belongs to another event loop");
        }
        return task.await(Stages.futureOf(stage));
    }

    /// Puts the task that runs here to sleep for a while.
    @Override
    public void sleep(Duration delay) {
        LoopTask<?> task = running();
        if (delay.isPositive()) {
            boolean _ = new Waiter(task).awaitUntil(Deadline.after(core.time(), delay));
        } else {
            task.yieldNow();
        }
    }

    // --- Unfinished tasks

    private void add(LoopTask<?> task) {
        task.next = first;
        if (first != null) {
            first.previous = task;
        }
        first = task;
        unfinished++;
    }

    void remove(LoopTask<?> task) {
        if (task.previous == null) {
            first = task.next;
        } else {
            task.previous.next = task.next;
        }
        if (task.next != null) {
            task.next.previous = task.previous;
        }
        task.previous = null;
        task.next = null;
        unfinished--;
    }

    public long made() {
        return made;
    }

    public int unfinished() {
        return unfinished;
    }

    /// The unfinished tasks in order of creation.
    private List<LoopTask<?>> inOrder() {
        List<LoopTask<?>> tasks = new ArrayList<>(unfinished);
        for (LoopTask<?> task = first; task != null; task = task.next) {
            tasks.add(task);
        }
        Collections.reverse(tasks);
        return tasks;
    }

    public Set<Task<?>> all() {
        return new LinkedHashSet<>(inOrder());
    }

    // --- Closing the loop

    boolean isUnwinding() {
        return unwinding;
    }

    /// Ends the tasks of a loop that is being closed: waiting tasks are cancelled, wherever they wait, until
    /// their bodies have returned; a task that waits in code of the JDK's and ignores the interrupt is left
    /// there. Never throws.
    public void unwind(Attempts attempts) {
        unwinding = true;
        for (LoopTask<?> task : inOrder()) {
            attempts.attempt(() -> core.dispatcher().run(() -> warn(task)));
            attempts.attempt(() -> core.dispatcher().run(() -> unwind(task)));
            while (core.ready().waiting() > 0) {
                attempts.attempt(core.ready()::drain);
            }
        }
        for (LoopTask<?> task : inOrder()) { // their futures would complete in an iteration that never comes
            core.dispatcher().run(task::abandonWait);
            core.ready().drain();
        }
        for (LoopTask<?> task : inOrder()) {
            var left = new CancellationException(task.name() + " was left behind by its loop");
            attempts.attempt(() -> core.dispatcher().run(() -> task.abandon(left)));
        }
        unwound = true;
    }

    private static void warn(LoopTask<?> task) {
        Log.warn("closing the loop with a task that is not done: {0}", task);
    }

    private void unwind(LoopTask<?> task) {
        task.cancelNow(null);
        schedule(task); // a step it may have had was dropped
    }
}
