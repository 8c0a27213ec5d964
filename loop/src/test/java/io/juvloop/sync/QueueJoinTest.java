package io.juvloop.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.EventLoop;
import io.juvloop.Task;
import io.juvloop.testing.InTask;
import io.juvloop.testing.TaskTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Waiting until every item that was put into a queue has been processed.
@TaskTest
class QueueJoinTest {
    @ParameterizedTest
    @EnumSource
    void anEmptyQueueIsDone(QueueKind kind, EventLoop loop) {
        Queue<Integer> queue = kind.make(0);
        InTask.run(loop, () -> {
            queue.join();
            queue.join();
        });
    }

    @ParameterizedTest
    @EnumSource
    void whatWasNeverPutCannotBeDone(QueueKind kind) {
        Queue<Integer> queue = kind.make(0);
        assertThatThrownBy(queue::taskDone).isInstanceOf(IllegalStateException.class);
        queue.putNoWait(1);
        queue.taskDone();
        assertThatThrownBy(queue::taskDone).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @EnumSource
    void itIsDoneWhenEveryItemIs(QueueKind kind, EventLoop loop) {
        Queue<Integer> queue = kind.make(0);
        int[] sum = new int[1];
        InTask.run(loop, () -> {
            for (int i = 0; i < 100; i++) {
                queue.putNoWait(i);
            }
            Task<?>[] workers = {loop.createTask(() -> work(queue, sum)), loop.createTask(() -> work(queue, sum))};
            queue.join();
            assertThat(sum[0]).isEqualTo(4950);
            queue.shutdown();
            TaskOutcomes.end(workers);
        });
    }

    private static void work(Queue<Integer> queue, int[] sum) {
        try {
            while (true) {
                int item = queue.get();
                TaskOutcomes.turn();
                sum[0] += item;
                queue.taskDone();
            }
        } catch (QueueShutDownException over) {
            assertThat(queue.isEmpty()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void allThatJoinGoOnWhenTheLastItemIsDone(QueueKind kind, EventLoop loop) {
        Queue<Integer> queue = kind.make(0);
        InTask.run(loop, () -> {
            TaskOutcomes party = new TaskOutcomes();
            queue.putNoWait(1);
            queue.putNoWait(2);
            Task<Void> a = party.begin("a", queue::join);
            Task<Void> b = party.begin("b", queue::join);
            queue.get();
            queue.get();
            queue.taskDone();
            TaskOutcomes.settle();
            assertThat(party.events).isEmpty();
            queue.taskDone();
            queue.putNoWait(3);
            TaskOutcomes.end(a, b);
            assertThat(party.events).containsExactly("a", "b");
        });
    }
}
