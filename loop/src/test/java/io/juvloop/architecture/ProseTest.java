package io.juvloop.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Comments and pages name their actor with a noun of asyncio's, libuv's or the JDK's, in active voice: a short
/// list of turns that hide the actor is refused. A sentence that has one is to be written anew, not shuffled around
/// the list.
class ProseTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern TURNS = Pattern.compile(
            "\\btold\\b|\\b(?:for|to|by) who\\b|\\b[Nn]obody\\b|\\b[Ww]hoever\\b|[Aa]gain, it does|\\bas it is so\\b");

    /// Code in a page or a comment, and names of parameters.
    private static final Pattern NO_PROSE = Pattern.compile("`[^`]*`|@param \\w+");

    /// jextract's output, records of decisions, old names, and this list.
    private static final List<String> LEFT_ALONE =
            List.of("/gen/", "/target/", "docs/adr/", "CHANGELOG.md", "ProseTest");

    private static Stream<Path> files() {
        return Stream.of(
                        "bindings/src",
                        "loop/src",
                        "testing/src",
                        "examples/src",
                        "benchmarks/src",
                        "docs",
                        "README.md")
                .map(ROOT::resolve)
                .flatMap(ProseTest::below)
                .filter(file -> LEFT_ALONE.stream().noneMatch(file.toString().replace('\\', '/')::contains));
    }

    private static Stream<Path> below(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().matches(".*\\.(java|md)")).toList().stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// The lines of a file that have such a turn in their prose.
    private static Stream<String> turns(Path file) {
        List<String> lines = lines(file);
        boolean page = file.toString().endsWith(".md");
        return IntStream.range(0, lines.size())
                .filter(number -> hasTurn(page ? lines.get(number) : comment(lines.get(number))))
                .mapToObj(number -> ROOT.relativize(file) + ":" + (number + 1) + ": "
                        + lines.get(number).strip());
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String comment(String line) {
        int start = line.strip().startsWith("//") ? 0 : line.indexOf(" // ");
        return start < 0 ? "" : line.substring(start);
    }

    private static boolean hasTurn(String prose) {
        return TURNS.matcher(NO_PROSE.matcher(prose).replaceAll("")).find();
    }

    @Test
    void noCommentAndNoPageHidesItsActor() {
        assertThat(files()).hasSizeGreaterThan(500);
        assertThat(files().flatMap(ProseTest::turns)).isEmpty();
    }

    @Test
    void aTurnIsFoundInCommentsAndNotInCode() {
        assertThat(hasTurn(comment("    /// The listener is told."))).isTrue();
        assertThat(hasTurn(comment("call(); // for who waits"))).isTrue();
        assertThat(hasTurn(comment("String told = text;"))).isFalse();
        assertThat(hasTurn("Prints `told`.")).isFalse();
    }
}
