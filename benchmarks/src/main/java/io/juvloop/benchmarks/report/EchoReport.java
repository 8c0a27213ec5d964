package io.juvloop.benchmarks.report;

import io.juvloop.benchmarks.figures.Slice;
import io.juvloop.benchmarks.figures.Summary;
import io.juvloop.benchmarks.json.Json;
import io.juvloop.benchmarks.peer.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// What an `echo` run leaves behind: a table for each scenario, `echo.json` with every slice, and `echo.svg`.
public record EchoReport(
        List<Result> results, Map<String, List<String>> commands, Map<String, String> skipped, Repository repository) {

    /// The table of one scenario. Times are microseconds; `x C` columns are ratios to the C server.
    public static String table(Result result) {
        TextTable table = new TextTable(
                "peer",
                "msgs/s",
                "x C",
                "quartiles",
                "p50",
                "x C",
                "p99",
                "x C",
                "CPU/msg",
                "user",
                "system",
                "x C",
                "busy",
                "RSS MiB");
        result.summaries().forEach((peer, summary) -> table.add(row(peer, summary)));
        return result.scenario() + "\n" + table;
    }

    private static String[] row(String peer, Summary summary) {
        return new String[] {
            peer,
            Decimal.grouped(summary.perSecond()),
            Decimal.fixed(summary.ratio().median(), 3),
            Decimal.fixed(summary.ratio().lower(), 3) + "-"
                    + Decimal.fixed(summary.ratio().upper(), 3),
            Decimal.fixed(summary.p50(), 1),
            Decimal.fixed(summary.p50Ratio(), 2),
            Decimal.fixed(summary.p99(), 1),
            Decimal.fixed(summary.p99Ratio(), 2),
            Decimal.fixed(summary.cpuPerMessage(), 2),
            Decimal.fixed(summary.userPerMessage(), 2),
            Decimal.fixed(summary.systemPerMessage(), 2),
            Decimal.fixed(summary.cpuRatio(), 3),
            Decimal.fixed(summary.busy() * 100, 0) + "%",
            Decimal.fixed(summary.residentMiB(), 1)
        };
    }

    /// Writes the files into a folder, and says on standard output what a table cannot.
    public void write(Path folder, String name) throws IOException {
        Files.createDirectories(folder);
        Path json = folder.resolve(name + ".json");
        Path chart = folder.resolve(name + ".svg");
        Machine machine = Machine.of(repository);
        Files.writeString(json, Json.write(document(machine)));
        Files.writeString(chart, new Chart(results, machine.oneLine()).svg());
        System.out.println(
                "Each ratio is taken slice by slice to the C server's neighbouring slices; x C is its median."
                        + "\nTimes are microseconds. CPU/msg is exact; its user and system parts are sampled by the kernel.");
        System.out.println(quietness());
        skipped.forEach((peer, reason) -> System.out.println("skipped " + peer + ": " + reason));
        Targets.verdicts(results).forEach(System.out::println);
        System.out.println(machine.oneLine() + "\nwritten: " + json + ", " + chart);
    }

    private String quietness() {
        List<Slice> all = results.stream()
                .flatMap(result -> result.slices().values().stream())
                .flatMap(List::stream)
                .toList();
        long disturbed = all.stream().filter(Slice::isDisturbed).count();
        return disturbed + " of " + all.size() + " slices were disturbed by other programs, and again when repeated.";
    }

    private Map<String, Object> document(Machine machine) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("machine", machine.description());
        document.put("versions", machine.versions());
        Map<String, String> commandLines = new LinkedHashMap<>();
        commands.forEach((peer, words) -> commandLines.put(peer, machine.portable(words)));
        document.put("commands", commandLines);
        document.put("skipped", skipped);
        Map<String, Object> scenarios = new LinkedHashMap<>();
        results.forEach(result -> scenarios.put(result.scenario(), result.byPeer(EchoReport::peer)));
        document.put("scenarios", scenarios);
        return document;
    }

    private static Map<String, Object> peer(Summary summary, List<Slice> slices) {
        Map<String, Object> peer = new LinkedHashMap<>();
        peer.put("messages_per_second", summary.perSecond());
        peer.put("ratio", summary.ratio().median());
        peer.put("ratio_lower_quartile", summary.ratio().lower());
        peer.put("ratio_upper_quartile", summary.ratio().upper());
        peer.put("p50_us", summary.p50());
        peer.put("p50_ratio", summary.p50Ratio());
        peer.put("p99_us", summary.p99());
        peer.put("p99_ratio", summary.p99Ratio());
        peer.put("cpu_us_per_message", summary.cpuPerMessage());
        peer.put("cpu_ratio", summary.cpuRatio());
        peer.put("user_us_per_message", summary.userPerMessage());
        peer.put("system_us_per_message", summary.systemPerMessage());
        peer.put("busy", summary.busy());
        peer.put("resident_mib", summary.residentMiB());
        peer.put("slices", slices(slices));
        return peer;
    }

    private static Map<String, Object> slices(List<Slice> slices) {
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("at_seconds", column(slices, slice -> slice.middle() / 1e9));
        columns.put("messages_per_second", column(slices, Slice::perSecond));
        columns.put("p50_us", column(slices, Slice::p50));
        columns.put("p99_us", column(slices, Slice::p99));
        columns.put("cpu_us_per_message", column(slices, Slice::cpuPerMessage));
        columns.put("user_ticks", column(slices, Slice::userTicks));
        columns.put("system_ticks", column(slices, Slice::systemTicks));
        columns.put("busy", column(slices, Slice::busy));
        columns.put("server_core_lost", column(slices, Slice::serverLost));
        columns.put("load_core_lost", column(slices, Slice::loadLost));
        columns.put("resident_kib", column(slices, Slice::residentKiB));
        return columns;
    }

    private static List<Number> column(List<Slice> slices, Function<Slice, Number> figure) {
        return slices.stream().map(figure).toList();
    }
}
