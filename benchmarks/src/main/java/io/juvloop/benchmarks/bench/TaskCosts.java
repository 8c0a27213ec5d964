package io.juvloop.benchmarks.bench;

import io.juvloop.benchmarks.figures.Slice;
import io.juvloop.benchmarks.peer.Jvm;
import io.juvloop.benchmarks.peer.Peer;
import io.juvloop.benchmarks.peer.Repository;
import io.juvloop.benchmarks.peer.Workers;
import io.juvloop.benchmarks.process.WorkerProcess;
import io.juvloop.benchmarks.report.Result;
import io.juvloop.benchmarks.report.TaskReport;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The `tasks` and `spawn` commands. The first measures what it costs to resume a task, to make one, to hand an
/// item over, and to have many that wait; the second, to start children and wait for them. All workers are up at
/// once on one core and take turns of a fraction of a second, like the servers of [SideBySide].
final class TaskCosts {
    /// Measured last, and differently: a process for each figure.
    private static final String MEMORY = "memory";

    private static final List<String> ALL = List.of(
            "yield-1",
            "yield-2",
            "yield-100",
            "yield-10000",
            "park",
            "future",
            "wake-100000",
            "queue",
            "queue-batches",
            "queue-1",
            "queue-synchronous",
            "create",
            "eager",
            MEMORY);

    /// The workloads of the `spawn` command, by the same workers.
    private static final List<String> CHILDREN = List.of("spawn", "spawn-8", "communicate");

    private final Options options;
    private final Repository repository;
    private final List<Peer> peers;
    private final TaskReport report;

    TaskCosts(Options options, Repository repository) {
        this(options, repository, Workers.named(options.peers(), options.builds()));
    }

    TaskCosts(Options options, Repository repository, List<Peer> peers) {
        this.options = options;
        this.repository = repository;
        this.peers = peers;
        this.report =
                new TaskReport(repository, options.builds(), options.command().word());
    }

    /// Returns what is to be measured; an `IllegalArgumentException` names an unknown workload.
    static List<String> workloads(Options options) {
        List<String> all = isAboutChildren(options) ? CHILDREN : ALL;
        for (String name : options.workloads()) {
            if (!all.contains(name)) {
                throw new IllegalArgumentException(
                        "there is no workload " + name + "; there are " + String.join(", ", all));
            }
        }
        return options.workloads().isEmpty() ? all : options.workloads();
    }

    private static boolean isAboutChildren(Options options) {
        return options.command() == Command.SPAWN;
    }

    void run() throws IOException {
        List<String> workloads = workloads(options);
        List<TaskContender> contenders = new ArrayList<>();
        try {
            for (Peer peer : peers) {
                start(peer, contenders);
            }
            if (contenders.isEmpty() || !isBase(contenders.getFirst().peer())) {
                throw new IOException("the base of all ratios did not start");
            }
            for (String workload : workloads) {
                if (!workload.equals(MEMORY)) {
                    report(workload, measure(workload, contenders));
                }
            }
        } finally {
            contenders.forEach(contender -> contender.worker().close());
        }
        if (workloads.contains(MEMORY)) {
            new TaskMemory(options, repository, report).measure();
        }
        report.write(options.out());
    }

    private static boolean isBase(Peer peer) {
        return peer.name().equals(Workers.BASE.name());
    }

    /// Without the base there is nothing to compare, as if only peers were named that cannot do it; each of them is
    /// reported as skipped already.
    private void report(String workload, Map<String, List<Slice>> slices) {
        if (slices.containsKey(base(workload))) {
            report.add(Result.of(workload, slices, base(workload)));
        }
    }

    /// The one workload that juvloop does not have is shown beside what virtual threads do otherwise.
    private static String base(String workload) {
        return workload.equals("queue-synchronous") ? "virtual-threads" : Workers.BASE.name();
    }

    private void start(Peer peer, List<TaskContender> contenders) throws IOException {
        try {
            List<String> command = new ArrayList<>(options.cores().pinServer());
            command.addAll(peer.command(repository, Jvm.LARGE));
            WorkerProcess worker = WorkerProcess.start(command, repository.root());
            contenders.add(new TaskContender(peer, worker, options.cores()));
            report.addCommand(peer.name(), command);
        } catch (Peer.UnavailableException e) {
            report.addSkipped(peer.name(), e.getMessage());
        }
    }

    private Map<String, List<Slice>> measure(String workload, List<TaskContender> all) throws IOException {
        System.err.println(workload + ": warming up");
        Map<String, List<Slice>> slices = new LinkedHashMap<>();
        List<TaskContender> able = new ArrayList<>();
        for (TaskContender contender : all) {
            if (attempt(contender, workload, options.warmup()) != null) {
                able.add(contender);
                slices.put(contender.peer().name(), new ArrayList<>());
            }
        }
        if (able.isEmpty()) {
            return slices;
        }
        List<TaskContender> others = able.subList(1, able.size());
        for (int round = 0; round < options.slices(); round++) {
            for (TaskContender contender : Rotation.round(able.getFirst(), others, round)) {
                slices.get(contender.peer().name()).add(slice(contender, workload));
            }
        }
        return slices;
    }

    /// The work of children is that of other programs, which must not count as a disturbance.
    private Slice slice(TaskContender contender, String workload) throws IOException {
        return isAboutChildren(options)
                ? contender.attempt(workload, options.slice())
                : contender.work(workload, options.slice());
    }

    /// A first slice, or null if the worker cannot do this, which is reported.
    private @Nullable Slice attempt(TaskContender contender, String workload, Duration duration) {
        try {
            return contender.attempt(workload, duration);
        } catch (IOException e) {
            report.addSkipped(contender.peer().name() + ", " + workload, e.getMessage());
            return null;
        }
    }
}
