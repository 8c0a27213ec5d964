package io.juvloop.internal;

import io.juvloop.Task;
import io.juvloop.TaskFactory;
import io.juvloop.TaskOptions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// The tasks of one loop: makes them, says which one runs, and lets it.
///
/// Loop thread only, except [#schedule].
public final class Tasks {
    private final UvEventLoop loop;
    private final LoopThread loopThread;
    private @Nullable TaskFactory factory;
    private @Nullable LoopTask<?> current;
    private @Nullable LoopTask<?> startsInPlace;
    private @Nullable LoopTask<?> first;
    private int unfinished;
    private long made;
    private boolean unwinding;
    private boolean unwound;

    Tasks(UvEventLoop loop, LoopThread loopThread) {
        this.loop = loop;
        this.loopThread = loopThread;
    }

    // --- Making

    @Nullable
    TaskFactory factory() {
        return factory;
    }

    void factory(@Nullable TaskFactory newFactory) {
        factory = newFactory;
    }

    <T> Task<T> create(Callable<T> body, TaskOptions options) {
        TaskFactory maker = factory;
        return maker == null ? make(body, options) : maker.create(loop, body, options);
    }

    <T> Task<T> make(Callable<T> body, TaskOptions options) {
        TaskModes.announce();
        LoopTask<T> task = new LoopTask<>(loop, ScopedContext.bind(body), options, ++made);
        add(task);
        if (options.eagerStart() && loop.isRunning()) {
            startInPlace(task);
        } else {
            schedule(task);
        }
        return task;
    }

    /// A task cannot resume another from inside, so it steps aside until the new one has had its first stretch.
    private void startInPlace(LoopTask<?> task) {
        LoopTask<?> parent = current;
        if (parent == null) {
            step(task);
        } else {
            startsInPlace = task;
            parent.stepAside(() -> startsInPlace != task);
        }
    }

    // --- Running

    @Nullable
    LoopTask<?> current() {
        return current;
    }

    /// Has a task run in a turn of the loop. Any thread; never throws, and drops it once the loop is closed.
    void schedule(LoopTask<?> task) {
        if (loopThread.isCurrent() || (!loopThread.isRunning() && loopThread.isOwnedByCaller())) {
            if (!unwound) {
                loop.turns().add(task.step());
            }
        } else {
            loop.posts().postOrDrop(new PostedCall(loop, task.step(), null));
        }
    }

    void step(LoopTask<?> task) {
        resume(task);
        for (LoopTask<?> child = startsInPlace; child != null; child = startsInPlace) {
            startsInPlace = null;
            step(child);
            task.thread().unparkInPlace();
            resume(task);
        }
    }

    private void resume(LoopTask<?> task) {
        current = task;
        loopThread.enter(task.thread().thread());
        try {
            task.resume();
        } finally {
            loopThread.enter(null);
            current = null;
        }
    }

    // --- The unfinished

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

    public int unfinished() {
        return unfinished;
    }

    /// In the order of their making.
    private List<LoopTask<?>> inOrder() {
        List<LoopTask<?>> tasks = new ArrayList<>(unfinished);
        for (LoopTask<?> task = first; task != null; task = task.next) {
            tasks.add(task);
        }
        Collections.reverse(tasks);
        return tasks;
    }

    Set<Task<?>> all() {
        return new LinkedHashSet<>(inOrder());
    }

    // --- Closing the loop

    boolean isUnwinding() {
        return unwinding;
    }

    /// Ends the tasks that a loop being closed still has: those that wait are cancelled, wherever they wait,
    /// until their bodies have returned; what waits in a wait of the JDK's and takes no notice is left where it
    /// is.
    void unwind() {
        unwinding = true;
        for (LoopTask<?> task : inOrder()) {
            Log.warn("closing the loop with a task that is not done: {0}", task);
            task.cancelNow(null);
            schedule(task); // the step it may have had was dropped
            loop.turns().drain();
        }
        for (LoopTask<?> task : inOrder()) {
            task.abandon(new CancellationException(task.name() + " was left behind by its loop"));
        }
        unwound = true;
    }
}
