package io.juvloop.benchmarks.bench;

import io.juvloop.benchmarks.figures.Slice;
import io.juvloop.benchmarks.peer.FileReaders;
import io.juvloop.benchmarks.peer.Jvm;
import io.juvloop.benchmarks.peer.Peer;
import io.juvloop.benchmarks.peer.Repository;
import io.juvloop.benchmarks.process.WorkerProcess;
import io.juvloop.benchmarks.report.FileReport;
import io.juvloop.benchmarks.report.Result;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// The `files` command: how fast a cached file is read in pieces, one piece at a time and several. The readers
/// are up at once, on both cores, and take turns of a fraction of a second.
final class FileReading {
    private static final List<String> WORKLOADS = List.of("read-1", "read-8");
    private static final int MEBIBYTE = 1 << 20;

    private final Options options;
    private final Repository repository;
    private final FileReport report;

    FileReading(Options options, Repository repository) {
        this.options = options;
        this.repository = repository;
        this.report = new FileReport(repository, options.builds());
    }

    void run() throws IOException {
        Path file = Files.createTempFile("juvloop-bench", ".bin");
        List<TaskContender> contenders = new ArrayList<>();
        try {
            fill(file);
            for (Peer peer : FileReaders.named(options.peers(), options.builds(), file)) {
                start(peer, contenders);
            }
            for (String workload : WORKLOADS) {
                report.add(Result.of(workload, measure(workload, contenders), FileReaders.BASE));
            }
        } finally {
            contenders.forEach(contender -> contender.worker().close());
            Files.delete(file);
        }
        report.write(options.out());
    }

    private void fill(Path file) throws IOException {
        byte[] block = new byte[MEBIBYTE];
        new Random(1).nextBytes(block);
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int i = 0; i < options.mebibytes(); i++) {
                out.write(block);
            }
        }
    }

    private void start(Peer peer, List<TaskContender> contenders) throws IOException {
        List<String> command = new ArrayList<>(options.cores().both());
        try {
            command.addAll(peer.command(repository, Jvm.STANDARD));
        } catch (Peer.UnavailableException e) {
            report.addSkipped(peer.name(), e.getMessage());
            return;
        }
        report.addCommand(peer.name(), command);
        contenders.add(new TaskContender(peer, WorkerProcess.start(command, repository.root()), options.cores()));
    }

    private Map<String, List<Slice>> measure(String workload, List<TaskContender> all) throws IOException {
        System.err.println(workload + ": warming up");
        Map<String, List<Slice>> slices = new LinkedHashMap<>();
        List<TaskContender> able = new ArrayList<>();
        for (TaskContender contender : all) {
            if (!FileReaders.does(contender.peer().name(), workload)) {
                continue;
            }
            try {
                var _ = contender.attempt(workload, options.warmup());
                able.add(contender);
                slices.put(contender.peer().name(), new ArrayList<>());
            } catch (IOException e) {
                report.addSkipped(contender.peer().name() + ", " + workload, e.getMessage());
            }
        }
        for (int round = 0; round < options.slices(); round++) {
            for (TaskContender contender : Rotation.round(able.getFirst(), able.subList(1, able.size()), round)) {
                slices.get(contender.peer().name()).add(contender.work(workload, options.slice()));
            }
        }
        return slices;
    }
}
