package io.juvloop.structured;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.Task;
import io.juvloop.Timeout;
import io.juvloop.testing.InTask;
import io.juvloop.testing.TaskTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/// A [Timeout] in a task that other code cancels too.
@TaskTest
class TimeoutAndCancelTest {
    private final List<String> events = new ArrayList<>();

    @Test
    void aForeignCancellationPassesThrough(EventLoop loop) {
        InTask.run(loop, () -> {
            Timeout timeout = Async.timeout(Naps.LONG);
            assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> {
                try (timeout) {
                    Async.currentTask().cancel();
                    Naps.forLong();
                }
            });
            assertThat(timeout.isExpired()).isFalse();
            assertThat(Async.currentTask().uncancel()).isZero();
        });
    }

    @Test
    void aForeignCancellationInTheSameTurnWins(EventLoop loop) {
        for (boolean first : new boolean[] {true, false}) {
            Task<Void> task = loop.createTask(() -> {
                try (var timeout = Async.timeout(Naps.LONG)) {
                    Task<?> self = Async.currentTask();
                    loop.callSoon(() -> cancelAndExpire(loop, self, timeout, first));
                    Naps.forLong();
                } catch (TimeoutException late) {
                    events.add("late");
                } finally {
                    events.add("cleaned up " + Async.currentTask().cancelling());
                    Naps.shortly();
                    events.add("undisturbed");
                }
            });
            assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> loop.runUntilComplete(task));
            assertThat(task.isCancelled()).isTrue();
        }
        assertThat(events).containsExactly("cleaned up 1", "undisturbed", "cleaned up 1", "undisturbed");
    }

    /// The timer of a timeout that is moved into the past fires in the next iteration, before the task runs.
    private static void cancelAndExpire(EventLoop loop, Task<?> task, Timeout timeout, boolean cancelFirst) {
        if (cancelFirst) {
            loop.callSoon(task::cancel);
        }
        timeout.reschedule(loop.time());
        if (!cancelFirst) {
            loop.callSoon(task::cancel);
        }
    }

    @Test
    void aForeignCancellationInTheCleanUpIsNotLost(EventLoop loop) {
        Task<Void> task = loop.createTask(() -> {
            try (var _ = Async.timeout(Naps.SHORT)) {
                try {
                    Naps.forLong();
                } finally {
                    Async.currentTask().cancel();
                }
            } catch (TimeoutException late) {
                events.add("late");
            }
            Naps.forLong();
            events.add("went on");
        });
        assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> loop.runUntilComplete(task));
        assertThat(events).containsExactly("late");
    }

    @Test
    void aDeadlineThatPassesWhileTheTaskCleansUpDoesNotHideTheCancellation(EventLoop loop) {
        Task<Void> task = loop.createTask(() -> {
            try (var timeout = Async.timeout(Naps.LONG)) {
                try {
                    Naps.forLong();
                } finally {
                    timeout.reschedule(loop.time());
                    Naps.forLong();
                }
            } catch (TimeoutException late) {
                events.add("late");
            }
        });
        Naps.cancelInItsWait(loop, task);
        assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> loop.runUntilComplete(task));
        assertThat(events).isEmpty();
        assertThat(task.cancelling()).isEqualTo(1);
    }

    @Test
    void theLambdaPrefersTheForeignCancellation(EventLoop loop) {
        Task<Void> task = loop.createTask(() -> {
            try {
                Async.timeout(Naps.SHORT, () -> {
                    try {
                        Naps.forLong();
                    } finally {
                        Async.currentTask().cancel();
                    }
                    return null;
                });
            } catch (TimeoutException late) {
                events.add("late");
            }
        });
        assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> loop.runUntilComplete(task));
        assertThat(events).isEmpty();
    }

    @Test
    void aTimeoutWhileBeingCancelledIsStillATimeout(EventLoop loop) {
        Task<String> task = loop.createTask(() -> {
            Async.currentTask().cancel();
            try {
                Naps.forLong();
            } catch (CancellationException asked) {
                try (var _ = Async.timeout(Naps.SHORT)) {
                    Naps.forLong(); // a clean-up that takes too long
                } catch (TimeoutException late) {
                    events.add("late " + Async.currentTask().cancelling());
                }
            }
            return "swallowed";
        });
        assertThat(loop.runUntilComplete(task)).isEqualTo("swallowed");
        assertThat(events).containsExactly("late 1");
    }

    @Test
    void aSecondCancellationInTheCleanUpPassesThrough(EventLoop loop) {
        Task<Void> task = loop.createTask(() -> {
            Async.currentTask().cancel();
            try {
                Naps.forLong();
            } catch (CancellationException asked) {
                try (var _ = Async.timeout(Naps.LONG)) {
                    Async.currentTask().cancel();
                    Naps.forLong();
                }
            }
        });
        assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> loop.runUntilComplete(task));
        assertThat(task.cancelling()).isEqualTo(2);
    }

    @Test
    void cancelledTwiceInOneWaitThenLate(EventLoop loop) {
        InTask.run(loop, () -> {
            Task<?> self = Async.currentTask();
            loop.callSoon(() -> {
                self.cancel();
                self.cancel();
            });
            assertThatExceptionOfType(CancellationException.class).isThrownBy(Naps::forLong);
            assertThat(self.uncancel() + self.uncancel()).isEqualTo(1);
            try (var _ = Async.timeout(Naps.SHORT)) {
                Naps.forLong();
            } catch (TimeoutException late) {
                events.add("late");
            }
        });
        assertThat(events).containsExactly("late");
    }

    @Test
    void theTaskIsNotCancelledByItsOwnTimeout(EventLoop loop) {
        Task<Void> task = loop.createTask(() -> {
            try (var _ = Async.timeout(Naps.SHORT)) {
                Naps.forLong();
            } catch (TimeoutException late) {
                events.add("late");
            }
        });
        loop.runUntilComplete(task);
        assertThat(task.isCancelled()).isFalse();
        assertThat(events).containsExactly("late");
    }
}
