package io.juvloop.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.coverage.SourceTree;
import io.juvloop.coverage.SourceTree.Source;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Files that all depend on each other can only be understood together, so no such circle is larger than the
/// kernel.
///
/// The public types name each other: a loop gives a transport, which returns its loop. That circle is counted
/// separately, and contains no implementation.
class CirclesTest {
    private static final String IMPLEMENTATION = "io.juvloop.internal.";

    /// The parts of [io.juvloop.internal.core.LoopCore], which know their core.
    private static final int KERNEL = 13;

    /// What [io.juvloop.EventLoop] leads to and what leads back; a TLS context does, because it can watch its files
    /// by a loop.
    private static final int VOCABULARY = 35;

    private static List<Set<String>> circles() {
        return new References(SourceTree.below("loop/src/main/java").toList()).circles();
    }

    private static boolean isImplementation(String file) {
        return file.startsWith(IMPLEMENTATION);
    }

    @Test
    void noCircleOfTheImplementationIsLargerThanTheKernel() {
        assertThat(circles())
                .filteredOn(circle -> circle.stream().anyMatch(CirclesTest::isImplementation))
                .isNotEmpty()
                .allSatisfy(circle -> assertThat(circle).hasSizeLessThanOrEqualTo(KERNEL));
    }

    @Test
    void noCircleLeadsFromThePublicTypesThroughTheImplementation() {
        assertThat(circles())
                .filteredOn(circle -> !circle.stream().allMatch(CirclesTest::isImplementation))
                .isNotEmpty()
                .allSatisfy(circle -> assertThat(circle).noneMatch(CirclesTest::isImplementation))
                .allSatisfy(circle -> assertThat(circle).hasSizeLessThanOrEqualTo(VOCABULARY));
    }

    private static Source source(String name, String code, String... imports) {
        return new Source(name, name.substring(name.lastIndexOf('.') + 1), code, List.of(imports));
    }

    @Test
    void aCircleIsFoundWhateverItsArrowsAre() {
        List<Source> sources = List.of(
                source("a.One", "class One { Two two; }"),
                source("a.Two", "class Two { Three.Inner three; }", "b.Three.Inner"),
                source("b.Three", "class Three { a.One one; class Inner {} }"),
                source("b.Four", "class Four { Three three; String text = \"Five\"; }"),
                source("b.Five", "class Five { Four four; }"));

        assertThat(new References(sources).circles()).containsExactly(Set.of("a.One", "a.Two", "b.Three"));
    }
}
