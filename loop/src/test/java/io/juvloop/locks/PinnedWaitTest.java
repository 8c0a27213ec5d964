package io.juvloop.locks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Callback;
import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import io.juvloop.Action;
import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.Task;
import io.juvloop.sync.Event;
import io.juvloop.sync.Lock;
import io.juvloop.sync.Queue;
import io.juvloop.testing.FastOnly;
import io.juvloop.testing.TaskTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// Inside a class initializer, and above native code, a task cannot yield to its loop. A wait of ours throws there,
/// because it would deadlock; a call that need not wait does not throw.
@TaskTest
@FastOnly
class PinnedWaitTest {
    private static final Duration SHORT = Duration.ofMillis(1);

    /// The result of an action in an initializer; each class below is initialized once in the life of a JVM.
    private record Attempt(@Nullable Throwable thrown) {
        static Attempt of(Action action) {
            try {
                action.run();
                return new Attempt(null);
            } catch (Throwable thrown) {
                return new Attempt(thrown);
            }
        }
    }

    /// Runs an action in a task, which can wait normally afterwards.
    private static @Nullable Throwable thrownInTask(EventLoop loop, Supplier<Attempt> initialising) {
        try (LoopElsewhere there = new LoopElsewhere(loop)) {
            CompletableFuture<Attempt> attempt = new CompletableFuture<>();
            there.post(() -> {
                Task<Void> _ = loop.createTask(() -> {
                    there.watchdog().show(Thread.currentThread());
                    Attempt made = initialising.get();
                    Async.sleep(SHORT);
                    attempt.complete(made);
                });
            });
            return there.join("a task that waits in an initialiser", attempt).thrown();
        }
    }

    private static void isRefused(EventLoop loop, Supplier<Attempt> initialising) {
        Throwable thrown = thrownInTask(loop, initialising);
        assertThat(thrown).isExactlyInstanceOf(IllegalStateException.class);
        assertThat(thrown).message().as("a sentence").contains(" ");
    }

    private static final class Sleeping {
        static final Attempt ATTEMPT = Attempt.of(() -> Async.sleep(SHORT));
    }

    @Test
    void sleepIsRefused(EventLoop loop) {
        isRefused(loop, () -> Sleeping.ATTEMPT);
    }

    private static final class GivingWay {
        static final Attempt ATTEMPT = Attempt.of(() -> Async.sleep(Duration.ZERO));
    }

    @Test
    void sleepForNoTimeIsRefused(EventLoop loop) {
        isRefused(loop, () -> GivingWay.ATTEMPT);
    }

    private static final class Awaiting {
        static final Attempt ATTEMPT =
                Attempt.of(() -> Async.await(EventLoop.running().createFuture()));
    }

    @Test
    void awaitIsRefused(EventLoop loop) {
        isRefused(loop, () -> Awaiting.ATTEMPT);
    }

    private static final class AwaitingTask {
        static final Attempt ATTEMPT =
                Attempt.of(() -> Async.await(EventLoop.running().createTask(() -> "done")));
    }

    @Test
    void awaitOfATaskIsRefused(EventLoop loop) {
        isRefused(loop, () -> AwaitingTask.ATTEMPT);
    }

    private static final class Joining {
        static final Attempt ATTEMPT = Attempt.of(() -> {
            LoopFuture<String> future = EventLoop.running().createFuture();
            EventLoop.running().callLater(SHORT, () -> future.complete("done"));
            future.join();
        });
    }

    @Test
    void joinIsRefused(EventLoop loop) {
        isRefused(loop, () -> Joining.ATTEMPT);
    }

    private static final class Locking {
        static final Attempt ATTEMPT = Attempt.of(() -> {
            Lock lock = new Lock();
            lock.acquire();
            lock.acquire();
        });
    }

    @Test
    void acquireOfALockThatIsHeldIsRefused(EventLoop loop) {
        isRefused(loop, () -> Locking.ATTEMPT);
    }

    private static final class Taking {
        static final Attempt ATTEMPT = Attempt.of(() -> new Queue<String>().get());
    }

    @Test
    void getFromAnEmptyQueueIsRefused(EventLoop loop) {
        isRefused(loop, () -> Taking.ATTEMPT);
    }

    private static final class AwaitingEvent {
        static final Attempt ATTEMPT = Attempt.of(() -> new Event().await());
    }

    @Test
    void awaitOfAnEventIsRefused(EventLoop loop) {
        isRefused(loop, () -> AwaitingEvent.ATTEMPT);
    }

    /// A function of the C library that calls back.
    public interface Sorting extends Library {
        /// Compares two elements.
        interface Comparison extends Callback {
            int compare(Pointer one, Pointer other);
        }

        void qsort(Pointer first, long count, long size, Comparison comparison);
    }

    /// The result of an action that C calls, with its frames on the stack of the task.
    private static Attempt calledByC(Action action) {
        List<Attempt> attempts = new ArrayList<>();
        try (Memory pair = new Memory(2)) {
            Sorting c = Native.load("c", Sorting.class);
            c.qsort(pair, 2, 1, (one, other) -> {
                attempts.add(Attempt.of(action));
                return 0;
            });
        }
        return attempts.getFirst();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has another C library")
    void waitsAboveNativeCodeAreRefused(EventLoop loop) {
        isRefused(loop, () -> calledByC(() -> Async.sleep(SHORT)));
        isRefused(loop, () -> calledByC(() -> Async.sleep(Duration.ZERO)));
        isRefused(loop, () -> calledByC(() -> EventLoop.running().createFuture().join()));
        isRefused(loop, () -> calledByC(() -> new Queue<String>().get()));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has another C library")
    void whatNeedNotWaitIsNotRefusedAboveNativeCode(EventLoop loop) {
        assertThat(thrownInTask(loop, () -> calledByC(() -> new Lock().acquire())))
                .isNull();
    }

    private static final class NotWaiting {
        static final Attempt ATTEMPT = Attempt.of(() -> {
            new Lock().acquire();
            Queue<String> queue = new Queue<>();
            queue.put("item");
            assertThat(queue.get()).isEqualTo("item");
            assertThat(Async.await(CompletableFuture.completedFuture("done"))).isEqualTo("done");
        });
    }

    @Test
    void whatNeedNotWaitIsNotRefused(EventLoop loop) {
        assertThat(thrownInTask(loop, () -> NotWaiting.ATTEMPT)).isNull();
    }
}
