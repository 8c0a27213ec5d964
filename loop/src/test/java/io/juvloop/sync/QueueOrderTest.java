package io.juvloop.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.EventLoop;
import io.juvloop.Task;
import io.juvloop.testing.InTask;
import io.juvloop.testing.TaskTest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The order in which the kinds of queue return their items.
@TaskTest
class QueueOrderTest {
    private static <T> List<T> throughput(Queue<T> queue, List<T> items) {
        items.forEach(queue::putNoWait);
        List<T> got = new ArrayList<>();
        while (!queue.isEmpty()) {
            got.add(queue.getNoWait());
        }
        return got;
    }

    @Test
    void firstInFirstOut() {
        assertThat(throughput(new Queue<>(), List.of(1, 3, 2))).containsExactly(1, 3, 2);
    }

    @Test
    void lastInFirstOut() {
        assertThat(throughput(new LifoQueue<>(), List.of(1, 3, 2))).containsExactly(2, 3, 1);
    }

    @Test
    void theLeastFirst() {
        assertThat(throughput(new PriorityQueue<>(), List.of(1, 3, 2))).containsExactly(1, 2, 3);
        assertThat(throughput(
                        new PriorityQueue<>(0, Comparator.comparingInt(String::length)), List.of("bb", "ccc", "a")))
                .containsExactly("a", "bb", "ccc");
    }

    @Test
    void aGetterGetsWhatIsFirstWhenItRuns(EventLoop loop) {
        InTask.run(loop, () -> {
            Queue<Integer> queue = new PriorityQueue<>(2);
            List<Integer> got = new ArrayList<>();
            Task<Void> getter = loop.createTask(() -> {
                got.add(queue.get());
            });
            TaskOutcomes.settle();
            queue.putNoWait(2);
            queue.putNoWait(1);
            assertThatThrownBy(() -> queue.putNoWait(0)).isInstanceOf(QueueFullException.class);
            TaskOutcomes.end(getter);
            assertThat(got).containsExactly(1);
        });
    }

    @Test
    void itemsThatCannotBeComparedAreRefused() {
        Queue<Object> queue = new PriorityQueue<>();
        assertThatThrownBy(() -> queue.putNoWait(new Object())).isInstanceOf(ClassCastException.class);
        assertThat(queue.isEmpty()).isTrue();
        assertThatThrownBy(queue::taskDone).isInstanceOf(IllegalStateException.class);
    }
}
