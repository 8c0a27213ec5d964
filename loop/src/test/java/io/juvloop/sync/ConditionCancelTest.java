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
            Party party = new Party();
            Task<Void> waits = party.begin("waits", this::waitOnce);
            Party.settle();
            waits.cancel();
            Party.end(waits);
            assertThat(party.events).containsExactly("waits cancelled");
            assertThat(condition.toString()).isEqualTo("Condition[free, waiting=0]");
        });
    }

    @Test
    void whoIsCancelledWhileAnotherHasTheLockWaitsForIt(EventLoop loop) {
        InTask.run(loop, () -> {
            Party party = new Party();
            Task<Void> waits = party.begin("waits", this::waitOnce);
            Party.settle();
            condition.acquire();
            waits.cancel();
            Party.settle();
            assertThat(party.events).isEmpty();
            condition.release();
            Party.end(waits);
            assertThat(party.events).containsExactly("waits cancelled");
            assertThat(condition.isLocked()).isFalse();
        });
    }

    @Test
    void whoIsCancelledAgainAndAgainWaitsForTheLockInItsPlace(EventLoop loop) {
        InTask.run(loop, () -> {
            Party party = new Party();
            Task<Void> waits = party.begin("waits", this::waitOnce);
            Party.settle();
            condition.acquire();
            waits.cancel();
            Party.settle();
            Task<Void> late = party.begin("late", () -> {
                try (var _ = condition.hold()) {
                    assertThat(party.events).containsExactly("waits cancelled");
                }
            });
            for (int i = 0; i < 5; i++) {
                waits.cancel();
                Party.settle();
            }
            assertThat(party.events).isEmpty();
            condition.release();
            Party.end(waits, late);
            assertThat(party.events).containsExactly("waits cancelled", "late");
            assertThat(condition.isLocked()).isFalse();
        });
    }

    @Test
    void whoIsCancelledAfterItWasSignalledHasTheLockAndItsCancellation(EventLoop loop) {
        InTask.run(loop, () -> {
            Party party = new Party();
            Task<Void> waits = party.begin("waits", this::waitOnce);
            Party.settle();
            condition.acquire();
            condition.signal();
            Party.settle();
            waits.cancel();
            Party.settle();
            assertThat(party.events).isEmpty();
            condition.release();
            Party.end(waits);
            assertThat(party.events).containsExactly("waits cancelled");
            assertThat(condition.isLocked()).isFalse();
        });
    }

    @Test
    void theLatestReasonIsThrown(EventLoop loop) {
        InTask.run(loop, () -> {
            Party party = new Party();
            IOException latest = new IOException("the latest");
            Task<Void> waits = party.begin("waits", () -> {
                condition.acquire();
                assertThatThrownBy(condition::await).isSameAs(latest);
                condition.release();
            });
            Party.settle();
            condition.acquire();
            waits.cancel(new IOException("the first"));
            Party.settle();
            waits.cancel(latest);
            Party.settle();
            condition.release();
            Party.end(waits);
            assertThat(party.events).containsExactly("waits");
        });
    }

    @Test
    void aSignalToATaskThatIsCancelledBeforeItRunsGoesToAnother(EventLoop loop) {
        InTask.run(loop, () -> {
            Party party = new Party();
            Task<Void> first = party.begin("first", this::waitOnce);
            Task<Void> second = party.begin("second", this::waitOnce);
            Task<Void> third = party.begin("third", this::waitOnce);
            Party.settle();
            signal();
            first.cancel();
            Party.end(first, second);
            assertThat(party.events).containsExactly("first cancelled", "second");
            signal();
            Party.end(third);
        });
    }

    @Test
    void aSignalToATaskThatIsCancelledWhileItWaitsForTheLockGoesToAnother(EventLoop loop) {
        InTask.run(loop, () -> {
            Party party = new Party();
            Task<Void> first = party.begin("first", this::waitOnce);
            Task<Void> second = party.begin("second", this::waitOnce);
            Party.settle();
            condition.acquire();
            condition.signal();
            Party.settle();
            first.cancel();
            condition.release();
            Party.end(first, second);
            assertThat(party.events).containsExactly("first cancelled", "second");
        });
    }

    @Test
    void aCancelledTaskThatWasNotSignalledWakesNobody(EventLoop loop) {
        InTask.run(loop, () -> {
            Party party = new Party();
            Task<Void> first = party.begin("first", this::waitOnce);
            Task<Void> second = party.begin("second", this::waitOnce);
            Party.settle();
            first.cancel();
            Party.settle();
            assertThat(party.events).containsExactly("first cancelled");
            signal();
            Party.end(first, second);
        });
    }

    @Test
    void aSignalPassesOverThoseThatAreCancelled(EventLoop loop) {
        InTask.run(loop, () -> {
            Party party = new Party();
            Task<Void> first = party.begin("first", this::waitOnce);
            Task<Void> second = party.begin("second", this::waitOnce);
            Party.settle();
            condition.acquire();
            first.cancel();
            condition.signal();
            condition.release();
            Party.end(first, second);
            assertThat(party.events).containsExactlyInAnyOrder("first cancelled", "second");
        });
    }

    @Test
    void aCancellationThatIsPendingWhenTheWaitBeginsLeavesTheLockHeld(EventLoop loop) {
        InTask.run(loop, () -> {
            Party party = new Party();
            Task<Void> waits = party.begin("waits", () -> {
                condition.acquire();
                loop.currentTask().cancel();
                assertThatThrownBy(condition::await).isInstanceOf(CancellationException.class);
                condition.release();
            });
            Party.end(waits);
            assertThat(party.events).containsExactly("waits");
        });
    }

    @Test
    void aTaskMayGoOnAfterItWasCancelled(EventLoop loop) {
        InTask.run(loop, () -> {
            Party party = new Party();
            Task<Void> waits = party.begin("waits", () -> {
                condition.acquire();
                assertThatThrownBy(condition::await).isInstanceOf(CancellationException.class);
                condition.await();
                condition.release();
            });
            Party.settle();
            waits.cancel();
            Party.settle();
            signal();
            Party.end(waits);
            assertThat(party.events).containsExactly("waits");
        });
    }
}
