package io.juvloop.benchmarks.bench;

import io.juvloop.benchmarks.figures.Slice;
import io.juvloop.benchmarks.peer.Peer;
import io.juvloop.benchmarks.process.CoreTime;
import io.juvloop.benchmarks.process.Cores;
import io.juvloop.benchmarks.process.CpuTime;
import io.juvloop.benchmarks.process.LoadGenerator;
import io.juvloop.benchmarks.process.LoadReport;
import io.juvloop.benchmarks.process.ServerProcess;
import java.io.IOException;
import java.time.Duration;

/// A running peer, and the load generator that is connected to it for the present scenario.
record Contender(Peer peer, ServerProcess server, LoadGenerator load, Cores cores) {
    private static final long START = System.nanoTime();

    /// Lets the server work for one slice and measures it from outside. A slice that other programs disturbed is
    /// repeated; the last attempt counts, disturbed or not.
    ///
    /// @param attempts how many there may be
    Slice work(Duration duration, int attempts) throws IOException {
        Slice slice = attempt(duration);
        for (int attempt = 1; slice.isDisturbed() && attempt < attempts; attempt++) {
            slice = attempt(duration);
        }
        return slice;
    }

    private Slice attempt(Duration duration) throws IOException {
        CoreTime coreBefore = CoreTime.of(cores.server());
        CpuTime serverBefore = server.cpuTime();
        CpuTime loadBefore = load.cpuTime();
        long begin = System.nanoTime();
        LoadReport report = load.run(duration);
        long end = System.nanoTime();
        CpuTime.Used used = server.cpuTime().since(serverBefore);
        long serverLost = CoreTime.of(cores.server()).nanosOfOthersSince(coreBefore, used.nanos());
        long loadLost = load.cpuTime().since(loadBefore).waitedNanos();
        if (report.all() == 0) {
            throw new IOException("no message came back in " + duration.toMillis() + " ms");
        }
        double span = end - begin;
        return new Slice(
                begin + (end - begin) / 2 - START,
                report.perSecond(),
                report.latency(),
                report.late(),
                used.nanos() / 1e3 / report.all(),
                used.userTicks(),
                used.systemTicks(),
                used.nanos() / span,
                serverLost / span,
                loadLost / span,
                server.residentKiB());
    }
}
