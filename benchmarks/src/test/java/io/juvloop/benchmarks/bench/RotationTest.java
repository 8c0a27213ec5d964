package io.juvloop.benchmarks.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RotationTest {
    private static final String BASE = "base";
    private static final List<String> OTHERS = List.of("a", "b", "c", "d", "e");

    @Test
    void everybodyRunsOnceInEachRound() {
        for (int round = 0; round < 10; round++) {
            assertThat(Rotation.round(BASE, OTHERS, round))
                    .filteredOn(name -> !name.equals(BASE))
                    .containsExactlyInAnyOrderElementsOf(OTHERS);
        }
    }

    @Test
    void theBaseRunsBesideEverybody() {
        assertThat(Rotation.round(BASE, OTHERS, 0)).containsExactly(BASE, "a", "b", BASE, "c", "d", BASE, "e", BASE);
        assertThat(Rotation.round(BASE, List.of("a", "b"), 0)).containsExactly(BASE, "a", "b", BASE);
        assertThat(Rotation.round(BASE, List.of(), 0)).containsExactly(BASE);
    }

    @Test
    void everybodyIsFirstInTurn() {
        Set<String> first = new HashSet<>();
        for (int round = 0; round < 2 * OTHERS.size(); round++) {
            first.add(Rotation.round(BASE, OTHERS, round).get(1));
        }
        assertThat(first).containsExactlyInAnyOrderElementsOf(OTHERS);
    }

    @Test
    void neighboursChangeSides() {
        assertThat(Rotation.round(BASE, OTHERS, 0)).containsSubsequence("a", "b");
        assertThat(Rotation.round(BASE, OTHERS, 1)).containsSubsequence("b", "a");
    }
}
