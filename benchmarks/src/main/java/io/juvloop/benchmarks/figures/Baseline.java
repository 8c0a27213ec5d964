package io.juvloop.benchmarks.figures;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// The base's slices as a measure for the slices between them. The machine's speed drifts, so a slice is compared
/// with the base at the same moment: the value between the base's last slice before it and the next one after it,
/// on a straight line.
public final class Baseline {
    private final List<Slice> slices;

    public Baseline(List<Slice> slices) {
        if (slices.isEmpty()) {
            throw new IllegalArgumentException("a base without slices measures nothing");
        }
        this.slices =
                slices.stream().sorted(Comparator.comparingLong(Slice::middle)).toList();
    }

    /// How many times the base's figure a slice's figure is.
    public double ratio(Slice slice, ToDoubleFunction<Slice> figure) {
        return figure.applyAsDouble(slice) / at(slice.middle(), figure);
    }

    private double at(long time, ToDoubleFunction<Slice> figure) {
        Slice before = slices.getFirst();
        for (Slice after : slices) {
            if (after.middle() >= time) {
                return between(before, after, time, figure);
            }
            before = after;
        }
        return figure.applyAsDouble(before);
    }

    private static double between(Slice before, Slice after, long time, ToDoubleFunction<Slice> figure) {
        double from = figure.applyAsDouble(before);
        double to = figure.applyAsDouble(after);
        long span = after.middle() - before.middle();
        return span == 0 ? to : from + (to - from) * (time - before.middle()) / span;
    }
}
