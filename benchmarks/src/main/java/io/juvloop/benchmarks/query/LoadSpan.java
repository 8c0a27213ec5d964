package io.juvloop.benchmarks.query;

import io.juvloop.benchmarks.work.Clock;
import io.juvloop.benchmarks.work.Tally;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/// A measured span of one client: it begins with the first operation, and after its duration no new operation
/// starts. It ends when the last one has its answer, so every operation counts.
///
/// One thread at a time. A client of several threads has a span [#part] for each.
final class LoadSpan {
    private final Expected expected;
    private final long deadline;
    private final Clock begin;
    private final long allocatedBefore;
    private final Latencies latencies = new Latencies();
    private long operations;

    private LoadSpan(Expected expected, long deadline, Clock begin, long allocatedBefore) {
        this.expected = expected;
        this.deadline = deadline;
        this.begin = begin;
        this.allocatedBefore = allocatedBefore;
    }

    static LoadSpan begin(Expected expected, Duration duration) {
        long allocated = allocated();
        Clock begin = Clock.begin();
        return new LoadSpan(expected, begin.nanos() + duration.toNanos(), begin, allocated);
    }

    /// The part of one thread.
    LoadSpan part() {
        return new LoadSpan(expected, deadline, begin, allocatedBefore);
    }

    /// Adds what a thread has done.
    void add(LoadSpan part) {
        operations += part.operations;
        latencies.addAll(part.latencies);
    }

    boolean isOver() {
        return System.nanoTime() >= deadline;
    }

    /// Counts one operation, after a look at its answer; an `IllegalStateException` says what is wrong with that.
    ///
    /// @param begun when it began, by [System#nanoTime]
    void count(long begun, long rows, long sum) {
        expected.check(rows, sum);
        latencies.add(System.nanoTime() - begun);
        operations++;
    }

    /// Ends the span. Returns `OPERATIONS NANOS CPU_NANOS ALLOCATED` and the latencies.
    String end() {
        Tally tally = Clock.end().since(begin, operations);
        long allocated = allocated() - allocatedBefore;
        return operations + " " + tally.nanos() + " " + tally.cpuNanos() + " " + allocated + " " + latencies;
    }

    /// The bytes of all objects that this JVM has made.
    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getTotalThreadAllocatedBytes();
    }
}
