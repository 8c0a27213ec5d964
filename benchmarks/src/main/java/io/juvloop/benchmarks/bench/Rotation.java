package io.juvloop.benchmarks.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// The order of turns: in each round everybody once, so that nobody always runs behind the same neighbour's cooling
/// caches or garbage. Every other round runs backwards, since rotation alone would keep all neighbours, and each pair
/// of rounds starts one place later.
final class Rotation {
    private Rotation() {}

    static <T> List<T> round(List<T> all, int number) {
        List<T> order = new ArrayList<>(all);
        Collections.rotate(order, -(number / 2));
        return number % 2 == 0 ? order : order.reversed();
    }
}
