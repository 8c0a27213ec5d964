package io.juvloop.benchmarks.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// The order of turns: in each round everybody once, and each round starts one place later, so that nobody always runs
/// behind the same neighbour's cooling caches or garbage.
final class Rotation {
    private Rotation() {}

    static <T> List<T> round(List<T> all, int number) {
        List<T> order = new ArrayList<>(all);
        Collections.rotate(order, -number);
        // Rotation alone keeps every neighbour; turning every other round around does not.
        return number % 2 == 0 ? order : order.reversed();
    }
}
