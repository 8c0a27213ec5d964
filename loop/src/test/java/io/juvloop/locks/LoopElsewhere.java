package io.juvloop.locks;

import io.juvloop.EventLoop;
import io.juvloop.TaskMode;
import io.juvloop.locks.KindOfCallback.Provocation;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// A loop that runs on a daemon thread of its own, so that a hang fails its test and not the JVM. The test
/// calls the loop from its own thread, guarded by a [HangWatchdog].
///
/// For the test's thread, which does not run the loop. Closing it ends the run.
final class LoopElsewhere implements AutoCloseable {
    private final EventLoop loop;
    private final HangWatchdog watchdog = new HangWatchdog();
    private final Thread thread;
    private volatile @Nullable Throwable failure;

    LoopElsewhere(EventLoop loop) {
        this.loop = loop;
        this.thread = Thread.ofPlatform().daemon().name("loop-elsewhere").start(this::run);
        watchdog.until("the begin of the run", loop::isRunning);
    }

    private void run() {
        try {
            loop.runForever();
        } catch (Throwable thrown) {
            failure = thrown;
        }
    }

    EventLoop loop() {
        return loop;
    }

    /// The thread that called `runForever`.
    Thread thread() {
        return thread;
    }

    HangWatchdog watchdog() {
        return watchdog;
    }

    /// Whether tasks run while a callback waits: only in the fast mode do they run on the loop's own carrier.
    boolean isFast() {
        return loop.taskMode() == TaskMode.FAST;
    }

    /// Runs work in a callback, later, and does not wait for it.
    void post(Runnable work) {
        var _ = loop.callSoonThreadsafe(work);
    }

    /// The simplest kind of callback.
    Provocation plainCallbacks(Runnable callback) {
        return () -> post(callback);
    }

    /// Runs work in a callback and waits for its result.
    <T> T call(Callable<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        post(() -> {
            try {
                result.complete(work.call());
            } catch (Throwable thrown) {
                result.completeExceptionally(thrown);
            }
        });
        return join("a callback", result);
    }

    /// Runs work in a callback and waits for it.
    void run(Runnable work) {
        var _ = call(() -> {
            work.run();
            return true;
        });
    }

    /// Starts an operation in a callback and waits for its result.
    <T> T await(Callable<? extends CompletionStage<T>> begin) {
        return join("what a callback began", call(begin));
    }

    /// Waits for the result of a stage.
    <T> T join(String what, CompletionStage<T> stage) {
        // a future of the JDK's, because one of a loop's may take locks itself
        CompletableFuture<T> plain = new CompletableFuture<>();
        var _ = stage.whenComplete((result, thrown) -> {
            if (thrown == null) {
                plain.complete(result);
            } else {
                plain.completeExceptionally(thrown);
            }
        });
        until(what, plain::isDone);
        return plain.join();
    }

    /// Waits until a condition holds, which is checked on this thread.
    void until(String what, BooleanSupplier condition) {
        watchdog.until(what, condition);
    }

    /// Waits for the run to end by itself, with an exception.
    Throwable awaitFailure() {
        until("the end of the run", () -> !thread.isAlive());
        Throwable thrown = Objects.requireNonNull(failure, "it was no failure");
        failure = null;
        return thrown;
    }

    /// Leaves a loop that hangs behind.
    @Override
    public void close() {
        if (thread.isAlive()) {
            post(loop::stop);
        }
        if (watchdog.hasBarked()) {
            return;
        }
        until("the end of the run", () -> !thread.isAlive());
        Throwable thrown = failure;
        if (thrown != null) {
            throw new AssertionError("the run failed", thrown);
        }
    }
}
