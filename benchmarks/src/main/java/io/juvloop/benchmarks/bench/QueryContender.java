package io.juvloop.benchmarks.bench;

import io.juvloop.benchmarks.figures.QuerySlice;
import io.juvloop.benchmarks.figures.Slice;
import io.juvloop.benchmarks.peer.Peer;
import io.juvloop.benchmarks.process.CoreTime;
import io.juvloop.benchmarks.process.Cores;
import io.juvloop.benchmarks.process.CpuTime;
import io.juvloop.benchmarks.process.QueryProcess;
import io.juvloop.benchmarks.process.ResidentMemory;
import io.juvloop.benchmarks.query.QueryLine;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A running client of the database, on the load's core, and the database on the server's.
record QueryContender(Peer peer, QueryProcess client, QueryServer server, Cores cores) {
    private static final long START = System.nanoTime();
    private static final int ATTEMPTS = 5;
    private static final double MICRO = 1e3;

    /// Lets it work for one slice. A slice that other programs disturbed is repeated a few times; the last
    /// attempt counts, disturbed or not.
    QuerySlice work(QueryLine line, Duration duration) throws IOException {
        QuerySlice slice = attempt(line, duration);
        for (int attempt = 1; slice != null && slice.slice().isDisturbed() && attempt < ATTEMPTS; attempt++) {
            slice = attempt(line, duration);
        }
        if (slice == null) {
            throw new IOException(peer.name() + " has done " + line.word() + " before, and now cannot");
        }
        return slice;
    }

    /// One slice, disturbed or not; null if the driver has no way to do the line.
    @Nullable
    QuerySlice attempt(QueryLine line, Duration duration) throws IOException {
        CoreTime clientCore = CoreTime.of(cores.load());
        CoreTime serverCore = CoreTime.of(cores.server());
        long serverBefore = server.cpuNanos();
        CpuTime before = client.cpuTime();
        long begin = System.nanoTime();
        QueryProcess.Figures figures = client.run(line, server.expected(line), duration);
        long end = System.nanoTime();
        if (figures == null) {
            return null;
        }
        CpuTime.Used used = client.cpuTime().since(before);
        long serverNanos = server.cpuNanos() - serverBefore;
        double clientLost = CoreTime.of(cores.load()).nanosOfOthersSince(clientCore, used.nanos());
        double serverLost = CoreTime.of(cores.server()).nanosOfOthersSince(serverCore, serverNanos);
        server.tables().takeBack(line, figures.operations());
        double operations = figures.operations();
        Slice slice = new Slice(
                begin + (end - begin) / 2 - START,
                operations * 1e9 / figures.nanos(),
                figures.latency(),
                Double.NaN,
                figures.cpuNanos() / MICRO / operations,
                used.userTicks(),
                used.systemTicks(),
                used.nanos() / (double) (end - begin),
                clientLost / (end - begin),
                server.isOwn() ? serverLost / (end - begin) : 0,
                ResidentMemory.kib(client.pid()));
        return new QuerySlice(
                slice,
                figures.allocated() < 0 ? Double.NaN : figures.allocated() / operations,
                server.isOwn() ? serverNanos / MICRO / operations : Double.NaN);
    }
}
