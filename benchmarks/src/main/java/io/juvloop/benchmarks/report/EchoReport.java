package io.juvloop.benchmarks.report;

import io.juvloop.benchmarks.figures.Slice;
import io.juvloop.benchmarks.figures.Statistics.Quartiles;
import io.juvloop.benchmarks.figures.Summary;
import io.juvloop.benchmarks.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// The report of an `echo`, `udp` or `tls` run: a table for each scenario, a JSON file with every slice, and a
/// picture.
///
/// @param name of the files
/// @param title of the picture
/// @param targets says which targets the results reach
public record EchoReport(String name, String title, Function<List<Result>, List<String>> targets)
        implements ServerReport {
    /// Times are microseconds; `x C` columns are ratios to the C server.
    @Override
    public String table(Result result) {
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
                "quartiles",
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
            quartiles(summary.ratio()),
            Decimal.fixed(summary.p50(), 1),
            Decimal.fixed(summary.p50Ratio(), 2),
            Decimal.fixed(summary.p99(), 1),
            Decimal.fixed(summary.p99Ratio(), 2),
            Decimal.fixed(summary.cpuPerMessage(), 2),
            Decimal.fixed(summary.userPerMessage(), 2),
            Decimal.fixed(summary.systemPerMessage(), 2),
            Decimal.fixed(summary.cpuRatio().median(), 3),
            quartiles(summary.cpuRatio()),
            Decimal.fixed(summary.busy() * 100, 0) + "%",
            Decimal.fixed(summary.residentMiB(), 1)
        };
    }

    private static String quartiles(Quartiles ratio) {
        return Decimal.fixed(ratio.lower(), 3) + "-" + Decimal.fixed(ratio.upper(), 3);
    }

    @Override
    public void write(Run run, Path folder) throws IOException {
        Files.createDirectories(folder);
        Path json = folder.resolve(name + ".json");
        Path chart = folder.resolve(name + ".svg");
        Machine machine = Machine.of(run.repository(), run.builds());
        Files.writeString(json, Json.write(document(run, machine)));
        Files.writeString(chart, new Chart(title, charted(run.results()), machine.oneLine()).svg());
        System.out.println(
                "Each ratio is taken slice by slice to the C server's neighbouring slices; x C is its median."
                        + "\nTimes are microseconds. CPU/msg is exact; its user and system parts are sampled by the kernel.");
        BuildComparison.lines(run.results()).forEach(System.out::println);
        run.printRemarks(targets.apply(run.results()));
        System.out.println(machine.oneLine() + "\nwritten: " + json + ", " + chart);
    }

    /// At a rate all have the same messages a second, of which a picture says nothing.
    private static List<Result> charted(List<Result> results) {
        return results.stream()
                .filter(result -> !result.scenario().contains("/s"))
                .toList();
    }

    private static Map<String, Object> document(Run run, Machine machine) {
        Map<String, Object> document = machine.document(run.commands(), run.skipped());
        Map<String, Object> scenarios = new LinkedHashMap<>();
        run.results().forEach(result -> scenarios.put(result.scenario(), result.byPeer(EchoReport::peer)));
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
        peer.put("cpu_ratio", summary.cpuRatio().median());
        peer.put("cpu_ratio_lower_quartile", summary.cpuRatio().lower());
        peer.put("cpu_ratio_upper_quartile", summary.cpuRatio().upper());
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
