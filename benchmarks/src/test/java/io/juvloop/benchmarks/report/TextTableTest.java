package io.juvloop.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TextTableTest {
    @Test
    void alignsNamesLeftAndFiguresRight() {
        TextTable table = new TextTable("peer", "n");
        table.add("longer name", "1");
        table.add("x", "1000");
        assertThat(table).hasToString("""
                peer            n
                longer name     1
                x            1000
                """);
    }

    @Test
    void refusesARowOfAnotherLength() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TextTable("a", "b").add("1"));
    }
}
