package io.juvloop.benchmarks.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// The order of turns in a round. Every peer runs once, and the base runs before, after and between each pair, so
/// that each slice has a slice of the base next to it in time.
///
/// The order of the others changes, so that no peer always runs behind the cooling caches or the garbage of the
/// same neighbour. Every other round runs backwards, since rotation alone would keep all neighbours, and each
/// pair of rounds starts one place later.
final class Rotation {
    private static final int TURNS_BETWEEN_BASE = 2;

    private Rotation() {}

    static <T> List<T> round(T base, List<T> others, int number) {
        List<T> order = new ArrayList<>(others);
        Collections.rotate(order, -(number / 2));
        if (number % 2 == 1) {
            Collections.reverse(order);
        }
        List<T> turns = new ArrayList<>();
        for (int i = 0; i < order.size(); i++) {
            if (i % TURNS_BETWEEN_BASE == 0) {
                turns.add(base);
            }
            turns.add(order.get(i));
        }
        turns.add(base);
        return turns;
    }
}
