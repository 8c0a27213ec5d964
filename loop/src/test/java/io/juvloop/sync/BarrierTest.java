package io.juvloop.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.EventLoop;
import io.juvloop.Task;
import io.juvloop.testing.InTask;
import io.juvloop.testing.TaskTest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// A barrier: all its parties pass together, each with a number of its own.
@TaskTest
class BarrierTest {
    private final List<Integer> indexes = new ArrayList<>();

    private Task<Void> come(TaskOutcomes party, String name, Barrier barrier) {
        return party.begin(name, () -> indexes.add(barrier.await()));
    }

    private Task<?>[] come(TaskOutcomes party, int count, Barrier barrier) {
        return IntStream.range(0, count)
                .mapToObj(i -> come(party, "task " + i, barrier))
                .toArray(Task<?>[]::new);
    }

    @Test
    void aNewBarrierIsEmpty() {
        Barrier barrier = new Barrier(3);
        assertThat(barrier.parties()).isEqualTo(3);
        assertThat(barrier.waiting()).isZero();
        assertThat(barrier.isBroken()).isFalse();
        assertThat(barrier.toString()).isEqualTo("Barrier[filling, waiting=0 of 3]");
        assertThatThrownBy(() -> new Barrier(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aBarrierForOneLetsEverybodyPass(EventLoop loop) {
        InTask.run(loop, () -> {
            Barrier barrier = new Barrier(1);
            assertThat(barrier.await()).isZero();
            assertThat(barrier.await()).isZero();
        });
    }

    @Test
    void nobodyPassesBeforeTheLastHasCome(EventLoop loop) {
        InTask.run(loop, () -> {
            TaskOutcomes party = new TaskOutcomes();
            Barrier barrier = new Barrier(3);
            Task<?>[] two = come(party, 2, barrier);
            TaskOutcomes.settle();
            assertThat(barrier.waiting()).isEqualTo(2);
            assertThat(party.events).isEmpty();
            assertThat(barrier.await()).isEqualTo(2);
            assertThat(barrier.waiting()).isZero();
            TaskOutcomes.end(two);
            assertThat(indexes).containsExactly(0, 1);
        });
    }

    @Test
    void itCanBeUsedAgainAndAgain(EventLoop loop) {
        InTask.run(loop, () -> {
            Barrier barrier = new Barrier(4);
            int[] rounds = new int[4];
            Task<?>[] tasks = new Task<?>[rounds.length];
            for (int i = 0; i < rounds.length; i++) {
                int me = i;
                tasks[i] = loop.createTask(() -> {
                    for (int round = 0; round < 10; round++) {
                        rounds[me]++;
                        barrier.await();
                        assertThat(rounds).containsOnly(round + 1);
                        barrier.await();
                    }
                });
            }
            TaskOutcomes.end(tasks);
            assertThat(barrier.waiting()).isZero();
        });
    }

    @Test
    void eachOfManyGetsANumberOfItsOwn(EventLoop loop) {
        InTask.run(loop, () -> {
            Task<?>[] tasks = come(new TaskOutcomes(), 100, new Barrier(100));
            TaskOutcomes.end(tasks);
            assertThat(indexes).hasSize(100).doesNotHaveDuplicates().allMatch(index -> index >= 0 && index < 100);
        });
    }

    @Test
    void theyKeepNumbersOfTheirOwnIfOneOfThemWasCancelled(EventLoop loop) {
        InTask.run(loop, () -> {
            TaskOutcomes party = new TaskOutcomes();
            Barrier barrier = new Barrier(3);
            Task<Void> leaves = come(party, "leaves", barrier);
            Task<Void> stays = come(party, "stays", barrier);
            TaskOutcomes.settle();
            leaves.cancel();
            TaskOutcomes.settle();
            assertThat(barrier.waiting()).isOne();
            Task<?>[] others = come(party, 2, barrier);
            TaskOutcomes.end(leaves, stays);
            TaskOutcomes.end(others);
            assertThat(indexes).containsExactlyInAnyOrder(0, 1, 2);
        });
    }

    @Test
    void whoIsCancelledDoesNotCountForOneWhoComesBeforeItHasGone(EventLoop loop) {
        InTask.run(loop, () -> {
            TaskOutcomes party = new TaskOutcomes();
            Barrier barrier = new Barrier(2);
            Task<Void> cancels = party.begin("cancels", () -> {
                Task<Void> leaves = come(party, "leaves", barrier);
                TaskOutcomes.turn();
                leaves.cancel();
                assertThat(barrier.waiting()).isZero();
                indexes.add(barrier.await());
                TaskOutcomes.end(leaves);
            });
            TaskOutcomes.settle();
            assertThat(party.events).containsExactly("leaves cancelled");
            assertThat(barrier.waiting()).isOne();
            assertThat(barrier.await()).isOne();
            TaskOutcomes.end(cancels);
            assertThat(indexes).containsExactly(0);
        });
    }

    @Test
    void lateComersWaitUntilAllThatWereLetGoHaveGone(EventLoop loop) {
        InTask.run(loop, () -> {
            TaskOutcomes party = new TaskOutcomes();
            Barrier barrier = new Barrier(2);
            Task<Void> first = come(party, "first", barrier);
            TaskOutcomes.settle();
            assertThat(barrier.await()).isOne();
            assertThat(barrier.toString()).isEqualTo("Barrier[draining, waiting=0 of 2]");
            Task<Void> later = come(party, "later", barrier);
            assertThat(barrier.await()).isZero();
            TaskOutcomes.end(first, later);
            assertThat(party.events).containsExactly("first", "later");
            assertThat(indexes).containsExactly(0, 1);
        });
    }

    @Test
    void manyMoreThanItTakesPassInGroups(EventLoop loop) {
        InTask.run(loop, () -> {
            TaskOutcomes party = new TaskOutcomes();
            Barrier barrier = new Barrier(3);
            Task<?>[] tasks = come(party, 12, barrier);
            TaskOutcomes.end(tasks);
            assertThat(indexes).hasSize(12);
            for (int index = 0; index < 3; index++) {
                int each = index;
                assertThat(indexes.stream().filter(got -> got == each)).hasSize(4);
            }
        });
    }

    @Test
    void aLateComerThatIsCancelledIsForgotten(EventLoop loop) {
        InTask.run(loop, () -> {
            TaskOutcomes party = new TaskOutcomes();
            Barrier barrier = new Barrier(2);
            Task<Void> first = come(party, "first", barrier);
            TaskOutcomes.settle();
            barrier.await();
            Task<Void> late = come(party, "late", barrier);
            late.cancel();
            TaskOutcomes.end(first, late);
            assertThat(barrier.waiting()).isZero();
            Task<Void> again = come(party, "again", barrier);
            barrier.await();
            TaskOutcomes.end(again);
        });
    }

    @Test
    void whoIsCancelledAfterItWasLetGoDoesNotHoldUpTheOthers(EventLoop loop) {
        InTask.run(loop, () -> {
            TaskOutcomes party = new TaskOutcomes();
            Barrier barrier = new Barrier(3);
            Task<Void> a = come(party, "a", barrier);
            Task<Void> b = come(party, "b", barrier);
            TaskOutcomes.settle();
            assertThat(barrier.await()).isEqualTo(2);
            a.cancel();
            TaskOutcomes.end(a, b);
            assertThat(party.events).containsExactly("a cancelled", "b");
            assertThat(barrier.toString()).contains("filling");
        });
    }
}
