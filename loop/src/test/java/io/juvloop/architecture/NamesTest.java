package io.juvloop.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.coverage.SourceTree;
import io.juvloop.coverage.SourceTree.Source;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A reader who sees the name of a type knows which one it is: no two files have the same, whatever their packages.
class NamesTest {
    private static List<String> names(String... folders) {
        return Stream.of(folders)
                .flatMap(SourceTree::below)
                .map(Source::simpleName)
                .toList();
    }

    @Test
    void noTwoTypesOfTheLoopAndItsBindingsHaveOneName() {
        assertThat(names("bindings/src/main/java", "loop/src/main/java"))
                .hasSizeGreaterThan(500)
                .doesNotHaveDuplicates();
    }

    @Test
    void noTwoTestsOfTheLoopHaveOneName() {
        assertThat(names("loop/src/test/java")).hasSizeGreaterThan(500).doesNotHaveDuplicates();
    }
}
