package io.juvloop.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.EventLoop;
import io.juvloop.Task;
import io.juvloop.testing.InTask;
import io.juvloop.testing.TaskTest;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/// A cancelled wait for a condition: the task holds the lock before it throws, and no signal is lost with it.
@TaskTest
class ConditionCancelTest {
    private final Condition condition = new Condition();

    private void waitOnce() {
        try (var _ = condition.hold()) {
            try {
                condition.await();
            } finally {
                assertThat(condition.isLocked()).isTrue();
            }
        }
    }

    private void signal() {
        try (var _ = condition.hold()) {
            condition.signal();
        }
    }

    @Test
    void whoIsCancelledHasTheLockAgain(EventLoop loop) {
        InTask.run(loop, () -> {
            TaskOutcomes party = new TaskOutcomes();
            Task<Void> waits = party.begin("waits", this::waitOnce);
            TaskOutcomes.settle();
            waits.cancel();
            TaskOutcomes.end(waits);
            assertThat(party.events).containsExactly("waits cancelled");
            assertThat(condition.toString()).isEqualTo("Condition[free, waiting=0]");
        });
    }

    @Test
    void whoIsCancelledWhileAnotherHasTheLockWaitsForIt(EventLoop loop) {
        InTask.run(loop, () -> {
            TaskOutcomes party = new TaskOutcomes();
            Task<Void> waits = party.begin("waits", this::waitOnce);
            TaskOutcomes.settle();
            condition.acquire();
            waits.cancel();
            TaskOutcomes.settle();
            assertThat(party.events).isEmpty();
            condition.release();
            TaskOutcomes.end(waits);
            assertThat(party.events).containsExactly("waits cancelled");
            assertThat(condition.isLocked()).isFalse();
        });
    }

    @Test
    void whoIsCancelledAgainAndAgainWaitsForTheLockInItsPlace(EventLoop loop) {
        InTask.run(loop, () -> {
            TaskOutcomes party = new TaskOutcomes();
            Task<Void> waits = party.begin("waits", this::waitOnce);
            TaskOutcomes.settle();
            condition.acquire();
            waits.cancel();
            TaskOutcomes.settle();
            Task<Void> late = party.begin("late", () -> {
                try (var _ = condition.hold()) {
                    assertThat(party.events).containsExactly("waits cancelled");
                }
            });
            for (int i = 0; i < 5; i++) {
                waits.cancel();
                TaskOutcomes.settle();
            }
            assertThat(party.events).isEmpty();
            condition.release();
            TaskOutcomes.end(waits, late);
            assertThat(party.events).containsExactly("waits cancelled", "late");
            assertThat(condition.isLocked()).isFalse();
        });
    }

    @Test
    void whoIsCancelledAfterItWasSignalledHasTheLockAndItsCancellation(EventLoop loop) {
        InTask.run(loop, () -> {
            TaskOutcomes party = new TaskOutcomes();
            Task<Void> waits = party.begin("waits", this::waitOnce);
            TaskOutcomes.settle();
            condition.acquire();
            condition.signal();
            TaskOutcomes.settle();
            waits.cancel();
            TaskOutcomes.settle();
            assertThat(party.events).isEmpty();
            condition.release();
            TaskOutcomes.end(waits);
            assertThat(party.events).containsExactly("waits cancelled");
            assertThat(condition.isLocked()).isFalse();
        });
    }

    @Test
    void theLatestReasonIsThrown(EventLoop loop) {
        InTask.run(loop, () -> {
            TaskOutcomes party = new TaskOutcomes();
            IOException latest = new IOException("the latest");
            Task<Void> waits = party.begin("waits", () -> {
                condition.acquire();
                assertThatThrownBy(condition::await).isSameAs(latest);
                condition.release();
            });
            TaskOutcomes.settle();
            condition.acquire();
            waits.cancel(new IOException("the first"));
            TaskOutcomes.settle();
            waits.cancel(latest);
            TaskOutcomes.settle();
            condition.release();
            TaskOutcomes.end(waits);
            assertThat(party.events).containsExactly("waits");
        });
    }

    @Test
    void aSignalToATaskThatIsCancelledBeforeItRunsGoesToAnother(EventLoop loop) {
        InTask.run(loop, () -> {
            TaskOutcomes party = new TaskOutcomes();
            Task<Void> first = party.begin("first", this::waitOnce);
            Task<Void> second = party.begin("second", this::waitOnce);
            Task<Void> third = party.begin("third", this::waitOnce);
            TaskOutcomes.settle();
            signal();
            first.cancel();
            TaskOutcomes.end(first, second);
            assertThat(party.events).containsExactly("first cancelled", "second");
            signal();
            TaskOutcomes.end(third);
        });
    }

    @Test
    void aSignalToATaskThatIsCancelledWhileItWaitsForTheLockGoesToAnother(EventLoop loop) {
        InTask.run(loop, () -> {
            TaskOutcomes party = new TaskOutcomes();
            Task<Void> first = party.begin("first", this::waitOnce);
            Task<Void> second = party.begin("second", this::waitOnce);
            TaskOutcomes.settle();
            condition.acquire();
            condition.signal();
            TaskOutcomes.settle();
            first.cancel();
            condition.release();
            TaskOutcomes.end(first, second);
            assertThat(party.events).containsExactly("first cancelled", "second");
        });
    }

    @Test
    void aCancelledTaskThatWasNotSignalledWakesNobody(EventLoop loop) {
        InTask.run(loop, () -> {
            TaskOutcomes party = new TaskOutcomes();
            Task<Void> first = party.begin("first", this::waitOnce);
            Task<Void> second = party.begin("second", this::waitOnce);
            TaskOutcomes.settle();
            first.cancel();
            TaskOutcomes.settle();
            assertThat(party.events).containsExactly("first cancelled");
            signal();
            TaskOutcomes.end(first, second);
        });
    }

    @Test
    void aSignalPassesOverThoseThatAreCancelled(EventLoop loop) {
        InTask.run(loop, () -> {
            TaskOutcomes party = new TaskOutcomes();
            Task<Void> first = party.begin("first", this::waitOnce);
            Task<Void> second = party.begin("second", this::waitOnce);
            TaskOutcomes.settle();
            condition.acquire();
            first.cancel();
            condition.signal();
            condition.release();
            TaskOutcomes.end(first, second);
            assertThat(party.events).containsExactlyInAnyOrder("first cancelled", "second");
        });
    }

    @Test
    void aCancellationThatIsPendingWhenTheWaitBeginsLeavesTheLockHeld(EventLoop loop) {
        InTask.run(loop, () -> {
            TaskOutcomes party = new TaskOutcomes();
            Task<Void> waits = party.begin("waits", () -> {
                condition.acquire();
                loop.currentTask().cancel();
                assertThatThrownBy(condition::await).isInstanceOf(CancellationException.class);
                condition.release();
            });
            TaskOutcomes.end(waits);
            assertThat(party.events).containsExactly("waits");
        });
    }

    @Test
    void aTaskMayGoOnAfterItWasCancelled(EventLoop loop) {
        InTask.run(loop, () -> {
            TaskOutcomes party = new TaskOutcomes();
            Task<Void> waits = party.begin("waits", () -> {
                condition.acquire();
                assertThatThrownBy(condition::await).isInstanceOf(CancellationException.class);
                condition.await();
                condition.release();
            });
            TaskOutcomes.settle();
            waits.cancel();
            TaskOutcomes.settle();
            signal();
            TaskOutcomes.end(waits);
            assertThat(party.events).containsExactly("waits");
        });
    }
}
