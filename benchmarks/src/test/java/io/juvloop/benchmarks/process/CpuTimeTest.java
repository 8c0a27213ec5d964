package io.juvloop.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CpuTimeTest {
    @Test
    void countsNewThreadsInFullAndForgetsEndedOnes() {
        CpuTime before = new CpuTime(Map.of("1", 100L, "2", 50L), 10, 3, 4);
        CpuTime after = new CpuTime(Map.of("1", 180L, "3", 7L), 25, 5, 9);
        assertThat(after.since(before)).isEqualTo(new CpuTime.Used(87, 15, 2, 5));
    }
}
