package io.juvloop.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A file is one idea: none is longer than 600 lines, except the page of the loop, which is a manual. The facade of the
/// loop only builds the parts and delegates to them.
class LengthsTest {
    private static final int LONGEST = 600;
    private static final int LONGEST_FACADE = 300;
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path MANUAL = Path.of("loop/src/main/java/io/juvloop/EventLoop.java");
    private static final Path FACADE = Path.of("loop/src/main/java/io/juvloop/internal/UvEventLoop.java");
    private static final Path GENERATED = Path.of("bindings/src/main/java/io/juvloop/bindings/gen");

    private static List<Path> files() {
        return Stream.of("bindings", "loop", "testing", "postgres")
                .flatMap(module -> below(ROOT.resolve(module).resolve("src")))
                .map(ROOT::relativize)
                .filter(file -> !file.startsWith(GENERATED))
                .toList();
    }

    private static Stream<Path> below(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static int lines(Path file) {
        try {
            return Files.readAllLines(ROOT.resolve(file)).size();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Test
    void noFileIsLongerThanAnIdea() {
        assertThat(files())
                .hasSizeGreaterThan(1000)
                .filteredOn(file -> !file.equals(MANUAL) && lines(file) > LONGEST)
                .isEmpty();
    }

    @Test
    void theFacadeStaysOne() {
        assertThat(lines(FACADE)).isLessThanOrEqualTo(LONGEST_FACADE);
    }
}
