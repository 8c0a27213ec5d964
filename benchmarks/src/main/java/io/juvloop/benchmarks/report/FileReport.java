package io.juvloop.benchmarks.report;

import io.juvloop.benchmarks.figures.Slice;
import io.juvloop.benchmarks.figures.Statistics.Quartiles;
import io.juvloop.benchmarks.figures.Summary;
import io.juvloop.benchmarks.json.Json;
import io.juvloop.benchmarks.peer.Builds;
import io.juvloop.benchmarks.peer.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The report of a `files` run: a table for each workload, the result for the target, and `files.json` with every
/// slice.
public final class FileReport {
    private static final String OURS = "juvloop";
    private static final double PIECE_GIB = 64.0 / (1 << 20);

    private final Repository repository;
    private final Builds builds;
    private final List<Result> results = new ArrayList<>();
    private final Map<String, List<String>> commands = new LinkedHashMap<>();
    private final Map<String, String> skipped = new LinkedHashMap<>();

    public FileReport(Repository repository, Builds builds) {
        this.repository = repository;
        this.builds = builds;
    }

    /// Adds a workload and prints its table.
    public void add(Result result) {
        results.add(result);
        System.out.println(table(result));
    }

    public void addCommand(String peer, List<String> command) {
        commands.put(peer, command);
    }

    /// Records what could not be measured, and why.
    public void addSkipped(String what, String reason) {
        skipped.put(what, reason);
    }

    /// Returns the table of one workload. `us` is the time of one piece with its quartiles, `CPU us` the
    /// process's processor time for it, `x` the ratio of its speed to the base's.
    static String table(Result result) {
        TextTable table = new TextTable("", "us", "quartiles", "CPU us", "GiB/s", "x", "quartiles");
        result.summaries().forEach((peer, summary) -> {
            Quartiles nanos = TaskReport.nanos(result.slices().get(peer));
            table.add(
                    peer,
                    Decimal.fixed(nanos.median() / 1000, 1),
                    Decimal.fixed(nanos.lower() / 1000, 1) + "-" + Decimal.fixed(nanos.upper() / 1000, 1),
                    Decimal.fixed(summary.cpuPerMessage(), 1),
                    Decimal.fixed(summary.perSecond() * PIECE_GIB, 2),
                    Decimal.fixed(summary.ratio().median(), 3),
                    Decimal.fixed(summary.ratio().lower(), 3) + "-"
                            + Decimal.fixed(summary.ratio().upper(), 3));
        });
        return result.scenario() + ", pieces of 64 KiB\n" + table;
    }

    /// Writes the file into a folder, and prints what the tables do not contain.
    public void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path json = folder.resolve("files.json");
        Machine machine = Machine.of(repository, builds);
        Files.writeString(json, Json.write(document(machine)));
        System.out.println(
                "Each ratio is taken slice by slice to the neighbouring slices of the first row; x is its median.");
        skipped.forEach((what, reason) -> System.out.println("skipped " + what + ": " + reason));
        for (Result result : results) {
            Summary ours = result.summaries().get(OURS);
            if (ours != null) {
                String what = result.scenario() + ", pieces for each of AsynchronousFileChannel's";
                System.out.println(Verdict.atLeast(what, ours.ratio().median(), 1, 3));
            }
        }
        System.out.println(machine.oneLine() + "\nwritten: " + json);
    }

    private Map<String, Object> document(Machine machine) {
        Map<String, Object> document = machine.document(commands, skipped);
        Map<String, Object> workloads = new LinkedHashMap<>();
        results.forEach(result -> workloads.put(result.scenario(), result.byPeer(FileReport::reader)));
        document.put("workloads", workloads);
        return document;
    }

    private static Map<String, Object> reader(Summary summary, List<Slice> slices) {
        Map<String, Object> reader = new LinkedHashMap<>();
        reader.put("pieces_per_second", summary.perSecond());
        reader.put("cpu_micros", summary.cpuPerMessage());
        reader.put("ratio", summary.ratio().median());
        reader.put("ratio_lower_quartile", summary.ratio().lower());
        reader.put("ratio_upper_quartile", summary.ratio().upper());
        reader.put("slices", slices.stream().map(Slice::perSecond).toList());
        return reader;
    }
}
