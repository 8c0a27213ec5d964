package io.juvloop.structured;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.Timeout;
import io.juvloop.testing.InTask;
import io.juvloop.testing.Spin;
import io.juvloop.testing.TaskTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A [Timeout] inside another.
@TaskTest
class NestedTimeoutsTest {
    private final List<String> events = new ArrayList<>();

    @Test
    @Tag("A3")
    @DisplayName("the outer one's time-out passes through the inner one, and comes once")
    void theOuterOnePassesThroughTheInner(EventLoop loop) {
        InTask.run(loop, () -> {
            try (var _ = Async.timeout(Naps.SHORT)) {
                Timeout inner = Async.timeout(Naps.LONG);
                try (inner) {
                    Naps.forLong();
                } finally {
                    events.add("inner expired: " + inner.isExpired());
                }
                events.add("went on");
            } catch (TimeoutException late) {
                events.add("late");
                assertThat(late.getSuppressed()).isEmpty();
                assertThat(late.getCause()).isNull();
            }
            assertThat(Async.currentTask().cancelling()).isZero();
            Naps.turn();
        });
        assertThat(events).containsExactly("inner expired: false", "late");
    }

    @Test
    @Tag("A3")
    @DisplayName("waitFor in waitFor: only the outer one is late")
    void waitForInWaitFor(EventLoop loop) {
        InTask.run(loop, () -> {
            assertThatExceptionOfType(TimeoutException.class)
                    .isThrownBy(() -> Async.waitFor(
                            () -> {
                                try {
                                    return Async.waitFor(loop.createFuture(), Naps.LONG);
                                } finally {
                                    events.add("inner ended");
                                }
                            },
                            Naps.SHORT));
            Naps.turn();
        });
        assertThat(events).containsExactly("inner ended");
    }

    @Test
    void theInnerOneIsCaughtBetween(EventLoop loop) {
        InTask.run(loop, () -> {
            try (var outer = Async.timeout(Naps.LONG)) {
                try (var _ = Async.timeout(Naps.SHORT)) {
                    Naps.forLong();
                } catch (TimeoutException late) {
                    events.add("inner");
                }
                Naps.turn();
                assertThat(outer.isExpired()).isFalse();
            }
        });
        assertThat(events).containsExactly("inner");
    }

    @Test
    void ifBothPassAtOnceTheOuterOneIsThrown(EventLoop loop) {
        InTask.run(loop, () -> {
            long deadline = loop.time() + 2_000_000;
            Timeout outer = Async.timeoutAt(deadline);
            TimeoutException seenBetween = null;
            try (outer) {
                Timeout inner = Async.timeoutAt(deadline);
                try (inner) {
                    Naps.forLong();
                } catch (TimeoutException late) {
                    assertThat(inner.isExpired()).isTrue();
                    seenBetween = late;
                    throw late;
                }
            } catch (TimeoutException late) {
                assertThat(late).isSameAs(seenBetween);
                assertThat(late.getSuppressed()).isEmpty();
            }
            assertThat(seenBetween).isNotNull();
            assertThat(outer.isExpired()).isTrue();
            assertThat(Async.currentTask().cancelling()).isZero();
            Naps.turn();
        });
    }

    @Test
    void caughtBetweenItIsHeardAgainAtTheNextWait(EventLoop loop) {
        InTask.run(loop, () -> {
            long deadline = loop.time() + 2_000_000;
            try (var _ = Async.timeoutAt(deadline)) {
                try (var _ = Async.timeoutAt(deadline)) {
                    Naps.forLong();
                } catch (TimeoutException late) {
                    events.add("between");
                }
                Naps.forLong();
                events.add("went on");
            } catch (TimeoutException late) {
                events.add("outer");
            }
            assertThat(Async.currentTask().cancelling()).isZero();
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            Naps.turn();
        });
        assertThat(events).containsExactly("between", "outer");
    }

    @Test
    void theOuterOneFirstInTheSameTurn(EventLoop loop) {
        InTask.run(loop, () -> {
            long begin = loop.time();
            String who = "nobody";
            try (var _ = Async.timeoutAt(begin + 1_000_000)) {
                try {
                    Async.timeout(Duration.ofMillis(2), () -> {
                        Spin.during(Duration.ofMillis(5));
                        Naps.forLong();
                        return null;
                    });
                } catch (TimeoutException late) {
                    who = "between";
                    throw late;
                }
            } catch (TimeoutException late) {
                events.add(who);
            }
            Naps.turn();
        });
        assertThat(events).containsExactly("between");
    }

    @Test
    void theOuterOneStopsWhatComesAfterTheInner(EventLoop loop) {
        InTask.run(loop, () -> {
            long begin = loop.time();
            try (var outer = Async.timeout(Naps.LONG)) {
                try (var _ = Async.timeout(Naps.SHORT)) {
                    Naps.forLong();
                } catch (TimeoutException late) {
                    events.add("inner");
                }
                outer.reschedule(loop.time() + Naps.SHORT.toNanos());
                Naps.forLong();
            } catch (TimeoutException late) {
                events.add("outer");
            }
            assertThat(loop.time() - begin).isLessThan(Naps.LONG.toNanos());
        });
        assertThat(events).containsExactly("inner", "outer");
    }

    @Test
    void oneInTheCleanUpOfAnotherIsItsOwn(EventLoop loop) {
        InTask.run(loop, () -> {
            try (var _ = Async.timeout(Naps.SHORT)) {
                try {
                    Naps.forLong();
                } finally {
                    cleansUpForTooLong();
                }
            } catch (TimeoutException late) {
                events.add("outer");
            }
            assertThat(Async.currentTask().cancelling()).isZero();
            Naps.turn();
        });
        assertThat(events).containsExactly("clean-up", "outer");
    }

    private void cleansUpForTooLong() {
        Timeout cleanUp = Async.timeout(Naps.SHORT);
        try (cleanUp) {
            Naps.forLong();
        } catch (TimeoutException late) {
            assertThat(cleanUp.isExpired()).isTrue();
            events.add("clean-up");
        }
    }

    @Test
    void theOuterOneInterruptsTheCleanUpOfTheInner(EventLoop loop) {
        InTask.run(loop, () -> {
            try (var outer = Async.timeout(Naps.LONG)) {
                try (var inner = Async.timeout(Naps.SHORT)) {
                    try {
                        Naps.forLong();
                    } finally {
                        assertThat(inner.isExpired()).isTrue();
                        outer.reschedule(loop.time() + Naps.SHORT.toNanos());
                        Naps.forLong();
                    }
                }
            } catch (TimeoutException late) {
                events.add("late");
            }
            assertThat(Async.currentTask().cancelling()).isZero();
            Naps.turn();
        });
        assertThat(events).containsExactly("late");
    }
}
