package io.juvloop.benchmarks.report;

import io.juvloop.benchmarks.figures.Histogram;
import io.juvloop.benchmarks.figures.LatencySummary;
import io.juvloop.benchmarks.figures.Slice;
import io.juvloop.benchmarks.figures.Statistics.Quartiles;
import io.juvloop.benchmarks.figures.Summary;
import io.juvloop.benchmarks.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// The report of a `latency` run: a table for each rate, `latency.json` with every slice and the whole histogram,
/// and `latency.svg`.
public final class LatencyReport implements ServerReport {
    /// The percentiles of tables, files and pictures, by name.
    static final Map<String, Double> PERCENTILES = percentiles();

    private static Map<String, Double> percentiles() {
        Map<String, Double> shares = new LinkedHashMap<>();
        shares.put("p50", 0.5);
        shares.put("p90", 0.9);
        shares.put("p99", 0.99);
        shares.put("p99.9", 0.999);
        shares.put("p99.99", 0.9999);
        return shares;
    }

    /// The latencies of each peer, in their order.
    static Map<String, LatencySummary> summaries(Result result) {
        List<Slice> base = result.slices().get(result.base());
        return result.byPeer((summary, slices) -> LatencySummary.of(slices, base));
    }

    /// Times are microseconds; percentiles are those of all messages, `x C` columns ratios to the C server.
    @Override
    public String table(Result result) {
        TextTable table = new TextTable(
                "peer",
                "msgs/s",
                "p50",
                "p90",
                "p99",
                "p99.9",
                "p99.99",
                "max",
                "p50 x C",
                "p99 x C",
                "p99.9 x C",
                "quartiles",
                "of all x C",
                "CPU/msg",
                "x C",
                "left late");
        summaries(result)
                .forEach((peer, latency) -> table.add(
                        row(peer, latency, result.summaries().get(peer)).toArray(String[]::new)));
        return result.scenario() + "\n" + table;
    }

    private static List<String> row(String peer, LatencySummary latency, Summary summary) {
        Histogram all = latency.all();
        return List.of(
                peer,
                Decimal.grouped(summary.perSecond()),
                Decimal.fixed(all.quantile(0.5), 1),
                Decimal.fixed(all.quantile(0.9), 1),
                Decimal.fixed(all.quantile(0.99), 1),
                Decimal.fixed(all.quantile(0.999), 1),
                Decimal.fixed(all.quantile(0.9999), 1),
                Decimal.fixed(all.max(), 1),
                Decimal.fixed(latency.p50Ratio().median(), 2),
                Decimal.fixed(latency.p99Ratio().median(), 2),
                Decimal.fixed(latency.p999Ratio().median(), 2),
                Decimal.fixed(latency.p999Ratio().lower(), 2) + "-"
                        + Decimal.fixed(latency.p999Ratio().upper(), 2),
                Decimal.fixed(latency.p999RatioOfAll(), 2),
                Decimal.fixed(summary.cpuPerMessage(), 2),
                Decimal.fixed(summary.cpuRatio().median(), 3),
                Decimal.fixed(latency.late(), 1));
    }

    @Override
    public void write(Run run, Path folder) throws IOException {
        Files.createDirectories(folder);
        Path json = folder.resolve("latency.json");
        Path chart = folder.resolve("latency.svg");
        Machine machine = Machine.of(run.repository(), run.builds());
        Map<String, Object> document = machine.document(run.commands(), run.skipped());
        Map<String, Object> scenarios = new LinkedHashMap<>();
        run.results().forEach(result -> scenarios.put(result.scenario(), peers(result)));
        document.put("scenarios", scenarios);
        Files.writeString(json, Json.write(document));
        Files.writeString(chart, new LatencyChart(run.results(), machine.oneLine()).svg());
        System.out.println("Times are microseconds from the time at which a message was due, whatever made it wait."
                + "\nPercentiles are those of all messages; x C is taken slice by slice to the C server's neighbouring"
                + " slices,\nits median and for p99.9 its quartiles; \"of all\" divides the p99.9 of all messages."
                + "\n\"left late\" is the load generator's own part: 999 in 1000 messages left at most so late.");
        run.printRemarks(LatencyTargets.verdicts(run.results()));
        System.out.println(machine.oneLine() + "\nwritten: " + json + ", " + chart);
    }

    private static Map<String, Object> peers(Result result) {
        Map<String, Object> peers = new LinkedHashMap<>();
        summaries(result).forEach((peer, latency) -> {
            Map<String, Object> figures = new LinkedHashMap<>();
            Summary summary = result.summaries().get(peer);
            figures.put("messages", latency.all().count());
            figures.put("messages_per_second", summary.perSecond());
            PERCENTILES.forEach(
                    (name, share) -> figures.put(key(name), latency.all().quantile(share)));
            figures.put("max_us", latency.all().max());
            putRatio(figures, "p50_ratio", latency.p50Ratio());
            putRatio(figures, "p99_ratio", latency.p99Ratio());
            putRatio(figures, "p999_ratio", latency.p999Ratio());
            figures.put("p999_ratio_of_all", latency.p999RatioOfAll());
            figures.put("cpu_us_per_message", summary.cpuPerMessage());
            putRatio(figures, "cpu_ratio", summary.cpuRatio());
            figures.put("left_late_p999_us", latency.late());
            figures.put("slices", slices(result.slices().get(peer)));
            figures.put("histogram", histogram(latency.all()));
            peers.put(peer, figures);
        });
        return peers;
    }

    /// `p99.9` as the file names it: `p999_us`.
    private static String key(String percentile) {
        return percentile.replace(".", "") + "_us";
    }

    private static void putRatio(Map<String, Object> figures, String name, Quartiles ratio) {
        figures.put(name, ratio.median());
        figures.put(name + "_lower_quartile", ratio.lower());
        figures.put(name + "_upper_quartile", ratio.upper());
    }

    private static Map<String, Object> slices(List<Slice> slices) {
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("at_seconds", column(slices, slice -> slice.middle() / 1e9));
        PERCENTILES.forEach((name, share) ->
                columns.put(key(name), column(slices, slice -> slice.latency().quantile(share))));
        columns.put("max_us", column(slices, slice -> slice.latency().max()));
        columns.put("left_late_p999_us", column(slices, Slice::late));
        columns.put("cpu_us_per_message", column(slices, Slice::cpuPerMessage));
        columns.put("server_core_lost", column(slices, Slice::serverLost));
        columns.put("load_core_lost", column(slices, Slice::loadLost));
        return columns;
    }

    private static List<Number> column(List<Slice> slices, Function<Slice, Number> figure) {
        return slices.stream().map(figure).toList();
    }

    private static Map<String, Object> histogram(Histogram all) {
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("us", Arrays.stream(all.micros()).boxed().toList());
        columns.put("counts", Arrays.stream(all.counts()).boxed().toList());
        return columns;
    }
}
