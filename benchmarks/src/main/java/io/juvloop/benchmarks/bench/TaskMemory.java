package io.juvloop.benchmarks.bench;

import io.juvloop.benchmarks.peer.Jvm;
import io.juvloop.benchmarks.peer.Peer;
import io.juvloop.benchmarks.peer.Repository;
import io.juvloop.benchmarks.peer.Workers;
import io.juvloop.benchmarks.process.WorkerProcess;
import io.juvloop.benchmarks.report.TaskReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The cost of a task that only waits, in a sleep or for a future, among many. [IdleConnections] measures tasks
/// that wait for a connection.
final class TaskMemory {
    private static final List<String> PLACES = List.of("sleep", "future");
    private static final List<Integer> COUNTS = List.of(10_000, 100_000);
    private static final int WARM_UP_ROUNDS = 200;
    private static final int WARM_UP_COUNT = 500;

    private final Options options;
    private final Repository repository;
    private final TaskReport report;

    TaskMemory(Options options, Repository repository, TaskReport report) {
        this.options = options;
        this.repository = repository;
        this.report = report;
    }

    void measure() throws IOException {
        for (Peer peer : Workers.named(options.peers(), options.builds())) {
            for (String place : PLACES) {
                System.err.println("memory: " + peer.name() + ", " + place);
                try {
                    measure(peer, place);
                } catch (Peer.UnavailableException e) {
                    report.addSkipped(peer.name(), e.getMessage());
                }
            }
        }
    }

    private void measure(Peer peer, String place) throws IOException, Peer.UnavailableException {
        List<String> command = new ArrayList<>(options.cores().pinServer());
        command.addAll(peer.command(repository, Jvm.LARGE.with(Memory.PRE_TOUCH)));
        try (WorkerProcess worker = WorkerProcess.start(command, repository.root())) {
            warmUp(worker, place);
            Memory before = Memory.of(worker.pid(), peer.onJvm());
            for (int count : COUNTS) {
                worker.hold(place, count);
                Memory after = Memory.of(worker.pid(), peer.onJvm());
                report.addMemory(new TaskReport.Waiting(
                        peer.name(),
                        place,
                        count,
                        (double) (after.resident() - before.resident()) / count,
                        (double) (after.liveHeap() - before.liveHeap()) / count));
            }
        }
    }

    /// Few at a time, so that little free memory is left over for reuse, but often, because frames of interpreted
    /// code are several times as large as those of compiled code.
    private static void warmUp(WorkerProcess worker, String place) throws IOException {
        for (int round = 0; round < WARM_UP_ROUNDS; round++) {
            worker.hold(place, WARM_UP_COUNT);
            worker.release();
        }
    }
}
