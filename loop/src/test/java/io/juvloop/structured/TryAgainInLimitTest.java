package io.juvloop.structured;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.Task;
import io.juvloop.TaskGroup;
import io.juvloop.Timeout;
import io.juvloop.streams.StreamReader;
import io.juvloop.sync.Condition;
import io.juvloop.sync.Event;
import io.juvloop.sync.Hold;
import io.juvloop.sync.Lock;
import io.juvloop.sync.Queue;
import io.juvloop.testing.InTask;
import io.juvloop.testing.TaskTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Code that waits with a time limit, and retries when the time is up, inside an outer limit: the outer limit
/// wins, whichever form either has. The attempts are long, so that only the outer limit can end the program in
/// time.
@TaskTest
class TryAgainInLimitTest {
    private static final Duration TRY = Naps.LONG;

    private final List<String> events = new ArrayList<>();
    private int tries;

    /// One attempt that takes longer than the outer limit.
    interface Attempt {
        void run(EventLoop loop) throws Exception;
    }

    static List<Arguments> attempts() {
        return List.of(
                attempt("a block", loop -> {
                    try (var _ = Async.timeout(TRY)) {
                        Naps.forLong();
                    }
                }),
                attempt("a block in a block", loop -> {
                    try (var _ = Async.timeout(TRY)) {
                        try (var _ = Async.timeout(TRY.plus(TRY))) {
                            Naps.forLong();
                        }
                    }
                }),
                attempt("a group in a block", loop -> {
                    try (var _ = Async.timeout(TRY);
                            var group = new TaskGroup()) {
                        var _ = group.createTask(Naps::forLong);
                        Naps.forLong();
                    }
                }),
                attempt(
                        "a call",
                        loop -> Async.timeout(TRY, () -> {
                            Naps.forLong();
                            return null;
                        })),
                attempt("waitFor a future", loop -> Async.waitFor(loop.createFuture(), TRY)),
                attempt("waitFor a task", loop -> Async.waitFor(loop.createTask(Naps::forLong), TRY)),
                attempt(
                        "waitFor a call",
                        loop -> Async.waitFor(
                                () -> {
                                    Naps.forLong();
                                    return null;
                                },
                                TRY)),
                attempt("get", loop -> loop.createFuture().get(100, TimeUnit.SECONDS)),
                attempt(
                        "asCompleted",
                        loop -> Async.asCompleted(List.of(loop.createFuture()), TRY)
                                .iterator()
                                .next()),
                attempt("a queue", loop -> new Queue<String>().get(TRY)),
                attempt("an event", loop -> new Event().await(TRY)),
                attempt("a reader", loop -> new StreamReader(loop, 100).readLine(TRY)),
                attempt("a lock", loop -> {
                    Lock lock = new Lock();
                    lock.acquire();
                    lock.acquire(TRY);
                }),
                attempt("a condition", loop -> {
                    Condition condition = new Condition();
                    try (Hold _ = condition.hold()) {
                        condition.await(TRY);
                    }
                }));
    }

    private static Arguments attempt(String name, Attempt attempt) {
        return Arguments.argumentSet(name, attempt);
    }

    /// Retries as long as its attempts time out.
    private void tryAgain(EventLoop loop, Attempt attempt) throws Exception {
        while (true) {
            tries++;
            assertThat(tries).as("tries").isLessThan(20);
            try {
                attempt.run(loop);
                return;
            } catch (TimeoutException late) {
                events.add("again");
            }
        }
    }

    @ParameterizedTest(name = "{argumentSetName}")
    @MethodSource("attempts")
    void anOuterCallEndsAsInAsyncio(Attempt attempt, EventLoop loop) {
        InTask.run(loop, () -> {
            assertThatExceptionOfType(TimeoutException.class)
                    .isThrownBy(() -> Async.timeout(Naps.SHORT, () -> {
                        tryAgain(loop, attempt);
                        return null;
                    }));
            assertUndisturbed();
        });
        assertThat(tries).isEqualTo(1);
        assertThat(events).isEmpty();
    }

    @ParameterizedTest(name = "{argumentSetName}")
    @MethodSource("attempts")
    void anOuterWaitForEndsAsInAsyncio(Attempt attempt, EventLoop loop) {
        InTask.run(loop, () -> {
            assertThatExceptionOfType(TimeoutException.class)
                    .isThrownBy(() -> Async.waitFor(
                            () -> {
                                tryAgain(loop, attempt);
                                return null;
                            },
                            Naps.SHORT));
            assertUndisturbed();
        });
        assertThat(tries).isEqualTo(1);
    }

    @ParameterizedTest(name = "{argumentSetName}")
    @MethodSource("attempts")
    void anOuterBlockThrowsItsTimeoutTwiceAndThenWhatNoInnerCatchStops(Attempt attempt, EventLoop loop) {
        InTask.run(loop, () -> {
            Timeout outer = Async.timeout(Naps.SHORT);
            assertThatExceptionOfType(CancellationException.class)
                    .isThrownBy(() -> {
                        try (outer) {
                            tryAgain(loop, attempt);
                        }
                    })
                    .withCauseInstanceOf(TimeoutException.class);
            assertThat(outer.isExpired()).isTrue();
            assertUndisturbed();
        });
        assertThat(tries).isEqualTo(3);
    }

    @ParameterizedTest(name = "{argumentSetName}")
    @MethodSource("attempts")
    void aTaskThatEndsForAnOuterBlockHasFailedWithItsTimeout(Attempt attempt, EventLoop loop) {
        Task<Void> task = loop.createTask(() -> {
            try (var _ = Async.timeout(Naps.SHORT)) {
                tryAgain(loop, attempt);
            }
        });
        InTask.run(loop, () -> Async.wait(List.of(task)));
        assertThat(task.isCancelled()).isFalse();
        assertThat(task.exception()).isInstanceOf(TimeoutException.class);
    }

    private static void assertUndisturbed() {
        assertThat(Async.currentTask().cancelling()).isZero();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        Naps.turn();
        Naps.shortly();
    }

    @ParameterizedTest(name = "{argumentSetName}")
    @MethodSource("attempts")
    void aPauseBetweenTheTriesThrowsTheTimeoutOfAnOuterBlock(Attempt attempt, EventLoop loop) {
        InTask.run(loop, () -> {
            try (var _ = Async.timeout(Naps.SHORT)) {
                while (true) {
                    tries++;
                    try {
                        attempt.run(loop);
                    } catch (TimeoutException late) {
                        Naps.shortly();
                    }
                }
            } catch (TimeoutException late) {
                events.add("outer");
            }
            assertUndisturbed();
        });
        assertThat(tries).isEqualTo(1);
        assertThat(events).containsExactly("outer");
    }

    @Test
    void innerLimitsThatExpireAreTriedAgainUntilTheOuterOneDoes(EventLoop loop) {
        InTask.run(loop, () -> {
            long begin = loop.time();
            assertThatExceptionOfType(TimeoutException.class)
                    .isThrownBy(() -> Async.timeout(Duration.ofMillis(50), () -> {
                        while (true) {
                            try {
                                Async.waitFor(loop.createFuture(), Duration.ofMillis(5));
                            } catch (TimeoutException late) {
                                tries++;
                            }
                        }
                    }));
            assertThat(loop.time() - begin).isGreaterThanOrEqualTo(50_000_000);
        });
        assertThat(tries).isBetween(1, 10);
    }

    @Test
    void theCleanUpOnTheWayOutOfAnOuterCallIsNotDisturbed(EventLoop loop) {
        InTask.run(loop, () -> {
            assertThatExceptionOfType(TimeoutException.class)
                    .isThrownBy(() -> Async.timeout(Naps.SHORT, () -> {
                        try {
                            return Async.waitFor(loop.createFuture(), TRY);
                        } finally {
                            Async.waitFor(loop.createTask(Naps::shortly), TRY);
                            events.add("cleaned up");
                        }
                    }));
        });
        assertThat(events).containsExactly("cleaned up");
    }

    @Test
    void theCleanUpOnTheWayOutOfAnOuterBlockDoesNotChangeWhatItThrows(EventLoop loop) {
        InTask.run(loop, () -> {
            try (var _ = Async.timeout(Naps.SHORT)) {
                try {
                    Async.waitFor(loop.createFuture(), TRY);
                } finally {
                    Async.waitFor(loop.createFuture(), TRY);
                }
            } catch (TimeoutException late) {
                events.add("outer");
            }
            assertUndisturbed();
        });
        assertThat(events).containsExactly("outer");
    }

    @Test
    void whoCatchesEverythingGoesOnWithoutSpinning(EventLoop loop) {
        InTask.run(loop, () -> {
            try (var _ = Async.timeout(Naps.SHORT)) {
                for (int i = 0; i < 5; i++) {
                    try (var _ = Async.timeout(Duration.ofMillis(40))) {
                        Naps.forLong();
                    } catch (Exception ignored) {
                        tries++;
                    }
                }
                events.add("at " + tries);
            }
            assertUndisturbed();
        });
        assertThat(events).containsExactly("at 5");
    }

    @Test
    void aConditionHasItsLockAgainWhateverIsThrown(EventLoop loop) {
        Lock lock = new Lock();
        Condition condition = new Condition(lock);
        LoopFuture<Void> free = loop.createFuture();
        InTask.run(loop, () -> {
            try (var _ = Async.timeout(Naps.SHORT)) {
                try (Hold _ = condition.hold()) {
                    var _ = loop.createTask(() -> {
                        try (Hold _ = lock.hold()) {
                            events.add("other has it");
                            Naps.shortly();
                            Naps.shortly();
                            events.add("other lets go");
                        }
                        free.complete(null);
                    });
                    condition.await(TRY);
                } finally {
                    events.add("locked " + lock.isLocked());
                }
            } catch (TimeoutException late) {
                events.add("outer");
            }
            Async.await(free);
        });
        assertThat(events).containsExactly("other has it", "other lets go", "locked false", "outer");
    }

    @Test
    void aForeignRequestIsStillHeardOnce(EventLoop loop) {
        InTask.run(loop, () -> {
            Task<?> self = Async.currentTask();
            try {
                try (var _ = Async.timeout(Naps.SHORT)) {
                    try {
                        Async.waitFor(loop.createFuture(), TRY);
                    } finally {
                        self.cancel();
                    }
                }
            } catch (TimeoutException late) {
                events.add("outer");
            }
            assertThatExceptionOfType(CancellationException.class).isThrownBy(Naps::shortly);
            Naps.shortly();
            assertThat(self.uncancel()).isZero();
        });
        assertThat(events).containsExactly("outer");
    }
}
