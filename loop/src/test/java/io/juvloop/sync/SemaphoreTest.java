package io.juvloop.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.EventLoop;
import io.juvloop.Task;
import io.juvloop.testing.InTask;
import io.juvloop.testing.TaskTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Semaphores: at most as many holders as permits, in order, and no permit is lost.
@TaskTest
class SemaphoreTest {
    @Test
    void aSemaphoreWithoutPermitsIsLocked() {
        assertThat(new Semaphore(0).isLocked()).isTrue();
        assertThat(new Semaphore(1).isLocked()).isFalse();
        assertThatThrownBy(() -> new Semaphore(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BoundedSemaphore(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void asManyAreInsideAsThereArePermits(EventLoop loop) {
        InTask.run(loop, () -> {
            Semaphore semaphore = new Semaphore(3);
            int[] inside = new int[2];
            List<Task<?>> tasks = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                tasks.add(loop.createTask(() -> {
                    try (var _ = semaphore.hold()) {
                        inside[0]++;
                        inside[1] = Math.max(inside[0], inside[1]);
                        TaskOutcomes.turn();
                        inside[0]--;
                    }
                }));
            }
            TaskOutcomes.end(tasks.toArray(Task[]::new));
            assertThat(inside).containsExactly(0, 3);
        });
    }

    @Test
    void aReleaseTooManyAddsAPermitUnlessItIsBounded(EventLoop loop) {
        InTask.run(loop, () -> {
            Semaphore semaphore = new Semaphore(1);
            semaphore.release();
            semaphore.acquire();
            semaphore.acquire();
            assertThat(semaphore.isLocked()).isTrue();
            BoundedSemaphore bounded = new BoundedSemaphore(1);
            assertThatThrownBy(bounded::release).isInstanceOf(IllegalStateException.class);
            bounded.acquire();
            bounded.release();
            assertThatThrownBy(bounded::release).isInstanceOf(IllegalStateException.class);
        });
    }

    @Test
    void aBoundedSemaphoreCountsThePermitThatATaskIsAboutToTake(EventLoop loop) {
        InTask.run(loop, () -> {
            TaskOutcomes party = new TaskOutcomes();
            BoundedSemaphore semaphore = new BoundedSemaphore(1);
            semaphore.acquire();
            Task<Void> next = party.begin("next", semaphore::acquire);
            TaskOutcomes.settle();
            semaphore.release();
            assertThat(semaphore.isLocked()).isTrue();
            assertThatThrownBy(semaphore::release).isInstanceOf(IllegalStateException.class);
            TaskOutcomes.end(next);
            semaphore.release();
        });
    }

    @Test
    void permitsAreGivenInTheOrderInWhichTasksCame(EventLoop loop) {
        InTask.run(loop, () -> {
            TaskOutcomes party = new TaskOutcomes();
            Semaphore semaphore = new Semaphore(1);
            semaphore.acquire();
            Task<?>[] tasks = {
                party.begin("a", semaphore::acquire),
                party.begin("b", semaphore::acquire),
                party.begin("c", semaphore::acquire)
            };
            TaskOutcomes.settle();
            for (int i = 0; i < tasks.length; i++) {
                semaphore.release();
            }
            TaskOutcomes.end(tasks);
            assertThat(party.events).containsExactly("a", "b", "c");
        });
    }

    @Test
    void whoComesLaterDoesNotOvertakeThoseThatWereWoken(EventLoop loop) {
        InTask.run(loop, () -> {
            TaskOutcomes party = new TaskOutcomes();
            Semaphore semaphore = new Semaphore(0);
            Task<Void> a = party.begin("a", semaphore::acquire);
            Task<Void> b = party.begin("b", semaphore::acquire);
            TaskOutcomes.settle();
            for (int i = 0; i < 4; i++) {
                semaphore.release();
            }
            assertThat(semaphore.isLocked()).isTrue();
            Task<Void> c = party.begin("c", semaphore::acquire);
            semaphore.acquire();
            party.events.add("me");
            TaskOutcomes.end(a, b, c);
            assertThat(party.events).containsExactly("a", "b", "me", "c");
        });
    }

    @Test
    void aTaskThatAcquiresAgainAndAgainTakesTurnsWithOthers(EventLoop loop) {
        InTask.run(loop, () -> {
            TaskOutcomes party = new TaskOutcomes();
            Semaphore semaphore = new Semaphore(1);
            Task<Void> greedy = party.begin("greedy", () -> {
                for (int i = 0; i < 3; i++) {
                    try (var _ = semaphore.hold()) {
                        party.events.add("greedy " + i);
                        TaskOutcomes.turn();
                    }
                }
            });
            Task<Void> modest = party.begin("modest", () -> {
                try (var _ = semaphore.hold()) {
                    TaskOutcomes.turn();
                }
            });
            TaskOutcomes.end(greedy, modest);
            assertThat(party.events).containsExactly("greedy 0", "modest", "greedy 1", "greedy 2", "greedy");
        });
    }

    @Test
    @Tag("Q1")
    void thePermitOfAWokenTaskThatIsCancelledGoesToTheNext(EventLoop loop) {
        InTask.run(loop, () -> {
            TaskOutcomes party = new TaskOutcomes();
            Semaphore semaphore = new Semaphore(0);
            Task<Void> first = party.begin("first", semaphore::acquire);
            Task<Void> second = party.begin("second", semaphore::acquire);
            TaskOutcomes.settle();
            semaphore.release();
            first.cancel();
            TaskOutcomes.end(first, second);
            assertThat(party.events).containsExactly("first cancelled", "second");
            assertThat(semaphore.isLocked()).isTrue();
        });
    }

    @Test
    void whoIsCancelledBeforeAReleaseInTheSameTurnIsPassedOver(EventLoop loop) {
        InTask.run(loop, () -> {
            TaskOutcomes party = new TaskOutcomes();
            Semaphore semaphore = new Semaphore(0);
            Task<Void> first = party.begin("first", semaphore::acquire);
            Task<Void> second = party.begin("second", semaphore::acquire);
            TaskOutcomes.settle();
            first.cancel();
            semaphore.release();
            TaskOutcomes.end(first, second);
            assertThat(party.events).containsExactlyInAnyOrder("first cancelled", "second");
            assertThat(semaphore.isLocked()).isTrue();
        });
    }

    @Test
    void thePermitOfTheOnlyTaskThatWaitedIsThereAgainWhenItIsCancelled(EventLoop loop) {
        InTask.run(loop, () -> {
            TaskOutcomes party = new TaskOutcomes();
            Semaphore semaphore = new Semaphore(1);
            semaphore.acquire();
            Task<Void> only = party.begin("only", semaphore::acquire);
            TaskOutcomes.settle();
            semaphore.release();
            only.cancel();
            assertThat(semaphore.isLocked()).isTrue();
            TaskOutcomes.end(only);
            assertThat(semaphore.isLocked()).isFalse();
            assertThat(semaphore.toString()).isEqualTo("Semaphore[permits=1, waiting=0]");
        });
    }

    @Test
    void nobodyHangsWhenTheFirstOfSeveralIsCancelledAsOneIsWoken(EventLoop loop) {
        InTask.run(loop, () -> {
            TaskOutcomes party = new TaskOutcomes();
            Semaphore semaphore = new Semaphore(1);
            Task<Void> holder = party.begin("holder", () -> {
                try (var _ = semaphore.hold()) {
                    TaskOutcomes.turn();
                }
            });
            Task<Void> first = party.begin("first", semaphore::acquire);
            Task<Void> second = party.begin("second", semaphore::acquire);
            loop.callSoon(() -> loop.callSoon(first::cancel));
            TaskOutcomes.end(holder, first, second);
            assertThat(party.events).contains("holder", "first cancelled", "second");
        });
    }
}
