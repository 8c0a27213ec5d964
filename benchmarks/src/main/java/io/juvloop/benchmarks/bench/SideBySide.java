package io.juvloop.benchmarks.bench;

import io.juvloop.benchmarks.figures.Slice;
import io.juvloop.benchmarks.peer.Jvm;
import io.juvloop.benchmarks.peer.Peer;
import io.juvloop.benchmarks.peer.Repository;
import io.juvloop.benchmarks.process.LoadGenerator;
import io.juvloop.benchmarks.process.Scenario;
import io.juvloop.benchmarks.process.ServerProcess;
import io.juvloop.benchmarks.report.Result;
import io.juvloop.benchmarks.report.Run;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The `echo`, `latency` and `udp` commands, and the greater part of `tls`: all servers up at once, and short slices
/// of load by turns, because a virtual machine's speed changes from second to second and only neighbours in time can
/// be compared.
final class SideBySide {
    private static final int ATTEMPTS = 5;
    private static final Duration WARM_UP_OF_LATER_SCENARIOS = Duration.ofSeconds(2);

    private final Options options;
    private final Repository repository;
    private final Traffic traffic;

    SideBySide(Options options, Repository repository, Traffic traffic) {
        this.traffic = traffic;
        this.options = options;
        this.repository = repository;
    }

    void run() throws IOException, InterruptedException {
        List<Peer> peers = traffic.peers().apply(options.peers(), options.builds());
        try (Servers servers =
                Servers.start(peers, repository, Jvm.STANDARD, options.cores().pinServer())) {
            if (!servers.live().containsKey(traffic.base())) {
                throw new IOException("the base of all ratios did not start: "
                        + servers.skipped().get(traffic.base().name()));
            }
            List<Result> results = new ArrayList<>();
            for (Scenario scenario : options.scenarios()) {
                boolean again = !results.isEmpty() && !traffic.isNewEachTime();
                Duration warmUp = again ? WARM_UP_OF_LATER_SCENARIOS : options.warmup();
                Map<String, List<Slice>> slices = measure(scenario, servers, warmUp);
                Result result =
                        Result.of(scenario.name(), slices, traffic.base().name());
                results.add(result);
                System.out.println(traffic.report().table(result));
            }
            Run run = new Run(results, commands(servers), servers.skipped(), repository, options.builds());
            traffic.report().write(run, options.out());
        }
    }

    private Map<String, List<String>> commands(Servers servers) {
        Map<String, List<String>> commands = new LinkedHashMap<>(servers.commands());
        for (Scenario scenario : options.scenarios()) {
            commands.put(
                    "load, " + scenario.name(),
                    LoadGenerator.command(repository.nativeProgram(traffic.load()), "PORT", scenario, options.cores()));
        }
        return commands;
    }

    private Map<String, List<Slice>> measure(Scenario scenario, Servers servers, Duration warmUp)
            throws IOException, InterruptedException {
        List<Contender> contenders = connect(scenario, servers);
        Map<String, List<Slice>> slices = new LinkedHashMap<>();
        try {
            progress(scenario.name() + ": warming up");
            for (Contender contender : contenders) {
                if (work(contender, warmUp, 1, servers) != null) {
                    slices.put(contender.peer().name(), new ArrayList<>());
                }
            }
            List<Contender> others = contenders.subList(1, contenders.size());
            for (int round = 0; round < options.slices(); round++) {
                progress(scenario.name() + ": round " + (round + 1) + " of " + options.slices());
                playRound(Rotation.round(contenders.getFirst(), others, round), servers, slices);
            }
        } finally {
            for (Contender contender : contenders) {
                contender.load().close();
            }
        }
        return slices;
    }

    /// Gives every running peer one slice; a peer that fails loses its results of this scenario.
    private void playRound(List<Contender> order, Servers servers, Map<String, List<Slice>> slices)
            throws IOException, InterruptedException {
        for (Contender contender : order) {
            String name = contender.peer().name();
            if (slices.containsKey(name)) {
                Slice slice = work(contender, options.slice(), ATTEMPTS, servers);
                if (slice == null) {
                    slices.remove(name);
                } else {
                    slices.get(name).add(slice);
                }
            }
        }
    }

    /// One slice, or null when the contender failed and was taken out of the run; a run cannot go on without
    /// its base.
    private @Nullable Slice work(Contender contender, Duration duration, int attempts, Servers servers)
            throws IOException, InterruptedException {
        try {
            return contender.work(duration, attempts);
        } catch (IOException e) {
            if (contender.peer().equals(traffic.base())) {
                throw e;
            }
            servers.drop(contender.peer(), e);
            return null;
        }
    }

    /// Connects a load generator to each running peer; one that does not accept it is taken out of the run.
    private List<Contender> connect(Scenario scenario, Servers servers) throws IOException, InterruptedException {
        List<Contender> contenders = new ArrayList<>();
        for (Map.Entry<Peer, ServerProcess> entry : List.copyOf(servers.live().entrySet())) {
            Peer peer = entry.getKey();
            try {
                LoadGenerator load = LoadGenerator.connect(
                        repository.nativeProgram(traffic.load()),
                        entry.getValue().port(),
                        scenario,
                        options.cores());
                contenders.add(new Contender(peer, entry.getValue(), load, options.cores()));
            } catch (IOException e) {
                if (peer.equals(traffic.base())) {
                    throw e;
                }
                servers.drop(peer, e);
            }
        }
        return contenders;
    }

    private static void progress(String text) {
        System.err.println(text);
    }
}
