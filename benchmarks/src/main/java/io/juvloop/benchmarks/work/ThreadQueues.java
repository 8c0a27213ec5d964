package io.juvloop.benchmarks.work;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;

/// Workloads in which two virtual threads hand items over through a queue of the JDK's; the same as [TaskQueues].
final class ThreadQueues {
    private static final Object ITEM = new Object();
    private static final Object END = new Object();

    private ThreadQueues() {}

    /// An item goes back and forth through two unbounded queues; the receiver of an item was waiting for it.
    static void rally(ThreadSpan span) {
        BlockingQueue<Object> there = new LinkedBlockingQueue<>();
        BlockingQueue<Object> back = new LinkedBlockingQueue<>();
        span.add(count -> {
            while (!span.isOver()) {
                there.put(ITEM);
                back.take();
                count.count(2);
            }
            there.put(END);
        });
        span.add(_ -> {
            while (there.take() != END) {
                back.put(ITEM);
            }
        });
    }

    /// One thread puts items into an unbounded queue and yields after each batch, the other gets them.
    @SuppressWarnings("ThreadPriorityCheck") // on one core this lets the other run
    static void batches(ThreadSpan span) {
        BlockingQueue<Object> queue = new LinkedBlockingQueue<>();
        span.add(_ -> {
            while (!span.isOver()) {
                for (int i = 0; i < Side.BATCH; i++) {
                    queue.put(ITEM);
                }
                Thread.yield();
            }
            queue.put(END);
        });
        span.add(count -> consume(queue, count));
    }

    /// One puts into a queue that holds one item, the other gets.
    static void oneByOne(ThreadSpan span) {
        putAndTake(span, new ArrayBlockingQueue<>(1));
    }

    /// The same through a queue without capacity, which the tasks' sync types do not have.
    static void synchronously(ThreadSpan span) {
        putAndTake(span, new SynchronousQueue<>());
    }

    private static void putAndTake(ThreadSpan span, BlockingQueue<Object> queue) {
        span.add(_ -> {
            while (!span.isOver()) {
                queue.put(ITEM);
            }
            queue.put(END);
        });
        span.add(count -> consume(queue, count));
    }

    private static void consume(BlockingQueue<Object> queue, ThreadSpan.Count count) throws InterruptedException {
        while (queue.take() != END) {
            count.count();
        }
    }
}
