package io.juvloop.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// The page of the package `io.juvloop` is a map: it begins with where to start, and leads to every other package.
class MapTest {
    private static final String PAGE =
            SourceTree.text(SourceTree.ROOT.resolve("loop/src/main/java/io/juvloop/package-info.java"));

    @Test
    void itSaysWhereToStartAndHasTasksConnectionsAndErrors() {
        assertThat(PAGE)
                .containsSubsequence(List.of("**Start here.**", "**Tasks.**", "**Connections.**", "**Errors.**"));
    }

    @Test
    void itLeadsToEveryPackage() {
        assertThat(PublicApi.exported())
                .hasSizeGreaterThan(10)
                .filteredOn(exported -> !exported.equals("io.juvloop"))
                .allMatch(exported -> PAGE.contains("][" + exported + "]"));
    }
}
