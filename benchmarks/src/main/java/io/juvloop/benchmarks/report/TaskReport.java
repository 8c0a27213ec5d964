package io.juvloop.benchmarks.report;

import io.juvloop.benchmarks.figures.Slice;
import io.juvloop.benchmarks.figures.Statistics;
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

/// The report of a `tasks` or `spawn` run: a table for each workload as soon as it is measured, one of memory,
/// the results for the targets, and a file with every slice.
public final class TaskReport {
    private final Repository repository;
    private final Builds builds;
    private final String command;
    private final List<Result> results = new ArrayList<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private final Map<String, List<String>> commands = new LinkedHashMap<>();
    private final Map<String, String> skipped = new LinkedHashMap<>();

    /// A report of a command, whose name the file gets.
    public TaskReport(Repository repository, Builds builds, String command) {
        this.repository = repository;
        this.builds = builds;
        this.command = command;
    }

    /// The memory of one that waits among so many, in bytes.
    public record Waiting(String peer, String place, int count, double nativeBytes, double heapBytes) {
        double kib() {
            return (nativeBytes + heapBytes) / 1024;
        }
    }

    /// Adds a workload and prints its table.
    public void add(Result result) {
        results.add(result);
        System.out.println(table(result));
    }

    public void addMemory(Waiting figures) {
        waiting.add(figures);
    }

    public void addCommand(String peer, List<String> command) {
        commands.put(peer, command);
    }

    /// Records what could not be measured, and why.
    public void addSkipped(String what, String reason) {
        skipped.put(what, reason);
    }

    /// Returns the table of one workload. `ns` is the time of one operation with its quartiles, `CPU ns` the
    /// process's processor time for it, `x` the ratio of its speed to the base's.
    static String table(Result result) {
        TextTable table = new TextTable("", "ns", "quartiles", "CPU ns", "operations/s", "x", "quartiles");
        result.summaries().forEach((peer, summary) -> {
            Quartiles nanos = nanos(result.slices().get(peer));
            table.add(
                    peer,
                    Decimal.fixed(nanos.median(), 0),
                    Decimal.fixed(nanos.lower(), 0) + "-" + Decimal.fixed(nanos.upper(), 0),
                    Decimal.fixed(summary.cpuPerMessage() * 1000, 0),
                    Decimal.grouped(summary.perSecond()),
                    Decimal.fixed(summary.ratio().median(), 3),
                    Decimal.fixed(summary.ratio().lower(), 3) + "-"
                            + Decimal.fixed(summary.ratio().upper(), 3));
        });
        return result.scenario() + "\n" + table;
    }

    static Quartiles nanos(List<Slice> slices) {
        return Statistics.quartiles(
                slices.stream().map(slice -> 1e9 / slice.perSecond()).toList());
    }

    private String memoryTable() {
        TextTable table = new TextTable("waiting", "in", "how many", "KiB each", "native", "live heap");
        for (Waiting figures : waiting) {
            table.add(
                    figures.peer(),
                    figures.place(),
                    Decimal.grouped(figures.count()),
                    Decimal.fixed(figures.kib(), 2),
                    Decimal.fixed(figures.nativeBytes() / 1024, 2),
                    Decimal.fixed(figures.heapBytes() / 1024, 2));
        }
        return table.toString();
    }

    /// Writes the file into a folder, and prints what the tables of the workloads do not contain.
    public void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path json = folder.resolve(command + ".json");
        Machine machine = Machine.of(repository, builds);
        Files.writeString(json, Json.write(document(machine)));
        if (!waiting.isEmpty()) {
            System.out.println(memoryTable());
        }
        System.out.println(
                "Each ratio is taken slice by slice to the neighbouring slices of the first row; x is its median.");
        skipped.forEach((what, reason) -> System.out.println("skipped " + what + ": " + reason));
        TaskTargets.verdicts(results, waiting).forEach(System.out::println);
        System.out.println(machine.oneLine() + "\nwritten: " + json);
    }

    private Map<String, Object> document(Machine machine) {
        Map<String, Object> document = machine.document(commands, skipped);
        Map<String, Object> workloads = new LinkedHashMap<>();
        results.forEach(result -> workloads.put(result.scenario(), result.byPeer(TaskReport::peer)));
        document.put("workloads", workloads);
        document.put("waiting", waiting.stream().map(TaskReport::memory).toList());
        return document;
    }

    private static Map<String, Object> peer(Summary summary, List<Slice> slices) {
        Quartiles nanos = nanos(slices);
        Map<String, Object> peer = new LinkedHashMap<>();
        peer.put("nanos", nanos.median());
        peer.put("nanos_lower_quartile", nanos.lower());
        peer.put("nanos_upper_quartile", nanos.upper());
        peer.put("cpu_nanos", summary.cpuPerMessage() * 1000);
        peer.put("operations_per_second", summary.perSecond());
        peer.put("ratio", summary.ratio().median());
        peer.put("ratio_lower_quartile", summary.ratio().lower());
        peer.put("ratio_upper_quartile", summary.ratio().upper());
        peer.put(
                "at_seconds", slices.stream().map(slice -> slice.middle() / 1e9).toList());
        peer.put("slices", slices.stream().map(Slice::perSecond).toList());
        return peer;
    }

    private static Map<String, Object> memory(Waiting figures) {
        Map<String, Object> memory = new LinkedHashMap<>();
        memory.put("peer", figures.peer());
        memory.put("place", figures.place());
        memory.put("count", figures.count());
        memory.put("native_bytes", figures.nativeBytes());
        memory.put("heap_bytes", figures.heapBytes());
        return memory;
    }
}
