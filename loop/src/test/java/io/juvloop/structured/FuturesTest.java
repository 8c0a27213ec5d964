package io.juvloop.structured;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.Task;
import io.juvloop.testing.InTask;
import io.juvloop.testing.LoopChoice;
import io.juvloop.testing.TaskTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// Awaiting futures of other code: [Async#await], [Async#ensureFuture] and [Async#wrapFuture]; and the set of
/// tasks.
@TaskTest
class FuturesTest {
    @Test
    void aDeclaredFailureIsThrownAsItIs(EventLoop loop) {
        InTask.run(loop, () -> {
            IOException failure = new IOException("declared");
            CompletableFuture<String> failed = CompletableFuture.failedFuture(failure);
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> Async.await(failed, IOException.class))
                    .isSameAs(failure);
            assertThatExceptionOfType(CompletionException.class)
                    .isThrownBy(() -> Async.await(failed, InterruptedException.class))
                    .withCause(failure);
            assertThat(Async.await(CompletableFuture.completedFuture("fine"), IOException.class))
                    .isEqualTo("fine");
        });
    }

    @Test
    void futuresOfTheLoopAreKept(EventLoop loop) {
        InTask.run(loop, () -> {
            LoopFuture<String> future = loop.createFuture();
            assertThat(Async.ensureFuture(future)).isSameAs(future);
            assertThat(Async.wrapFuture(future)).isSameAs(future);
            Task<String> task = loop.createTask(() -> "done");
            assertThat((Object) Async.ensureFuture(task)).isSameAs(task);
            Async.await(task);
        });
    }

    @Test
    void othersAreWrappedAndCompletedOnTheLoop(EventLoop loop) {
        InTask.run(loop, () -> {
            CompletableFuture<String> source = new CompletableFuture<>();
            LoopFuture<String> wrapped = Async.ensureFuture(source);
            LoopFuture<Boolean> onLoop = loop.createFuture();
            var _ = wrapped.thenRun(() -> onLoop.complete(EventLoop.running().equals(loop)));
            var _ = loop.runInExecutor(null, () -> source.complete("from elsewhere"));
            assertThat(Async.await(wrapped)).isEqualTo("from elsewhere");
            assertThat(Async.await(onLoop)).isTrue();
        });
    }

    @Test
    void failuresAndCancellationsTravelBothWays(EventLoop loop) {
        InTask.run(loop, () -> {
            CompletableFuture<String> failing = new CompletableFuture<>();
            LoopFuture<String> wrapped = Async.ensureFuture(failing);
            failing.completeExceptionally(new IllegalStateException("failed"));
            assertThatIllegalStateException().isThrownBy(() -> Async.await(wrapped));

            CompletableFuture<String> cancelled = new CompletableFuture<>();
            LoopFuture<String> wrapper = Async.ensureFuture(cancelled);
            cancelled.cancel(true);
            assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> Async.await(wrapper));

            CompletableFuture<String> source = new CompletableFuture<>();
            Async.ensureFuture(source).cancel(true);
            assertThat(source.isCancelled()).isTrue();
        });
    }

    @Test
    void futuresOfAnExecutorAreWrapped(EventLoop loop) {
        try (ExecutorService pool = Executors.newSingleThreadExecutor()) {
            CountDownLatch begun = new CountDownLatch(1);
            List<String> events = new ArrayList<>();
            InTask.run(loop, () -> {
                assertThat(Async.await(Async.wrapFuture(pool.submit(() -> "done"))))
                        .isEqualTo("done");
                Future<String> failing = pool.submit(() -> {
                    throw new IOException("failed");
                });
                assertThatExceptionOfType(IOException.class)
                        .isThrownBy(() -> Async.await(Async.wrapFuture(failing), IOException.class));
                Future<String> endless = pool.submit(() -> {
                    begun.countDown();
                    new CountDownLatch(1).await();
                    return "never";
                });
                Async.toThread(() -> {
                    begun.await();
                    return null;
                });
                assertThat(Async.wrapFuture(endless).cancel(true)).isTrue();
                assertThat(endless.isCancelled()).isTrue();
                events.add("end");
            });
            assertThat(events).containsExactly("end");
        }
    }

    @Test
    void afutureOfAnotherLoopIsRefused(EventLoop loop) {
        try (EventLoop other = LoopChoice.newLoop()) {
            LoopFuture<String> foreign = other.createFuture();
            InTask.run(loop, () -> {
                assertThatIllegalArgumentException().isThrownBy(() -> Async.ensureFuture(foreign));
                assertThatIllegalArgumentException().isThrownBy(() -> Async.shield(foreign));
            });
        }
    }

    @Test
    void tasksKnowWhichTheyAre(EventLoop loop) {
        assertThatIllegalStateException().isThrownBy(Async::currentTask);
        List<Object> seen = new ArrayList<>();
        Task<Void> task = loop.createTask(() -> {
            seen.add(Async.currentTask());
            seen.addAll(Async.allTasks());
            loop.callSoon(() -> seen.add(Async.currentTask() == null ? "none" : "one"));
            Naps.turn();
        });
        loop.runUntilComplete(task);
        assertThat(seen).containsExactly(task, task, "none");
        assertThat(loop.allTasks()).isEmpty();
    }
}
