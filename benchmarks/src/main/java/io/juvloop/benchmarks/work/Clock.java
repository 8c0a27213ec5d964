package io.juvloop.benchmarks.work;

import io.juvloop.benchmarks.process.CpuTime;
import java.io.IOException;
import java.io.UncheckedIOException;

/// A moment of a measured process: the time, and the processor time that it has used.
public record Clock(CpuTime cpu, long nanos) {
    private static final long SELF = ProcessHandle.current().pid();

    /// For the start of a span: the cost of reading comes before it.
    public static Clock begin() {
        CpuTime cpu = cpuTime();
        return new Clock(cpu, System.nanoTime());
    }

    /// For the end of a span: the cost of reading comes after it.
    public static Clock end() {
        long nanos = System.nanoTime();
        return new Clock(cpuTime(), nanos);
    }

    /// Returns what was used since an earlier moment.
    public Tally since(Clock begin, long operations) {
        return new Tally(operations, nanos - begin.nanos, cpu.since(begin.cpu).nanos());
    }

    private static CpuTime cpuTime() {
        try {
            return CpuTime.of(SELF);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
