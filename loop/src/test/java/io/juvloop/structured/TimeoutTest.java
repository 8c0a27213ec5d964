package io.juvloop.structured;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.juvloop.Action;
import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.Task;
import io.juvloop.Timeout;
import io.juvloop.testing.InTask;
import io.juvloop.testing.TaskTest;
import io.juvloop.testing.Turns;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// One [Timeout] in a `try`.
@TaskTest
class TimeoutTest {
    @Test
    void theWaitThrowsTheTimeoutItself(EventLoop loop) {
        InTask.run(loop, () -> {
            Timeout timeout = Async.timeout(Naps.SHORT);
            boolean caught = false;
            try (timeout) {
                Naps.forLong();
            } catch (TimeoutException late) {
                caught = true;
                assertThat(late.getSuppressed()).isEmpty();
                assertThat(late).hasMessageContaining("Task-1");
            }
            assertThat(caught).isTrue();
            assertThat(timeout.isExpired()).isTrue();
            assertThat(Async.currentTask().cancelling()).isZero();
            assertThat(timeout).hasToString("timeout (expired)");
            Naps.shortly();
        });
    }

    @Test
    void theTimeoutTellsWhereTheTaskWaited(EventLoop loop) {
        InTask.run(loop, () -> {
            try (var _ = Async.timeout(Naps.SHORT)) {
                Naps.forLong();
            } catch (TimeoutException late) {
                assertThat(Arrays.stream(late.getStackTrace()).map(StackTraceElement::getMethodName))
                        .contains("forLong");
                return;
            }
            throw new AssertionError("not late");
        });
    }

    @Test
    void whatIsReadyInTimeIsNotDisturbed(EventLoop loop) throws Exception {
        InTask.run(loop, () -> {
            Timeout timeout = Async.timeout(Naps.LONG);
            try (timeout) {
                assertThat(loop.stats().pendingTimers()).isEqualTo(1);
                Naps.turn();
            }
            assertThat(timeout.isExpired()).isFalse();
            assertThat(loop.stats().pendingTimers()).isZero();
            assertThat(timeout).hasToString("timeout (finished)");
        });
    }

    @Test
    void aDeadlineIsKeptAsGiven(EventLoop loop) {
        InTask.run(loop, () -> {
            long deadline = loop.time() + 5_000_000;
            Timeout timeout = Async.timeoutAt(deadline);
            try (timeout) {
                Naps.forLong();
            } catch (TimeoutException late) {
                assertThat(loop.time()).isGreaterThanOrEqualTo(deadline);
            }
            assertThat(timeout.when()).isEqualTo(deadline);
            assertThat(timeout.isExpired()).isTrue();
        });
    }

    @Test
    void noneAndForEverKeepNoTimer(EventLoop loop) {
        InTask.run(loop, () -> {
            for (Duration never : new Duration[] {null, Duration.ofSeconds(Long.MAX_VALUE)}) {
                try (var timeout = Async.timeout(never)) {
                    assertThat(timeout.when()).isEqualTo(Timeout.NEVER);
                    assertThat(loop.stats().pendingTimers()).isZero();
                    assertThat(timeout).hasToString("timeout (active, when=never)");
                    Naps.turn();
                }
            }
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -11, Long.MIN_VALUE})
    void whatHasPassedIsNoticedAtTheNextSuspension(long seconds, EventLoop loop) {
        InTask.run(loop, () -> {
            boolean cameToTheWait = false;
            try (var _ = Async.timeout(Duration.ofSeconds(seconds))) {
                LoopFuture<String> done = loop.createFuture();
                done.complete("ready");
                assertThat(Async.await(done)).isEqualTo("ready");
                cameToTheWait = true;
                Naps.turn();
            } catch (TimeoutException late) {
                assertThat(cameToTheWait).isTrue();
                return;
            }
            throw new AssertionError("not late");
        });
    }

    @Test
    void aFailureOfTheBlockPassesThrough(EventLoop loop) {
        InTask.run(loop, () -> {
            Timeout timeout = Async.timeout(Naps.LONG);
            assertThatIllegalStateException()
                    .isThrownBy(() -> {
                        try (timeout) {
                            throw new IllegalStateException("own");
                        }
                    })
                    .withMessage("own");
            assertThat(timeout.isExpired()).isFalse();
        });
    }

    @Test
    void aFailureInTheCleanUpWinsOverTheTimeout(EventLoop loop) {
        InTask.run(loop, () -> {
            assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> {
                try (var _ = Async.timeout(Naps.SHORT)) {
                    failsInCleanUp();
                }
            });
            assertThat(Async.currentTask().cancelling()).isZero();
            Naps.turn();
        });
    }

    private static void failsInCleanUp() {
        try {
            Naps.forLong();
        } finally {
            Naps.fail(new ArithmeticException("clean-up"));
        }
    }

    @Test
    void aBlockThatEndsInSpiteOfItHasJustEnded(EventLoop loop) {
        InTask.run(loop, () -> {
            Timeout timeout = Async.timeout(Naps.SHORT);
            try (timeout) {
                assertThat(Naps.unwilling("done")).isEqualTo("done");
                assertThat(timeout).hasToString("timeout (expiring)");
            }
            assertThat(timeout.isExpired()).isTrue();
            assertThat(Async.currentTask().cancelling()).isZero();
            Naps.turn();
        });
    }

    @Test
    void theDeadlineCanBeMovedWhileItIsActive(EventLoop loop) {
        LoopFuture<Timeout> opened = loop.createFuture();
        Task<Void> task = loop.createTask(() -> {
            try (var timeout = Async.timeout(Naps.LONG)) {
                opened.complete(timeout);
                Naps.forLong();
            }
        });
        Timeout timeout = loop.runUntilComplete(opened);
        long later = loop.time() + Duration.ofHours(1).toNanos();
        timeout.reschedule(later);
        assertThat(timeout.when()).isEqualTo(later);
        timeout.reschedule(Timeout.NEVER);
        assertThat(timeout.when()).isEqualTo(Timeout.NEVER);
        Turns.one(loop);
        timeout.reschedule(loop.time() - 1);
        assertThatExceptionOfType(Exception.class)
                .isThrownBy(() -> loop.runUntilComplete(task))
                .withCauseInstanceOf(TimeoutException.class);
    }

    @Test
    void anExpiredOrClosedOneCannotBeMoved(EventLoop loop) {
        InTask.run(loop, () -> {
            Timeout closed = Async.timeout(Naps.SHORT);
            closed.close();
            closed.close();
            assertThatIllegalStateException()
                    .isThrownBy(() -> closed.reschedule(0))
                    .withMessageContaining("finished");
            try (var timeout = Async.timeout(Naps.SHORT)) {
                Naps.unwilling("");
                assertThatIllegalStateException()
                        .isThrownBy(() -> timeout.reschedule(0))
                        .withMessageContaining("expiring");
            }
        });
    }

    @Test
    void itNeedsATask(EventLoop loop) {
        assertThatIllegalStateException().isThrownBy(() -> Async.timeout(Naps.SHORT));
        LoopFuture<Throwable> thrown = loop.createFuture();
        loop.callSoon(() -> {
            try {
                Async.timeout(Naps.SHORT);
            } catch (IllegalStateException refused) {
                thrown.complete(refused);
            }
        });
        assertThat(loop.runUntilComplete(thrown)).hasMessageContaining("a timeout needs a task");
    }

    private static Action closing(Timeout timeout) {
        return timeout::close;
    }

    @Test
    void anotherTaskCannotCloseIt(EventLoop loop) {
        InTask.run(loop, () -> {
            try (var timeout = Async.timeout(Naps.LONG)) {
                Task<Void> other = loop.createTask(closing(timeout));
                assertThatIllegalStateException().isThrownBy(() -> Async.await(other));
            }
        });
    }
}
