package io.juvloop.benchmarks.work;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// A measured span of ordinary virtual threads, which begin together and each count their own operations until it
/// is over.
///
/// [#begin], [#end] and [#isOver] any thread; the rest is for the thread that measures.
final class ThreadSpan {
    private static final int BEGIN_PARTS = 5;

    private final CountDownLatch gate = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();
    private final List<Count> counts = new ArrayList<>();
    private volatile boolean over;
    private volatile long before;
    private volatile Clock begin;
    private volatile Tally tally;

    /// The body of one thread.
    @FunctionalInterface
    interface Body {
        void run(Count count) throws InterruptedException;
    }

    /// The operations of one thread, which alone counts; any thread reads.
    static final class Count {
        private final AtomicLong operations = new AtomicLong();

        void count() {
            count(1);
        }

        void count(int more) {
            operations.setOpaque(operations.getPlain() + more);
        }
    }

    private ThreadSpan() {}

    /// Runs the threads that `setUp` adds.
    static Tally measure(Duration duration, Consumer<ThreadSpan> setUp) throws InterruptedException {
        ThreadSpan span = new ThreadSpan();
        setUp.accept(span);
        span.gate.countDown();
        Thread.sleep(duration.dividedBy(BEGIN_PARTS));
        span.begin();
        Thread.sleep(duration);
        span.end();
        for (Thread thread : span.threads) {
            thread.join();
        }
        return span.tally;
    }

    private long operations() {
        return counts.stream().mapToLong(count -> count.operations.getOpaque()).sum();
    }

    /// Adds a thread, which begins with the others.
    void add(Body body) {
        Count count = newCount();
        threads.add(Thread.ofVirtual().start(() -> {
            try {
                gate.await();
                body.run(count);
            } catch (InterruptedException e) {
                throw new IllegalStateException("a measurement must not be interrupted", e);
            }
        }));
    }

    /// Returns a count for a thread that is not awaited and has no part in the start.
    Count newCount() {
        Count count = new Count();
        counts.add(count);
        return count;
    }

    boolean isOver() {
        return over;
    }

    /// Starts the span. Calling it again moves the start, as a thread that works in rounds does.
    void begin() {
        before = operations();
        begin = Clock.begin();
    }

    /// Ends the span. Calling it again moves the end.
    void end() {
        long counted = operations() - before;
        tally = Clock.end().since(begin, counted);
        over = true;
    }
}
