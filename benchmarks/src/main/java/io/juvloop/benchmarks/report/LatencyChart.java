package io.juvloop.benchmarks.report;

import io.juvloop.benchmarks.figures.Histogram;
import io.juvloop.benchmarks.figures.LatencySummary;
import io.juvloop.benchmarks.report.Svg.Style;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/// The picture of a `latency` run: a row for each peer, a panel for each rate, in it a bar from the median to the
/// 99.9th percentile, with a mark at the 99th and a thin line on to the 99.99th. The scale is logarithmic, because
/// tails
/// are.
final class LatencyChart {
    private static final int MARGIN = 16;
    private static final int LABELS = 172;
    private static final int PANEL = 420;
    private static final int GAP = 24;
    private static final int ROW = 24;
    private static final int BAR = 12;
    private static final int TOP = 84;
    private static final int BOTTOM = 64;
    private static final int FIGURE = 56;

    private static final String INK = "#1f2328";
    private static final String PALE_INK = "#57606a";
    private static final String GRID = "#d0d7de";
    private static final String OURS = "#0969da";
    private static final String OTHERS = "#afb8c1";

    private final Map<String, Map<String, LatencySummary>> scenarios = new LinkedHashMap<>();
    private final List<String> peers;
    private final String foot;
    private final int leastPower;
    private final int mostPower;

    LatencyChart(List<Result> results, String foot) {
        this.foot = foot;
        results.forEach(result -> scenarios.put(result.scenario(), LatencyReport.summaries(result)));
        this.peers = scenarios.values().stream()
                .flatMap(summaries -> summaries.keySet().stream())
                .distinct()
                .toList();
        this.leastPower = (int) Math.floor(Math.log10(all(0.5).min().orElse(1)));
        this.mostPower = (int) Math.ceil(Math.log10(all(0.9999).max().orElse(10)));
    }

    private DoubleStream all(double share) {
        return scenarios.values().stream()
                .flatMap(summaries -> summaries.values().stream())
                .mapToDouble(summary -> Math.max(1, summary.all().quantile(share)));
    }

    String svg() {
        int height = TOP + peers.size() * ROW + BOTTOM;
        int width = 2 * MARGIN + LABELS + Math.max(2, scenarios.size()) * (PANEL + GAP) - GAP;
        Svg svg = new Svg(width, height, "Latency of echo servers over TCP at a constant rate");
        svg.text(
                MARGIN,
                28,
                new Style("start", 16, INK, true),
                "TCP echo at a constant rate: latency from the time a message is due");
        svg.text(
                MARGIN,
                47,
                new Style("start", 12, PALE_INK, false),
                "One core for the server, one for the load. Bars from p50 to p99.9, with a mark at p99; lines on to "
                        + "p99.99; the figure is p99.9 in us.");
        for (int row = 0; row < peers.size(); row++) {
            Style style = new Style("end", 12, INK, isOurs(peers.get(row)));
            svg.text(MARGIN + LABELS - 10, middle(row) + 4, style, peers.get(row));
        }
        int left = MARGIN + LABELS;
        for (Map.Entry<String, Map<String, LatencySummary>> scenario : scenarios.entrySet()) {
            panel(svg, left, scenario.getKey(), scenario.getValue());
            left += PANEL + GAP;
        }
        svg.text(MARGIN, height - 14, new Style("start", 11, PALE_INK, false), foot);
        return svg.toString();
    }

    private void panel(Svg svg, int left, String scenario, Map<String, LatencySummary> summaries) {
        int bottom = TOP + peers.size() * ROW;
        svg.text(left, TOP - 12, new Style("start", 12, INK, true), scenario);
        for (int power = leastPower; power <= mostPower; power++) {
            double x = left + place(Math.pow(10, power));
            svg.line(x, TOP - 4, x, bottom, GRID, false);
            svg.text(x, bottom + 16, new Style("middle", 11, PALE_INK, false), name(power));
        }
        for (int row = 0; row < peers.size(); row++) {
            LatencySummary summary = summaries.get(peers.get(row));
            if (summary == null) {
                svg.text(left + 4, middle(row) + 4, new Style("start", 11, OTHERS, false), "not measured");
            } else {
                bar(svg, left, row, summary.all());
            }
        }
    }

    private void bar(Svg svg, int left, int row, Histogram all) {
        double from = left + place(all.quantile(0.5));
        double mark = left + place(all.quantile(0.99));
        double to = left + place(all.quantile(0.999));
        double end = left + place(all.quantile(0.9999));
        double middle = middle(row);
        svg.line(to, middle, end, middle, INK, false);
        svg.bar(from, middle - BAR / 2.0, Math.max(1, to - from), BAR, isOurs(peers.get(row)) ? OURS : OTHERS);
        svg.line(mark, middle - BAR / 2.0, mark, middle + BAR / 2.0, INK, false);
        Style style = new Style("start", 11, INK, isOurs(peers.get(row)));
        svg.text(end + 6, middle + 4, style, Decimal.grouped(all.quantile(0.999)));
    }

    private static boolean isOurs(String peer) {
        return peer.startsWith("juvloop");
    }

    private static double middle(int row) {
        return TOP + row * ROW + ROW / 2.0;
    }

    private static String name(int power) {
        return switch (power) {
            case 0, 1, 2 -> Math.round(Math.pow(10, power)) + " us";
            case 3, 4, 5 -> Math.round(Math.pow(10, power - 3)) + " ms";
            default -> Math.round(Math.pow(10, power - 6)) + " s";
        };
    }

    private double place(double micros) {
        double share = (Math.log10(Math.max(1, micros)) - leastPower) / Math.max(1, mostPower - leastPower);
        return share * (PANEL - FIGURE);
    }
}
