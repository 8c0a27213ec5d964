package io.juvloop.benchmarks.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RotationTest {
    private static final List<String> ALL = List.of("a", "b", "c", "d");

    @Test
    void everybodyRunsOnceInEachRound() {
        for (int round = 0; round < 10; round++) {
            assertThat(Rotation.round(ALL, round)).containsExactlyInAnyOrderElementsOf(ALL);
        }
    }

    @Test
    void everybodyIsFirstInTurn() {
        Set<String> first = new HashSet<>();
        for (int round = 0; round < 2 * ALL.size(); round++) {
            first.add(Rotation.round(ALL, round).getFirst());
        }
        assertThat(first).containsExactlyInAnyOrderElementsOf(ALL);
    }

    @Test
    void neighboursChangeSides() {
        assertThat(Rotation.round(ALL, 0)).containsSubsequence("a", "b");
        assertThat(Rotation.round(ALL, 1)).containsSubsequence("b", "a");
    }
}
