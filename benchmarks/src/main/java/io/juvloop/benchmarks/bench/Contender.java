package io.juvloop.benchmarks.bench;

import io.juvloop.benchmarks.figures.Slice;
import io.juvloop.benchmarks.peer.Peer;
import io.juvloop.benchmarks.process.CpuTime;
import io.juvloop.benchmarks.process.LoadGenerator;
import io.juvloop.benchmarks.process.LoadGenerator.LoadReport;
import io.juvloop.benchmarks.process.ServerProcess;
import java.io.IOException;
import java.time.Duration;

/// A peer that is up, and the load generator that is connected to it for the present scenario.
record Contender(Peer peer, ServerProcess server, LoadGenerator load) {
    private static final long START = System.nanoTime();

    /// Lets the server work for one slice and measures it from outside.
    Slice work(Duration duration) throws IOException {
        CpuTime before = server.cpuTime();
        CpuTime loadBefore = load.cpuTime();
        long begin = System.nanoTime();
        LoadReport report = load.run(duration);
        long end = System.nanoTime();
        CpuTime.Used used = server.cpuTime().since(before);
        long loadWaited = load.cpuTime().since(loadBefore).waitedNanos();
        if (report.all() == 0) {
            throw new IOException("no message came back in " + duration.toMillis() + " ms");
        }
        double span = end - begin;
        return new Slice(
                begin + (end - begin) / 2 - START,
                report.perSecond(),
                report.p50(),
                report.p99(),
                used.nanos() / 1e3 / report.all(),
                used.userTicks(),
                used.systemTicks(),
                used.nanos() / span,
                loadWaited / span,
                server.residentKiB());
    }
}
