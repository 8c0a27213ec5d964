package io.juvloop.benchmarks.process;

import io.juvloop.benchmarks.figures.Histogram;
import io.juvloop.benchmarks.json.Json;
import org.jspecify.annotations.Nullable;

/// The results of one command of the load generator; times are microseconds.
///
/// @param messages those of the measured span
/// @param all those outside of it too
/// @param perSecond the messages divided by the span
/// @param latency of the messages
/// @param late by how much at most 999 in 1000 messages left after they were due; not a number without a schedule
/// @param error of the load generator, if any
public record LoadReport(
        long messages,
        long all,
        double perSecond,
        Histogram latency,
        double late,
        @Nullable String error) {
    static LoadReport parse(String line) {
        Json.Members report = Json.members(line);
        Json.Members histogram = report.members("histogram");
        return new LoadReport(
                (long) report.number("messages"),
                (long) report.number("all_messages"),
                report.number("msgs_per_second"),
                Histogram.of(
                        histogram.numbers("ns"),
                        histogram.numbers("counts"),
                        report.members("latency_us").number("max")),
                report.has("late_us") ? report.members("late_us").number("p999") : Double.NaN,
                report.text("error"));
    }
}
