package io.juvloop.benchmarks.report;

import io.juvloop.benchmarks.figures.QuerySlice;
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
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/// The report of a `postgres` run: a table for each line as soon as it is measured, the results for the targets,
/// `postgres.json` with every slice, and `postgres.svg`.
public final class QueryReport {
    private final Repository repository;
    private final Builds builds;
    private final List<QueryResult> results = new ArrayList<>();
    private final List<ClientFigure> figures = new ArrayList<>();
    private final Map<String, List<String>> commands = new LinkedHashMap<>();
    private final Map<String, String> skipped = new LinkedHashMap<>();
    private String server = "unknown";

    /// A report of a run of this checkout.
    public QueryReport(Repository repository, Builds builds) {
        this.repository = repository;
        this.builds = builds;
    }

    /// Notes the version of the server.
    public void setServer(String version) {
        server = version;
    }

    /// Adds a line and prints its table.
    public void add(QueryResult result) {
        results.add(result);
        System.out.println(table(result));
    }

    /// Adds a figure that is no matter of slices.
    public void add(ClientFigure figure) {
        figures.add(figure);
    }

    public void addCommand(String driver, List<String> command) {
        commands.put(driver, command);
    }

    /// Records what could not be measured, and why.
    public void addSkipped(String what, String reason) {
        skipped.put(what, reason);
    }

    /// Returns the table of one line, in which a query is one operation of it. `CPU us` is the client's processor time,
    /// `x` its ratio to the base's; times are microseconds, `bytes` those of the objects that it made for a query.
    static String table(QueryResult line) {
        TextTable table = new TextTable(
                "",
                "CPU us",
                "quartiles",
                "x",
                "quartiles",
                "queries/s",
                "x",
                "p50",
                "p99",
                "bytes",
                "server us",
                "busy");
        line.result().summaries().forEach((driver, summary) -> {
            Quartiles cpu = cpu(line, driver);
            table.add(
                    driver,
                    Decimal.fixed(cpu.median(), 2),
                    Decimal.fixed(cpu.lower(), 2) + "-" + Decimal.fixed(cpu.upper(), 2),
                    Decimal.fixed(summary.cpuRatio().median(), 3),
                    Decimal.fixed(summary.cpuRatio().lower(), 3) + "-"
                            + Decimal.fixed(summary.cpuRatio().upper(), 3),
                    Decimal.grouped(summary.perSecond()),
                    Decimal.fixed(summary.ratio().median(), 3),
                    Decimal.fixed(summary.p50(), 1),
                    Decimal.fixed(summary.p99(), 1),
                    Decimal.grouped(line.allocated(driver)),
                    Decimal.fixed(line.serverCpu(driver), 2),
                    Decimal.fixed(summary.busy() * 100, 0) + "%");
        });
        return line.line().title() + "\n" + table;
    }

    /// The client's processor time for a query.
    static Quartiles cpu(QueryResult line, String driver) {
        return Statistics.quartiles(line.result().slices().get(driver).stream()
                .map(Slice::cpuPerMessage)
                .toList());
    }

    /// Writes the files into a folder, and prints what the tables do not contain.
    public void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path json = folder.resolve("postgres.json");
        Machine machine = Machine.of(repository, builds);
        machine.versions().put("postgresql", server);
        Files.writeString(json, Json.write(document(machine)));
        String written = json.toString();
        if (!results.isEmpty()) {
            Path chart = folder.resolve("postgres.svg");
            Files.writeString(chart, new QueryChart(results, foot(machine)).svg());
            written += ", " + chart;
        }
        if (!figures.isEmpty()) {
            System.out.println(ClientFigure.table(figures));
        }
        System.out.println(
                "Each ratio is taken slice by slice to the neighbouring slices of the first row; x is its median.");
        new Run(results.stream().map(QueryResult::result).toList(), commands, skipped, repository, builds)
                .printRemarks(QueryTargets.verdicts(results, figures));
        System.out.println(foot(machine) + "\nwritten: " + written);
    }

    private String foot(Machine machine) {
        return machine.oneLine() + ", PostgreSQL " + server;
    }

    private Map<String, Object> document(Machine machine) {
        Map<String, Object> document = machine.document(commands, skipped);
        Map<String, Object> lines = new LinkedHashMap<>();
        for (QueryResult line : results) {
            lines.put(line.result().scenario(), line.result().byPeer((summary, slices) -> driver(summary, slices)));
            line.slices().forEach((driver, slices) -> addQueries(lines, line, driver, slices));
        }
        document.put("lines", lines);
        document.put("figures", figures.stream().map(ClientFigure::document).toList());
        return document;
    }

    private static Map<String, Object> driver(Summary summary, List<Slice> slices) {
        Map<String, Object> driver = new LinkedHashMap<>();
        driver.put("cpu_us_per_query", Statistics.median(column(slices, Slice::cpuPerMessage)));
        driver.put("cpu_ratio", summary.cpuRatio().median());
        driver.put("cpu_ratio_lower_quartile", summary.cpuRatio().lower());
        driver.put("cpu_ratio_upper_quartile", summary.cpuRatio().upper());
        driver.put("queries_per_second", summary.perSecond());
        driver.put("queries_ratio", summary.ratio().median());
        driver.put("p50_us", summary.p50());
        driver.put("p99_us", summary.p99());
        driver.put("resident_mib", summary.residentMiB());
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("at_seconds", column(slices, slice -> slice.middle() / 1e9));
        columns.put("cpu_us_per_query", column(slices, Slice::cpuPerMessage));
        columns.put("queries_per_second", column(slices, Slice::perSecond));
        columns.put("p99_us", column(slices, Slice::p99));
        columns.put("client_core_lost", column(slices, Slice::serverLost));
        columns.put("server_core_lost", column(slices, Slice::loadLost));
        driver.put("slices", columns);
        return driver;
    }

    private static List<Double> column(List<Slice> slices, Function<Slice, Double> figure) {
        return slices.stream().map(figure).toList();
    }

    @SuppressWarnings("unchecked") // `driver` has made it
    private static void addQueries(
            Map<String, Object> lines, QueryResult line, String driver, List<QuerySlice> slices) {
        Map<String, Object> drivers =
                (Map<String, Object>) lines.get(line.result().scenario());
        Map<String, Object> figures = (Map<String, Object>) drivers.get(driver);
        putIfKnown(figures, "bytes_per_query", slices, QuerySlice::allocated);
        putIfKnown(figures, "server_cpu_us_per_query", slices, QuerySlice::serverCpu);
    }

    private static void putIfKnown(
            Map<String, Object> figures, String name, List<QuerySlice> slices, ToDoubleFunction<QuerySlice> figure) {
        double median =
                Statistics.median(slices.stream().mapToDouble(figure).boxed().toList());
        if (!Double.isNaN(median)) {
            figures.put(name, median);
        }
    }
}
