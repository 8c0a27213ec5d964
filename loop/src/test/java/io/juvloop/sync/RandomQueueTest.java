package io.juvloop.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.testing.TaskTest;
import java.util.ArrayDeque;
import java.util.Collections;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Queues in disorder, each checked against a corresponding collection: every item is taken once, in order and
/// by the right task, whichever tasks are cancelled.
@TaskTest
class RandomQueueTest {
    private static final int ROOM = 3;

    @ParameterizedTest(name = "{0}, seed {1}")
    @CsvSource({
        "FIFO, 1",
        "FIFO, 2",
        "FIFO, 3",
        "FIFO, 4",
        "FIFO, 5",
        "FIFO, 6",
        "LIFO, 7",
        "LIFO, 8",
        "LIFO, 9",
        "PRIORITY, 10",
        "PRIORITY, 11",
        "PRIORITY, 12"
    })
    void whatIsPutIsGotOnceInOrderAndInTurn(QueueKind kind, long seed, EventLoop loop) {
        Play play = new Play(kind.make(ROOM), modelOf(kind));
        RandomTasks.run(loop, seed, play);
        play.assertOver();
    }

    private static java.util.Queue<Integer> modelOf(QueueKind kind) {
        return switch (kind) {
            case FIFO -> new ArrayDeque<>();
            case LIFO -> Collections.asLifoQueue(new ArrayDeque<>());
            case PRIORITY -> new java.util.PriorityQueue<>();
        };
    }

    private static final class Play implements RandomTasks.Play {
        private final Queue<Integer> queue;
        private final java.util.Queue<Integer> model;
        private final ArrivalOrder getters = new ArrivalOrder();
        private final ArrivalOrder putters = new ArrivalOrder();
        private int unfinished;

        Play(Queue<Integer> queue, java.util.Queue<Integer> model) {
            this.queue = queue;
            this.model = model;
        }

        @Override
        public void step(RandomTasks disorder) {
            int item = disorder.random.nextInt(1000);
            switch (disorder.random.nextInt(8)) {
                case 0 -> putNow(item);
                case 1 -> getNow();
                case 2, 3, 4 -> disorder.begin(() -> put(disorder, item));
                default -> disorder.begin(() -> get(disorder));
            }
            assertThat(queue.size()).isEqualTo(model.size()).isLessThanOrEqualTo(ROOM);
        }

        private void putNow(int item) {
            if (!queue.isFull()) {
                queue.putNoWait(item);
                putIntoModel(item);
            }
        }

        private void putIntoModel(int item) {
            model.add(item);
            unfinished++;
        }

        private void getNow() {
            if (!queue.isEmpty()) {
                assertThat(queue.getNoWait()).isEqualTo(model.remove());
            }
        }

        private void put(RandomTasks disorder, int item) throws Exception {
            ArrivalOrder.Place me = putters.join();
            try {
                boolean done = disorder.waits(timeout -> {
                    var _ = Async.timeout(timeout, () -> {
                        queue.put(item);
                        return true;
                    });
                });
                if (done) {
                    putIntoModel(item);
                    putters.served(me);
                }
            } finally {
                putters.leave(me);
            }
        }

        private void get(RandomTasks disorder) throws Exception {
            ArrivalOrder.Place me = getters.join();
            try {
                disorder.waits(timeout -> {
                    Integer item = timeout == null ? queue.get() : queue.get(timeout);
                    assertThat(item).isEqualTo(model.remove());
                    getters.served(me);
                });
            } finally {
                getters.leave(me);
            }
        }

        @Override
        public void assertQuiet() {
            assertThat(queue.size()).isEqualTo(model.size());
            assertThat(getters.isEmpty() || model.isEmpty()).isTrue();
            assertThat(putters.isEmpty() || model.size() == ROOM).isTrue();
        }

        @Override
        public void end(RandomTasks disorder) {
            disorder.cancelAll();
        }

        void assertOver() {
            assertThat(queue.toString())
                    .endsWith("[size=" + model.size() + ", maxSize=" + ROOM + ", getters=0, putters=0, unfinished="
                            + unfinished + "]");
        }
    }
}
