package io.juvloop.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.EventLoop;
import io.juvloop.Task;
import io.juvloop.testing.InTask;
import io.juvloop.testing.TaskTest;
import org.junit.jupiter.api.Test;

/// A condition: the lock is released while a task waits, and signals reach the waiting tasks in order.
@TaskTest
class ConditionTest {
    private final Condition condition = new Condition();

    private void waitOnce() {
        try (var _ = condition.hold()) {
            condition.await();
        }
    }

    private void signal(int n) {
        try (var _ = condition.hold()) {
            condition.signal(n);
        }
    }

    @Test
    void theLockIsFreeWhileATaskWaitsAndItsOwnAfterwards(EventLoop loop) {
        InTask.run(loop, () -> {
            TaskOutcomes party = new TaskOutcomes();
            Task<Void> waits = party.begin("waits", () -> {
                condition.acquire();
                condition.await();
                assertThat(condition.isLocked()).isTrue();
                condition.release();
            });
            TaskOutcomes.settle();
            assertThat(condition.isLocked()).isFalse();
            signal(1);
            TaskOutcomes.end(waits);
            assertThat(party.events).containsExactly("waits");
            assertThat(condition.isLocked()).isFalse();
        });
    }

    @Test
    void withoutTheLockWaitingAndSignallingAreRefused(EventLoop loop) {
        InTask.run(loop, () -> {
            assertThatThrownBy(condition::await).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> condition.awaitFor(() -> true)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(condition::signal).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(condition::signalAll).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(condition::release).isInstanceOf(IllegalStateException.class);
        });
    }

    @Test
    void asManyGoOnAsAreSignalledInTheOrderInWhichTheyCame(EventLoop loop) {
        InTask.run(loop, () -> {
            TaskOutcomes party = new TaskOutcomes();
            Task<?>[] tasks = {
                party.begin("a", this::waitOnce),
                party.begin("b", this::waitOnce),
                party.begin("c", this::waitOnce),
                party.begin("d", this::waitOnce)
            };
            TaskOutcomes.settle();
            signal(1);
            TaskOutcomes.settle();
            assertThat(party.events).containsExactly("a");
            signal(2);
            TaskOutcomes.settle();
            assertThat(party.events).containsExactly("a", "b", "c");
            signal(1000);
            TaskOutcomes.end(tasks);
            assertThat(party.events).containsExactly("a", "b", "c", "d");
        });
    }

    @Test
    void aSignalToNobodyIsNotKept(EventLoop loop) {
        InTask.run(loop, () -> {
            TaskOutcomes party = new TaskOutcomes();
            signal(5);
            Task<Void> waits = party.begin("waits", this::waitOnce);
            TaskOutcomes.settle();
            assertThat(party.events).isEmpty();
            signal(1);
            TaskOutcomes.end(waits);
        });
    }

    @Test
    void aTaskThatWasSignalledTwiceBeforeItRanTookOneSignal(EventLoop loop) {
        InTask.run(loop, () -> {
            TaskOutcomes party = new TaskOutcomes();
            Task<Void> a = party.begin("a", this::waitOnce);
            Task<Void> b = party.begin("b", this::waitOnce);
            TaskOutcomes.settle();
            condition.acquire();
            condition.signal();
            condition.signal();
            condition.release();
            TaskOutcomes.end(a, b);
            assertThat(party.events).containsExactly("a", "b");
        });
    }

    @Test
    void allGoOnOneAfterTheOther(EventLoop loop) {
        InTask.run(loop, () -> {
            TaskOutcomes party = new TaskOutcomes();
            int[] inside = new int[1];
            Task<?>[] tasks = new Task<?>[5];
            for (int i = 0; i < tasks.length; i++) {
                tasks[i] = party.begin("task", () -> {
                    try (var _ = condition.hold()) {
                        condition.await();
                        assertThat(++inside[0]).isOne();
                        TaskOutcomes.turn();
                        inside[0]--;
                    }
                });
            }
            TaskOutcomes.settle();
            try (var _ = condition.hold()) {
                condition.signalAll();
            }
            TaskOutcomes.end(tasks);
            assertThat(party.events).hasSize(tasks.length).containsOnly("task");
        });
    }

    @Test
    void aPredicateIsAskedAfterEachSignal(EventLoop loop) {
        InTask.run(loop, () -> {
            TaskOutcomes party = new TaskOutcomes();
            int[] value = new int[2];
            Task<Void> waits = party.begin("waits", () -> {
                try (var _ = condition.hold()) {
                    condition.awaitFor(() -> {
                        value[1]++;
                        return value[0] == 2;
                    });
                }
            });
            for (int i = 1; i <= 2; i++) {
                TaskOutcomes.settle();
                value[0] = i;
                signal(1);
            }
            TaskOutcomes.end(waits);
            assertThat(value).containsExactly(2, 3);
        });
    }

    @Test
    void aPredicateThatThrowsEndsTheWaitWithTheLock(EventLoop loop) {
        InTask.run(loop, () -> {
            condition.acquire();
            assertThatThrownBy(() -> condition.awaitFor(() -> {
                        throw new IllegalArgumentException("on purpose");
                    }))
                    .isInstanceOf(IllegalArgumentException.class);
            condition.release();
        });
    }

    @Test
    void severalConditionsMayShareALock(EventLoop loop) {
        InTask.run(loop, () -> {
            TaskOutcomes party = new TaskOutcomes();
            Lock lock = new Lock();
            Condition full = new Condition(lock);
            Condition empty = new Condition(lock);
            Task<Void> waits = party.begin("full", () -> {
                try (var _ = lock.hold()) {
                    full.await();
                }
            });
            Task<Void> others = party.begin("empty", () -> {
                try (var _ = lock.hold()) {
                    empty.await();
                }
            });
            TaskOutcomes.settle();
            try (var _ = empty.hold()) {
                assertThat(full.isLocked()).isTrue();
                empty.signalAll();
            }
            TaskOutcomes.settle();
            assertThat(party.events).containsExactly("empty");
            try (var _ = full.hold()) {
                full.signalAll();
            }
            TaskOutcomes.end(waits, others);
        });
    }
}
