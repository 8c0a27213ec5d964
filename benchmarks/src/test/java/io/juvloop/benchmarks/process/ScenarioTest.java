package io.juvloop.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScenarioTest {
    @Test
    void namesAreForPeople() {
        assertThat(Scenario.STANDARD)
                .extracting(Scenario::name)
                .containsExactly(
                        "64 B", "1 KiB", "10 KiB", "100 KiB", "64 B x16", "64 B, 1 connection", "1 KiB, 1 connection");
        assertThat(new Scenario(100, 20, 2).name()).isEqualTo("100 B x2, 20 connections");
        assertThat(Scenario.SCHEDULED)
                .extracting(Scenario::name)
                .containsExactly("1 KiB, 100 connections, 20000/s", "1 KiB, 100 connections, 40000/s");
    }

    @Test
    void readsTheFormOfTheCommandLine() {
        assertThat(Scenario.parse("1024")).isEqualTo(new Scenario(1024, 10, 1));
        assertThat(Scenario.parse("64x16")).isEqualTo(new Scenario(64, 10, 16));
        assertThat(Scenario.parse("64/1")).isEqualTo(new Scenario(64, 1, 1));
        assertThat(Scenario.parse("64x2/100")).isEqualTo(new Scenario(64, 100, 2));
        assertThat(Scenario.parse("64@2000+500")).isEqualTo(new Scenario(64, 10, 1, 2000, Scenario.Kind.MESSAGES, 500));
        assertThat(Scenario.parse("resumed/20")).isEqualTo(new Scenario(64, 20, 1, 0, Scenario.Kind.RESUMED, 0));
        assertThat(Scenario.parse("1024/100@20000")).isEqualTo(new Scenario(1024, 100, 1, 20_000));
    }
}
