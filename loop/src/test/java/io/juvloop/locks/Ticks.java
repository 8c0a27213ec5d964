package io.juvloop.locks;

import io.juvloop.Task;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A task that ticks by waits of the JDK's, which shows whether tasks run, and that runs actions for the test.
/// In the portable mode such a wait would block the loop, so there are no ticks.
///
/// For the test's thread. Closing it ends the task.
final class Ticks implements AutoCloseable {
    private static final long INTERVAL_MILLIS = 1;
    private static final int ENOUGH = 5;

    private final LoopElsewhere there;
    private final Runnable each;
    private final AtomicReference<@Nullable Runnable> next = new AtomicReference<>();
    private final AtomicInteger count = new AtomicInteger();
    private final Task<Void> task;
    private volatile boolean over;

    private Ticks(LoopElsewhere there, Runnable each) {
        this.there = there;
        this.each = each;
        this.task = there.call(() -> there.loop().createTask(this::tick));
        there.until("the first tick", () -> count.get() > 0 || isOver());
    }

    static Ticks start(LoopElsewhere there) {
        return start(there, () -> {});
    }

    /// @param each the action at each tick
    static Ticks start(LoopElsewhere there, Runnable each) {
        return new Ticks(there, each);
    }

    private void tick() throws InterruptedException {
        there.watchdog().show(Thread.currentThread());
        while (there.isFast() && !over) {
            each.run();
            Runnable asked = next.getAndSet(null);
            if (asked != null) {
                asked.run();
            }
            count.incrementAndGet();
            Thread.sleep(INTERVAL_MILLIS); // a wait of the JDK's, which ends whatever else waits
        }
    }

    /// Waits for some ticks; without ticks, a moment.
    void some() {
        if (!there.isFast()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(ENOUGH * INTERVAL_MILLIS));
            return;
        }
        int enough = count.get() + ENOUGH;
        there.until("tasks that go on", () -> count.get() >= enough || isOver());
        if (count.get() < enough) {
            throw new AssertionError("the ticks ended", task.exception());
        }
    }

    /// Runs an action in the task, and waits for it; only in the fast mode.
    void run(Runnable action) {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        next.set(() -> {
            try {
                action.run();
                done.complete(true);
            } catch (Throwable thrown) {
                done.completeExceptionally(thrown);
            }
        });
        there.join("what a task is to do", done);
    }

    private boolean isOver() {
        return task.toCompletableFuture().isDone();
    }

    /// Ends the task, and does not wait for it.
    void end() {
        over = true;
    }

    @Override
    public void close() {
        end();
        there.until("the end of the ticks", () -> isOver() || !there.loop().isRunning());
    }
}
