package io.juvloop.benchmarks.bench;

import io.juvloop.benchmarks.peer.Repository;
import io.juvloop.benchmarks.report.QueryReport;
import java.io.IOException;
import java.util.List;

/// What the `postgres` command measures beside the slices.
final class QueryExtras {
    static final String QUERIES = "queries";

    private static final List<String> PARTS = List.of(QUERIES);

    private final Options options;
    private final Repository repository;
    private final QueryReport report;

    QueryExtras(Options options, Repository repository, QueryReport report) {
        this.options = options;
        this.repository = repository;
        this.report = report;
    }

    /// The parts of the given names, or all; an `IllegalArgumentException` says that there is no such part.
    static List<String> parts(Options options) {
        for (String name : options.workloads()) {
            if (!PARTS.contains(name)) {
                throw new IllegalArgumentException(
                        "there is no workload " + name + " of postgres; there are " + String.join(", ", PARTS));
            }
        }
        return options.workloads().isEmpty() ? PARTS : options.workloads();
    }

    void measure(List<QueryContender> contenders, QueryServer server) throws IOException {}
}
