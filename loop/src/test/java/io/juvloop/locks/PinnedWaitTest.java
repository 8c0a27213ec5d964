package io.juvloop.locks;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Inside a class initializer a task cannot yield to its loop. A wait of ours throws there, because it would
/// deadlock; a call that need not wait does not throw.
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
