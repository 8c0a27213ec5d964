package io.juvloop.benchmarks.work;

import io.juvloop.Async;
import io.juvloop.sync.Queue;
import java.time.Duration;

/// Workloads in which two tasks hand items over through a queue. An operation is one item handed over.
final class TaskQueues {
    private static final Object ITEM = new Object();
    private static final Object END = new Object();

    private TaskQueues() {}

    /// An item goes back and forth through two unbounded queues; the receiver of an item was waiting for it.
    static void rally(TaskSpan span) {
        Queue<Object> there = new Queue<>();
        Queue<Object> back = new Queue<>();
        span.add(() -> {
            while (!span.isOver()) {
                there.put(ITEM);
                back.get();
                span.count(2);
            }
            there.put(END);
        });
        span.add(() -> {
            while (there.get() != END) {
                back.put(ITEM);
            }
        });
    }

    /// One task puts items into an unbounded queue and yields after each batch, the other gets them.
    static void batches(TaskSpan span) {
        Queue<Object> queue = new Queue<>();
        span.add(() -> {
            while (!span.isOver()) {
                for (int i = 0; i < Side.BATCH; i++) {
                    queue.put(ITEM);
                }
                Async.sleep(Duration.ZERO);
            }
            queue.put(END);
        });
        span.add(() -> consume(span, queue));
    }

    /// One puts into a queue that holds one item, the other gets: both wait at every item.
    static void oneByOne(TaskSpan span) {
        Queue<Object> queue = new Queue<>(1);
        span.add(() -> {
            while (!span.isOver()) {
                queue.put(ITEM);
            }
            queue.put(END);
        });
        span.add(() -> consume(span, queue));
    }

    private static void consume(TaskSpan span, Queue<Object> queue) {
        while (queue.get() != END) {
            span.count();
        }
    }
}
