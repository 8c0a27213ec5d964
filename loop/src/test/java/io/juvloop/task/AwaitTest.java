package io.juvloop.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.Task;
import io.juvloop.testing.InTask;
import io.juvloop.testing.LoopChoice;
import io.juvloop.testing.Spin;
import io.juvloop.testing.TaskTest;
import io.juvloop.testing.Turns;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// The stages that a task may await, and their outcomes.
@TaskTest
class AwaitTest {
    private final List<String> events = new ArrayList<>();

    @Test
    void givesTheResult(EventLoop loop) {
        LoopFuture<String> future = loop.createFuture();
        loop.callLater(Duration.ofMillis(1), () -> future.complete("result"));
        assertThat(InTask.call(loop, () -> Async.await(future))).isEqualTo("result");
    }

    @Test
    void ofWhatIsDoneDoesNotGiveWay(EventLoop loop) {
        var _ = loop.createTask(() -> {
            loop.callSoon(() -> events.add("another"));
            events.add(Async.await(CompletableFuture.completedFuture("done")));
        });
        Turns.many(loop, 2);
        assertThat(events).containsExactly("done", "another");
    }

    @Test
    void throwsAnUncheckedFailureAsItIs(EventLoop loop) {
        IllegalArgumentException failure = new IllegalArgumentException("on purpose");
        AssertionError error = new AssertionError("on purpose");
        InTask.run(loop, () -> {
            assertThatThrownBy(() -> Async.await(CompletableFuture.failedFuture(failure)))
                    .isSameAs(failure);
            assertThatThrownBy(() -> Async.await(CompletableFuture.failedFuture(error)))
                    .isSameAs(error);
            LoopFuture<String> later = loop.createFuture();
            loop.callSoon(() -> later.completeExceptionally(failure));
            assertThatThrownBy(() -> Async.await(later)).isSameAs(failure);
        });
    }

    @Test
    void wrapsACheckedFailureOnceHoweverItIsHandedOn(EventLoop loop) {
        IOException failure = new IOException("on purpose");
        CompletableFuture<String> failed = CompletableFuture.failedFuture(failure);
        InTask.run(loop, () -> {
            for (CompletionStage<?> stage : List.of(failed, failed.thenApply(String::length), failed.copy())) {
                assertThatExceptionOfType(CompletionException.class)
                        .isThrownBy(() -> Async.await(stage))
                        .withCause(failure);
            }
            Task<String> child = loop.createTask(() -> Async.await(failed));
            assertThatExceptionOfType(CompletionException.class)
                    .isThrownBy(() -> Async.await(child))
                    .withCause(failure);
            assertThat(child.exception()).isSameAs(failure);
        });
    }

    @Test
    void throwsIfWhatItWaitsForIsCancelled(EventLoop loop) {
        LoopFuture<String> future = loop.createFuture();
        Task<String> task = loop.createTask(() -> Async.await(future));
        Turns.one(loop);
        future.cancel(false);
        assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> loop.runUntilComplete(task));
        assertThat(task.isCancelled()).isTrue();
        assertThat(task.cancelling()).isZero();
    }

    @Test
    void ofAFutureOfAnotherLoopIsRefused(EventLoop loop) {
        try (EventLoop other = LoopChoice.newLoop()) {
            LoopFuture<String> foreign = other.createFuture();
            Task<String> foreignTask = other.createTask(() -> "done");
            Turns.one(other);
            InTask.run(loop, () -> {
                assertThatIllegalStateException()
                        .isThrownBy(() -> Async.await(foreign))
                        .withMessageContaining("another event loop");
                assertThatIllegalStateException()
                        .isThrownBy(() -> Async.await(foreignTask))
                        .withMessageContaining("another event loop");
                assertThat(foreign).isNotDone();
            });
        }
    }

    @Test
    void ofItselfIsRefused(EventLoop loop) {
        AtomicReference<Task<Void>> self = new AtomicReference<>();
        self.set(loop.createTask(() -> {
            assertThatIllegalStateException()
                    .isThrownBy(() -> Async.await(self.get()))
                    .withMessageContaining("wait for itself");
            assertThatIllegalStateException()
                    .isThrownBy(() -> self.get().get())
                    .withMessageContaining("wait for itself");
            assertThatIllegalStateException()
                    .isThrownBy(() -> self.get().toCompletableFuture().join())
                    .withMessageContaining("wait for itself");
        }));
        loop.runUntilComplete(self.get());
    }

    @Test
    void outsideATaskIsRefused(EventLoop loop) {
        CompletableFuture<String> done = CompletableFuture.completedFuture("done");
        assertThatIllegalStateException().isThrownBy(() -> Async.await(done));
        loop.callSoon(() -> {
            assertThatIllegalStateException()
                    .isThrownBy(() -> Async.await(done))
                    .withMessageContaining("createTask");
            assertThatIllegalStateException()
                    .isThrownBy(() -> Async.sleep(Duration.ZERO))
                    .withMessageContaining("createTask");
            events.add("refused");
        });
        Turns.one(loop);
        assertThat(events).containsExactly("refused");
    }

    @Test
    void ofAStageThatAnotherThreadCompletesGoesOnOnTheLoop(EventLoop loop) {
        CompletableFuture<String> stage = new CompletableFuture<>();
        CountDownLatch waits = new CountDownLatch(1);
        Thread.ofPlatform().daemon().start(() -> {
            Spin.until(() -> waits.getCount() == 0);
            stage.complete("from elsewhere");
        });
        InTask.run(loop, () -> {
            loop.callSoon(waits::countDown);
            assertThat(Async.await(stage)).isEqualTo("from elsewhere");
            loop.callSoon(() -> events.add("on the loop"));
            Async.sleep(Duration.ZERO);
        });
        assertThat(events).containsExactly("on the loop");
    }

    @Test
    void ofManyStagesThatOtherThreadsRaceToCompleteLosesNone(EventLoop loop) {
        InTask.run(loop, () -> {
            for (int i = 0; i < 2_000; i++) {
                int number = i;
                assertThat(Async.await(CompletableFuture.supplyAsync(() -> number)))
                        .isEqualTo(number);
            }
        });
    }

    @Test
    void ofOneFutureByManyWakesThemInTheirOrder(EventLoop loop) {
        LoopFuture<String> future = loop.createFuture();
        InTask.run(loop, () -> {
            List<Task<Boolean>> waiting = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                String name = "waiter " + i;
                waiting.add(loop.createTask(() -> events.add(name + " " + Async.await(future))));
            }
            Async.sleep(Duration.ZERO);
            future.addDoneCallback(done -> events.add("callback"));
            future.complete("woken");
            events.add("completed");
            waiting.forEach(Async::await);
        });
        assertThat(events)
                .containsExactly(
                        "completed",
                        "waiter 0 woken",
                        "waiter 1 woken",
                        "waiter 2 woken",
                        "waiter 3 woken",
                        "waiter 4 woken",
                        "callback");
    }

    @Test
    void ofManyTasksInARowNests(EventLoop loop) {
        assertThat(InTask.call(loop, () -> depth(loop, 200))).isEqualTo(200);
    }

    private static int depth(EventLoop loop, int left) {
        return left == 0 ? 0 : 1 + Async.await(loop.createTask(() -> depth(loop, left - 1)));
    }
}
