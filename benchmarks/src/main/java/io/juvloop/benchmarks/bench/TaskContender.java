package io.juvloop.benchmarks.bench;

import io.juvloop.benchmarks.figures.Histogram;
import io.juvloop.benchmarks.figures.Slice;
import io.juvloop.benchmarks.peer.Peer;
import io.juvloop.benchmarks.process.CoreTime;
import io.juvloop.benchmarks.process.Cores;
import io.juvloop.benchmarks.process.CpuTime;
import io.juvloop.benchmarks.process.ResidentMemory;
import io.juvloop.benchmarks.process.WorkerProcess;
import io.juvloop.benchmarks.work.Tally;
import java.io.IOException;
import java.time.Duration;

/// A running worker. It needs one core, because it makes its own load.
record TaskContender(Peer peer, WorkerProcess worker, Cores cores) {
    private static final long START = System.nanoTime();
    private static final int ATTEMPTS = 5;

    /// Lets it work for one slice. A slice that other programs disturbed is repeated a few times; the last
    /// attempt counts, disturbed or not.
    Slice work(String workload, Duration duration) throws IOException {
        Slice slice = attempt(workload, duration);
        for (int attempt = 1; slice.isDisturbed() && attempt < ATTEMPTS; attempt++) {
            slice = attempt(workload, duration);
        }
        return slice;
    }

    /// One slice, disturbed or not.
    Slice attempt(String workload, Duration duration) throws IOException {
        CoreTime coreBefore = CoreTime.of(cores.server());
        CpuTime before = worker.cpuTime();
        long begin = System.nanoTime();
        Tally tally = worker.run(workload, duration);
        long end = System.nanoTime();
        CpuTime.Used used = worker.cpuTime().since(before);
        double lost = CoreTime.of(cores.server()).nanosOfOthersSince(coreBefore, used.nanos());
        if (tally.operations() == 0) {
            throw new IOException(peer.name() + " did nothing of " + workload + " in " + duration.toMillis() + " ms");
        }
        return new Slice(
                begin + (end - begin) / 2 - START,
                tally.operations() * 1e9 / tally.nanos(),
                Histogram.EMPTY,
                Double.NaN,
                tally.cpuNanos() / 1e3 / tally.operations(),
                used.userTicks(),
                used.systemTicks(),
                used.nanos() / (double) (end - begin),
                lost / (end - begin),
                0,
                ResidentMemory.kib(worker.pid()));
    }
}
