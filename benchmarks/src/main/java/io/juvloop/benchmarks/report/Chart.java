package io.juvloop.benchmarks.report;

import io.juvloop.benchmarks.figures.Summary;
import io.juvloop.benchmarks.report.Svg.Style;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The picture of a comparison of servers: a row for each peer, a panel for each scenario, in it a bar as long as the
/// peer's median share of the C server's messages a second, with a whisker from quartile to quartile. A dashed line
/// marks the C server.
final class Chart {
    private static final int MARGIN = 16;
    private static final int LABELS = 172;
    private static final int PANEL = 168;
    private static final int GAP = 18;
    private static final int LEAST_PANELS = 4; // the headlines need their width
    private static final int ROW = 24;
    private static final int BAR = 14;
    private static final int TOP = 84;
    private static final int BOTTOM = 64;
    private static final int FIGURE = 40;

    private static final String INK = "#1f2328";
    private static final String PALE_INK = "#57606a";
    private static final String BASE = "#57606a";
    private static final String OURS = "#0969da";
    private static final String OTHERS = "#afb8c1";

    private final String title;
    private final List<Result> results;
    private final String foot;
    private final List<String> peers;
    private final double longest;

    /// @param title what is compared, such as `TCP echo`
    Chart(String title, List<Result> results, String foot) {
        this.title = title;
        this.results = results;
        this.foot = foot;
        Set<String> names = new LinkedHashSet<>();
        results.forEach(result -> names.addAll(result.summaries().keySet()));
        this.peers = new ArrayList<>(names);
        this.longest = results.stream()
                .flatMap(result -> result.summaries().values().stream())
                .mapToDouble(summary -> summary.ratio().upper())
                .reduce(1, Math::max);
    }

    String svg() {
        int panels = Math.max(results.size(), LEAST_PANELS);
        int height = TOP + peers.size() * ROW + BOTTOM;
        Svg svg = new Svg(
                2 * MARGIN + LABELS + panels * (PANEL + GAP) - GAP,
                height,
                title + ": messages per second of each peer, relative to C on libuv");
        headlines(svg, height);
        for (int row = 0; row < peers.size(); row++) {
            Style style = new Style("end", 12, INK, isOurs(peers.get(row)));
            svg.text(MARGIN + LABELS - 10, middle(row) + 4, style, peers.get(row));
        }
        for (int i = 0; i < results.size(); i++) {
            panel(svg, MARGIN + LABELS + i * (PANEL + GAP), results.get(i));
        }
        return svg.toString();
    }

    private void headlines(Svg svg, int height) {
        Style small = new Style("start", 12, PALE_INK, false);
        svg.text(
                MARGIN,
                28,
                new Style("start", 16, INK, true),
                title + ": messages per second, relative to the same server in C on libuv");
        svg.text(
                MARGIN,
                47,
                small,
                "One core for the server, one for the load; 10 connections unless it says 1; x16: 16 messages pipelined on each. "
                        + "Bars are medians, whiskers quartiles.");
        svg.text(MARGIN, height - 14, new Style("start", 11, PALE_INK, false), foot);
    }

    private void panel(Svg svg, int left, Result result) {
        int bottom = TOP + peers.size() * ROW;
        svg.text(left, TOP - 12, new Style("start", 12, INK, true), result.scenario());
        for (int row = 0; row < peers.size(); row++) {
            Summary summary = result.summaries().get(peers.get(row));
            if (summary == null) {
                svg.text(left + 4, middle(row) + 4, new Style("start", 11, OTHERS, false), "not measured");
            } else {
                bar(svg, left, row, summary);
            }
        }
        double one = left + length(1);
        svg.line(left, TOP - 4, left, bottom, "#d0d7de", false);
        svg.line(one, TOP - 4, one, bottom, INK, true);
        svg.text(one, bottom + 16, new Style("middle", 11, PALE_INK, false), "1.0");
    }

    private void bar(Svg svg, int left, int row, Summary summary) {
        double middle = middle(row);
        double from = left + length(summary.ratio().lower());
        double to = left + length(summary.ratio().upper());
        svg.bar(left, middle - BAR / 2.0, length(summary.ratio().median()), BAR, colour(row));
        if (row > 0) { // the base is 1 by definition
            svg.line(from, middle, to, middle, INK, false);
            svg.line(from, middle - 3, from, middle + 3, INK, false);
            svg.line(to, middle - 3, to, middle + 3, INK, false);
        }
        double figure = Math.max(to, left + length(1)) + 5;
        String ratio = Decimal.fixed(summary.ratio().median(), 2);
        svg.text(figure, middle + 4, new Style("start", 11, INK, isOurs(peers.get(row))), ratio);
    }

    private String colour(int row) {
        return row == 0 ? BASE : isOurs(peers.get(row)) ? OURS : OTHERS;
    }

    private static boolean isOurs(String peer) {
        return peer.startsWith("juvloop");
    }

    private static double middle(int row) {
        return TOP + row * ROW + ROW / 2.0;
    }

    private double length(double ratio) {
        return ratio / longest * (PANEL - FIGURE);
    }
}
