package io.juvloop.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScenarioTest {
    @Test
    void namesAreForPeople() {
        assertThat(Scenario.STANDARD)
                .extracting(Scenario::name)
                .containsExactly("64 B", "1 KiB", "10 KiB", "100 KiB", "64 B x16");
    }
}
