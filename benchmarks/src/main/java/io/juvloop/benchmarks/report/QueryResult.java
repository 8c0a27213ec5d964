package io.juvloop.benchmarks.report;

import io.juvloop.benchmarks.figures.QuerySlice;
import io.juvloop.benchmarks.figures.Statistics;
import io.juvloop.benchmarks.query.QueryLine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// The result of one line: what every comparison has, and the figures of queries beside it.
public record QueryResult(QueryLine line, Result result, Map<String, List<QuerySlice>> slices) {
    /// Sums up slices, with ratios to the driver of the given name.
    public static QueryResult of(QueryLine line, Map<String, List<QuerySlice>> slices, String base) {
        Map<String, List<io.juvloop.benchmarks.figures.Slice>> plain = new LinkedHashMap<>();
        slices.forEach((driver, own) ->
                plain.put(driver, own.stream().map(QuerySlice::slice).toList()));
        return new QueryResult(line, Result.of(line.title(), plain, base), slices);
    }

    /// The bytes of objects that a driver made for one operation, in the median.
    double allocated(String driver) {
        return median(driver, QuerySlice::allocated);
    }

    /// The microseconds of the database's core for one operation, in the median.
    double serverCpu(String driver) {
        return median(driver, QuerySlice::serverCpu);
    }

    private double median(String driver, ToDoubleFunction<QuerySlice> figure) {
        return Statistics.median(
                slices.get(driver).stream().mapToDouble(figure).boxed().toList());
    }
}
