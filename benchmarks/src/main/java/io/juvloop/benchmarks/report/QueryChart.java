package io.juvloop.benchmarks.report;

import io.juvloop.benchmarks.figures.Summary;
import io.juvloop.benchmarks.report.Svg.Style;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The picture of a comparison of drivers: a row for each driver, a panel for each line, in it a bar as long as the
/// processor time of its client for a query, divided by that of the base. Shorter is better.
final class QueryChart {
    private static final int MARGIN = 16;
    private static final int LABELS = 150;
    private static final int PANEL = 128;
    private static final int GAP = 16;
    private static final int LEAST_PANELS = 5; // the headlines need their width
    private static final int ROW = 24;
    private static final int BAR = 14;
    private static final int TOP = 84;
    private static final int BOTTOM = 52;
    private static final int FIGURE = 34;
    private static final double LONGEST = 6; // a bar beyond it is cut; its figure says how long it is

    private static final String INK = "#1f2328";
    private static final String PALE_INK = "#57606a";
    private static final String OURS = "#0969da";
    private static final String OTHERS = "#afb8c1";

    private final List<QueryResult> results;
    private final String foot;
    private final List<String> drivers;
    private final double longest;

    QueryChart(List<QueryResult> results, String foot) {
        this.results = results;
        this.foot = foot;
        Set<String> names = new LinkedHashSet<>();
        results.forEach(result -> names.addAll(result.slices().keySet()));
        this.drivers = new ArrayList<>(names);
        this.longest = Math.min(
                LONGEST,
                results.stream()
                        .flatMap(result -> result.result().summaries().values().stream())
                        .mapToDouble(summary -> summary.cpuRatio().median())
                        .reduce(1, Math::max));
    }

    String svg() {
        int panels = Math.max(results.size(), LEAST_PANELS);
        int height = TOP + drivers.size() * ROW + BOTTOM;
        String title = "PostgreSQL drivers: the client's CPU time for a query, relative to juvloop's";
        Svg svg = new Svg(2 * MARGIN + LABELS + panels * (PANEL + GAP) - GAP, height, title);
        svg.text(MARGIN, 28, new Style("start", 16, INK, true), title);
        svg.text(
                MARGIN,
                47,
                new Style("start", 12, PALE_INK, false),
                "One core for the client, one for the server; 10 connections. Shorter is better.");
        svg.text(MARGIN, height - 14, new Style("start", 11, PALE_INK, false), foot);
        for (int row = 0; row < drivers.size(); row++) {
            Style style = new Style("end", 12, INK, isOurs(drivers.get(row)));
            svg.text(MARGIN + LABELS - 10, middle(row) + 4, style, drivers.get(row));
        }
        for (int i = 0; i < results.size(); i++) {
            panel(svg, MARGIN + LABELS + i * (PANEL + GAP), results.get(i));
        }
        return svg.toString();
    }

    private void panel(Svg svg, int left, QueryResult result) {
        int bottom = TOP + drivers.size() * ROW;
        svg.text(
                left,
                TOP - 12,
                new Style("start", 12, INK, true),
                "line " + result.line().word());
        for (int row = 0; row < drivers.size(); row++) {
            Summary summary = result.result().summaries().get(drivers.get(row));
            if (summary == null) {
                svg.text(left + 4, middle(row) + 4, new Style("start", 11, OTHERS, false), "has none");
            } else {
                bar(svg, left, row, summary.cpuRatio().median());
            }
        }
        double one = left + length(1);
        svg.line(left, TOP - 4, left, bottom, "#d0d7de", false);
        svg.line(one, TOP - 4, one, bottom, INK, true);
    }

    private void bar(Svg svg, int left, int row, double ratio) {
        double length = length(Math.min(ratio, longest));
        svg.bar(left, middle(row) - BAR / 2.0, length, BAR, isOurs(drivers.get(row)) ? OURS : OTHERS);
        Style style = new Style("start", 11, INK, isOurs(drivers.get(row)));
        svg.text(left + Math.max(length, length(1)) + 5, middle(row) + 4, style, Decimal.fixed(ratio, 2));
    }

    private static boolean isOurs(String driver) {
        return driver.startsWith("juvloop");
    }

    private static double middle(int row) {
        return TOP + row * ROW + ROW / 2.0;
    }

    private double length(double ratio) {
        return ratio / longest * (PANEL - FIGURE);
    }
}
