package io.juvloop.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.Task;
import io.juvloop.testing.Await;
import io.juvloop.testing.Collected;
import io.juvloop.testing.InTask;
import io.juvloop.testing.OtherThread;
import io.juvloop.testing.TaskTest;
import io.juvloop.testing.Turns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Cancelling a task is a request, which its next wait delivers.
@TaskTest
class CancelTaskTest {
    private static final Duration LONG = Duration.ofHours(1);

    private final List<String> events = new ArrayList<>();

    @Test
    void endsASleepAndItsTimer(EventLoop loop) {
        Task<Void> task = loop.createTask(() -> Async.sleep(LONG));
        Turns.one(loop);
        assertThat(loop.stats().pendingTimers()).isOne();
        assertThat(task.cancel()).isTrue();
        assertThat(task.isDone()).isFalse();
        Turns.one(loop);
        assertThat(task.isCancelled()).isTrue();
        assertThat(loop.stats().pendingTimers()).isZero();
    }

    @Test
    void isDeliveredByAYield(EventLoop loop) {
        Task<Void> task = loop.createTask(() -> {
            Async.sleep(Duration.ZERO);
            Async.sleep(Duration.ZERO);
            events.add("never");
        });
        Turns.one(loop);
        task.cancel();
        Turns.one(loop);
        assertThat(task.isCancelled()).isTrue();
        assertThat(events).isEmpty();
    }

    @Test
    @Tag("A2")
    @DisplayName("cancelled before its first step, the body never starts, and awaiting gives cancelled")
    void beforeTheFirstStepTheBodyNeverRuns(EventLoop loop) {
        Task<Boolean> task = loop.createTask(() -> events.add("never"));
        task.cancel();
        InTask.run(
                loop,
                () -> assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> Async.await(task)));
        assertThat(task.isCancelled()).isTrue();
        assertThat(task.stack()).isNotEmpty();
        assertThat(events).isEmpty();
    }

    @Test
    void cancelsWhatTheTaskWaitsForFirst(EventLoop loop) {
        LoopFuture<String> ours = loop.createFuture();
        CompletableFuture<String> foreign = new CompletableFuture<>();
        Task<String> one = loop.createTask(() -> Async.await(ours));
        Task<String> two = loop.createTask(() -> Async.await(foreign));
        Turns.one(loop);
        one.cancel();
        two.cancel();
        assertThat(ours.isCancelled()).isTrue();
        assertThat(foreign.isCancelled()).isTrue();
        Turns.one(loop);
        assertThat(one.isCancelled()).isTrue();
        assertThat(two.isCancelled()).isTrue();
    }

    @Test
    void ofTheTaskAndOfWhatItWaitsForIsOne(EventLoop loop) {
        LoopFuture<String> inner = loop.createFuture();
        Task<String> task = loop.createTask(() -> {
            try {
                return Async.await(inner);
            } catch (CancellationException once) {
                Async.sleep(Duration.ZERO);
                return "caught once";
            }
        });
        Turns.one(loop);
        inner.cancel(false);
        assertThat(task.cancelling()).isZero();
        Turns.one(loop);
        assertThat(loop.runUntilComplete(task)).isEqualTo("caught once");
    }

    @Test
    void afterWhatItWaitsForWasCancelledIsDeliveredOnce(EventLoop loop) {
        LoopFuture<String> inner = loop.createFuture();
        Task<String> task = loop.createTask(() -> {
            try {
                return Async.await(inner);
            } catch (CancellationException once) {
                Async.sleep(Duration.ZERO);
                return "caught once";
            }
        });
        Turns.one(loop);
        inner.cancel(false);
        assertThat(task.cancel()).isTrue();
        assertThat(loop.runUntilComplete(task)).isEqualTo("caught once");
        assertThat(task.cancelling()).isOne();
    }

    @Test
    void isNotLostIfTheFutureWasCompletedFirst(EventLoop loop) {
        LoopFuture<String> inner = loop.createFuture();
        Task<String> task = loop.createTask(() -> Async.await(inner));
        Turns.one(loop);
        inner.complete("result");
        task.cancel();
        Turns.one(loop);
        assertThat(task.isCancelled()).isTrue();
    }

    @Test
    void mayBeCaughtAndIsThenOver(EventLoop loop) {
        Task<String> task = loop.createTask(() -> {
            try {
                Async.sleep(LONG);
            } catch (CancellationException caught) {
                events.add("caught");
            }
            Async.sleep(Duration.ofMillis(1));
            return "went on";
        });
        Turns.one(loop);
        task.cancel();
        assertThat(loop.runUntilComplete(task)).isEqualTo("went on");
        assertThat(task.isCancelled()).isFalse();
        assertThat(task.cancelling()).isOne();
        assertThat(events).containsExactly("caught");
    }

    @Test
    void mayBeAnsweredWithAFailure(EventLoop loop) {
        IllegalStateException failure = new IllegalStateException("on purpose");
        Task<Void> task = loop.createTask(() -> {
            try {
                Async.sleep(LONG);
            } catch (CancellationException answered) {
                throw failure;
            }
        });
        Turns.one(loop);
        task.cancel();
        assertThatThrownBy(() -> loop.runUntilComplete(task)).isSameAs(failure);
        assertThat(task.isCancelled()).isFalse();
    }

    @Test
    void ofTheCurrentTaskIsDeliveredAtItsNextWait(EventLoop loop) {
        Task<Void> task = loop.createTask(() -> {
            assertThat(loop.currentTask().cancel()).isTrue();
            events.add("goes on");
            Async.sleep(LONG);
            events.add("never");
        });
        Turns.one(loop);
        assertThat(task.isCancelled()).isTrue();
        assertThat(events).containsExactly("goes on");
    }

    @Test
    void ofTheCurrentTaskIsDeliveredEvenByAWaitForWhatIsDone(EventLoop loop) {
        Task<String> task = loop.createTask(() -> {
            loop.currentTask().cancel();
            return Async.await(CompletableFuture.completedFuture("done"));
        });
        Turns.one(loop);
        assertThat(task.isCancelled()).isTrue();
    }

    @Test
    void ofTheCurrentTaskCancelsWhatItWaitsForNext(EventLoop loop) {
        LoopFuture<String> future = loop.createFuture();
        Task<String> child = loop.createTask(() -> {
            try {
                return Async.await(future);
            } finally {
                Async.sleep(Duration.ZERO);
                events.add("the child cleaned up");
            }
        });
        Task<String> task = loop.createTask(() -> {
            try {
                loop.currentTask().cancel();
                return Async.await(child);
            } finally {
                events.add("ended");
            }
        });
        Await.until(loop, "the task to end", task::isDone);
        assertThat(List.of(child, task)).allMatch(Task::isCancelled);
        assertThat(future.isCancelled()).isTrue();
        assertThat(events).containsExactly("the child cleaned up", "ended");
    }

    @Test
    void thatComesWithAFailureLeavesTheFailureSeen(EventLoop loop) {
        for (int i = 0; i < 20; i++) {
            LoopFuture<String> future = loop.createFuture();
            Task<String> task = loop.createTask(() -> Async.await(future));
            Turns.one(loop);
            future.completeExceptionally(new IllegalStateException("on purpose"));
            task.cancel();
            Turns.one(loop);
            assertThat(task.isCancelled()).isTrue();
        }
        Collected garbage = new Collected();
        assertThat(garbage.target()).isNotNull();
        garbage.assertCollected();
        Turns.many(loop, 3); // in which an unobserved failure would be reported, and fail this test
    }

    @Test
    void atTheEndWinsOverTheReturnValue(EventLoop loop) {
        Task<String> task = loop.createTask(() -> {
            Async.sleep(Duration.ZERO);
            loop.currentTask().cancel();
            return "result";
        });
        Turns.many(loop, 2);
        assertThat(task.isCancelled()).isTrue();
        assertThat(task.cancel()).isFalse();
    }

    @Test
    void atTheEndDoesNotWinOverAFailure(EventLoop loop) {
        IllegalStateException failure = new IllegalStateException("on purpose");
        Task<String> task = loop.createTask(() -> {
            loop.currentTask().cancel();
            throw failure;
        });
        assertThatThrownBy(() -> loop.runUntilComplete(task)).isSameAs(failure);
    }

    @Test
    void reachesTheInnermostAwaitedTask(EventLoop loop) {
        LoopFuture<String> innermost = loop.createFuture();
        Task<String> inner = loop.createTask(() -> Async.await(innermost));
        Task<String> outer = loop.createTask(() -> Async.await(inner));
        Turns.one(loop);
        outer.cancel();
        assertThat(innermost.isCancelled()).isTrue();
        Turns.many(loop, 2);
        assertThat(inner.isCancelled()).isTrue();
        assertThat(outer.isCancelled()).isTrue();
        assertThat(inner.cancelling()).isOne();
        assertThat(outer.cancelling()).isOne();
    }

    @Test
    void isOverIfTheAwaitedTaskRefuses(EventLoop loop) {
        Task<String> inner = loop.createTask(() -> {
            try {
                Async.sleep(LONG);
            } catch (CancellationException refused) {
                events.add("refused");
            }
            return "result";
        });
        Task<String> outer = loop.createTask(() -> Async.await(inner) + " of inner");
        Turns.one(loop);
        outer.cancel();
        assertThat(loop.runUntilComplete(outer)).isEqualTo("result of inner");
        assertThat(events).containsExactly("refused");
    }

    @Test
    void ofATaskThatIsDoneIsRefused(EventLoop loop) {
        Task<String> task = loop.createTask(() -> "result");
        Turns.one(loop);
        assertThat(task.cancel()).isFalse();
        assertThat(task.cancel(true)).isFalse();
        assertThat(task.cancel(new IllegalStateException())).isFalse();
        assertThat(task.cancelling()).isZero();
        assertThat(task.isCancelled()).isFalse();
    }

    @Test
    void twiceInATurnIsDeliveredOnceAndCountedTwice(EventLoop loop) {
        Task<Integer> task = loop.createTask(() -> {
            int caught = 0;
            for (int i = 0; i < 3; i++) {
                try {
                    Async.sleep(Duration.ofMillis(1));
                } catch (CancellationException again) {
                    caught++;
                }
            }
            return caught;
        });
        Turns.one(loop);
        task.cancel();
        task.cancel(false);
        assertThat(task.cancelling()).isEqualTo(2);
        assertThat(loop.runUntilComplete(task)).isOne();
    }

    @Test
    void twiceInTwoTurnsIsDeliveredTwice(EventLoop loop) {
        LoopFuture<String> gate = loop.createFuture();
        Task<Integer> task = loop.createTask(() -> {
            int caught = 0;
            while (caught < 2) {
                try {
                    Async.sleep(LONG);
                } catch (CancellationException again) {
                    caught++;
                }
            }
            Async.await(gate);
            return caught;
        });
        for (int i = 0; i < 2; i++) {
            Turns.one(loop);
            task.cancel();
        }
        Turns.one(loop);
        gate.complete("open");
        assertThat(loop.runUntilComplete(task)).isEqualTo(2);
    }

    @Test
    void comesFromAnyThread(EventLoop loop) {
        Task<Void> task = loop.createTask(() -> Async.sleep(LONG));
        Turns.one(loop);
        assertThat(cancelledElsewhere(task)).isTrue();
        assertThat(task.cancelling()).isZero();
        Await.until(loop, "the task to end", task::isDone);
        assertThat(task.isCancelled()).isTrue();
        assertThat(cancelledElsewhere(task)).isFalse();
    }

    private static boolean cancelledElsewhere(Task<?> task) {
        return OtherThread.call(() -> task.cancel());
    }

    @Test
    void whoWaitsForACancelledTaskIsToldWhichOne(EventLoop loop) {
        InTask.run(loop, () -> {
            Task<Void> task = loop.createTask(() -> Async.sleep(Duration.ofHours(1)));
            task.setName("sleeper");
            Async.sleep(Duration.ZERO);
            task.cancel();
            assertThatExceptionOfType(CancellationException.class)
                    .isThrownBy(() -> Async.await(task))
                    .withMessage("sleeper was cancelled");
        });
    }
}
