package io.juvloop.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.EventLoop;
import io.juvloop.Task;
import io.juvloop.testing.InTask;
import io.juvloop.testing.TaskTest;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A lock: held by one task at a time, in order, and never lost.
@TaskTest
class LockTest {
    private final Lock lock = new Lock();

    @Test
    void aNewLockIsFree(EventLoop loop) {
        assertThat(lock.isLocked()).isFalse();
        InTask.run(loop, () -> {
            lock.acquire();
            assertThat(lock.isLocked()).isTrue();
            lock.release();
            assertThat(lock.isLocked()).isFalse();
        });
    }

    @Test
    void releasingAFreeLockIsRefused(EventLoop loop) {
        assertThatThrownBy(lock::release).isInstanceOf(IllegalStateException.class);
        InTask.run(loop, () -> {
            try (var _ = lock.hold()) {
                assertThat(lock.isLocked()).isTrue();
            }
            assertThatThrownBy(lock::release).isInstanceOf(IllegalStateException.class);
            assertThat(lock.isLocked()).isFalse();
        });
    }

    @Test
    void aBlockThatFailsReleasesTheLock(EventLoop loop) {
        InTask.run(loop, () -> {
            assertThatThrownBy(() -> {
                        try (var _ = lock.hold()) {
                            throw new IllegalArgumentException("on purpose");
                        }
                    })
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(lock.isLocked()).isFalse();
        });
    }

    @Test
    void oneTaskAtATimeHasTheLock(EventLoop loop) {
        InTask.run(loop, () -> {
            int[] inside = new int[1];
            Task<?>[] tasks = new Task<?>[20];
            for (int i = 0; i < tasks.length; i++) {
                tasks[i] = loop.createTask(() -> {
                    try (var _ = lock.hold()) {
                        assertThat(++inside[0]).isOne();
                        TaskOutcomes.turn();
                        inside[0]--;
                    }
                });
            }
            TaskOutcomes.end(tasks);
        });
    }

    @Test
    void tasksGetTheLockInTheOrderInWhichTheyCame(EventLoop loop) {
        InTask.run(loop, () -> {
            TaskOutcomes party = new TaskOutcomes();
            lock.acquire();
            Task<Void> a = party.begin("a", lock::acquire);
            Task<Void> b = party.begin("b", lock::acquire);
            Task<Void> c = party.begin("c", lock::acquire);
            TaskOutcomes.settle();
            assertThat(party.events).isEmpty();
            lock.release();
            TaskOutcomes.settle();
            assertThat(party.events).containsExactly("a");
            lock.release();
            TaskOutcomes.settle();
            lock.release();
            TaskOutcomes.end(a, b, c);
            assertThat(party.events).containsExactly("a", "b", "c");
        });
    }

    @Test
    void whoComesLaterDoesNotOvertakeTheTaskThatWasWoken(EventLoop loop) {
        InTask.run(loop, () -> {
            TaskOutcomes party = new TaskOutcomes();
            lock.acquire();
            Task<Void> waits = party.begin("waits", () -> {
                lock.acquire();
                lock.release();
            });
            TaskOutcomes.settle();
            lock.release();
            assertThat(lock.isLocked()).isFalse();
            lock.acquire();
            assertThat(party.events).containsExactly("waits");
            lock.release();
            TaskOutcomes.end(waits);
        });
    }

    @Test
    void whoComesLaterNeedNotWaitForThoseThatAreCancelled(EventLoop loop) {
        InTask.run(loop, () -> {
            TaskOutcomes party = new TaskOutcomes();
            lock.acquire();
            Task<Void> waits = party.begin("waits", lock::acquire);
            TaskOutcomes.settle();
            waits.cancel();
            lock.release();
            lock.acquire();
            assertThat(party.events).isEmpty();
            lock.release();
            TaskOutcomes.end(waits);
        });
    }

    @Test
    @Tag("Q1")
    void theLockOfAWokenTaskThatIsCancelledGoesToTheNext(EventLoop loop) {
        InTask.run(loop, () -> {
            TaskOutcomes party = new TaskOutcomes();
            lock.acquire();
            Task<Void> first = party.begin("first", lock::acquire);
            Task<Void> second = party.begin("second", lock::acquire);
            Task<Void> third = party.begin("third", lock::acquire);
            TaskOutcomes.settle();
            lock.release();
            first.cancel();
            TaskOutcomes.settle();
            assertThat(party.events).containsExactly("first cancelled", "second");
            assertThat(lock.isLocked()).isTrue();
            lock.release();
            TaskOutcomes.end(first, second, third);
        });
    }

    @Test
    void aTaskThatIsCancelledBeforeTheReleaseInTheSameTurnIsPassedOver(EventLoop loop) {
        InTask.run(loop, () -> {
            TaskOutcomes party = new TaskOutcomes();
            lock.acquire();
            Task<Void> first = party.begin("first", lock::acquire);
            Task<Void> second = party.begin("second", lock::acquire);
            TaskOutcomes.settle();
            first.cancel();
            lock.release();
            TaskOutcomes.settle();
            assertThat(party.events).containsExactlyInAnyOrder("first cancelled", "second");
            assertThat(lock.isLocked()).isTrue();
            TaskOutcomes.end(first, second);
        });
    }

    @Test
    void ofTheLockThatIsLeftByTheLastOfItsWaitersNothingRemains(EventLoop loop) {
        InTask.run(loop, () -> {
            TaskOutcomes party = new TaskOutcomes();
            lock.acquire();
            Task<Void> only = party.begin("only", lock::acquire);
            TaskOutcomes.settle();
            lock.release();
            only.cancel();
            TaskOutcomes.end(only);
            assertThat(lock.isLocked()).isFalse();
            lock.acquire();
            lock.release();
        });
    }

    @Test
    void aCancellationThatIsPendingIsDeliveredWhereTheTaskHasToWait(EventLoop loop) {
        InTask.run(loop, () -> {
            TaskOutcomes party = new TaskOutcomes();
            lock.acquire();
            Task<Void> asks = party.begin("asks", () -> {
                loop.currentTask().cancel();
                assertThatThrownBy(lock::acquire).isInstanceOf(CancellationException.class);
            });
            TaskOutcomes.end(asks);
            assertThat(lock.toString()).isEqualTo("Lock[locked, waiting=0]");
            lock.release();
        });
    }

    @Test
    void aReasonThatIsNotACancellationPassesTheLockOnAsWell(EventLoop loop) {
        InTask.run(loop, () -> {
            TaskOutcomes party = new TaskOutcomes();
            lock.acquire();
            Task<Void> first = party.begin("first", lock::acquire);
            Task<Void> second = party.begin("second", lock::acquire);
            TaskOutcomes.settle();
            lock.release();
            first.cancel(new IOException("the reason"));
            TaskOutcomes.settle();
            assertThat(party.events).containsExactly("first IOException", "second");
            TaskOutcomes.end(first, second);
        });
    }
}
