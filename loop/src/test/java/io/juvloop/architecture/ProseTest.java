package io.juvloop.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Comments, pages and messages name their actor with a noun of asyncio's, libuv's or the JDK's, in active voice: a
/// short list of turns that hide the actor is refused. A sentence that has one is to be written anew, not shuffled
/// around the list.
class ProseTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern TURNS = Pattern.compile(
            "\\btold\\b|\\b(?:for|to|by) who\\b|\\b[Nn]obody\\b|\\b[Ww]hoever\\b|[Aa]gain, it does|\\bAgain, or\\b|\\bas it is so\\b");

    /// Code in a page or a comment, and names of parameters.
    private static final Pattern NO_PROSE = Pattern.compile("`[^`]*`|@param \\w+");

    /// A text of several words between quotation marks.
    private static final Pattern MESSAGE = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)* (?:[^\"\\\\]|\\\\.)*)\"");

    /// jextract's output, records of decisions, old names, and this list.
    private static final List<String> LEFT_ALONE =
            List.of("/gen/", "/target/", "docs/adr/", "CHANGELOG.md", "ProseTest");

    /// Lines that belong together, because a turn may begin in one and end in the next.
    private record Passage(Path file, int line, String text) {
        boolean hasTurn() {
            return ProseTest.hasTurn(text);
        }

        @Override
        public String toString() {
            return ROOT.relativize(file) + ":" + line + ": " + text.strip();
        }
    }

    private static Stream<Path> files() {
        return Stream.of(
                        "bindings/src",
                        "loop/src",
                        "testing/src",
                        "postgres/src",
                        "examples/src",
                        "benchmarks/src",
                        "docs",
                        "README.md",
                        "CONTRIBUTING.md")
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

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Stream<Passage> passages(Path file) {
        boolean page = file.toString().endsWith(".md");
        List<Passage> passages = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        int begin = 1;
        List<String> lines = lines(file);
        for (int i = 0; i < lines.size(); i++) {
            String prose = page ? lines.get(i).strip() : comment(lines.get(i));
            if (prose.isEmpty()) {
                passages.add(new Passage(file, begin, text.toString()));
                text.setLength(0);
                begin = i + 2;
            } else {
                text.append(prose).append(' ');
            }
        }
        passages.add(new Passage(file, begin, text.toString()));
        return passages.stream();
    }

    /// The comment of a line, without the slashes.
    private static String comment(String line) {
        int start = line.strip().startsWith("//") ? 0 : line.indexOf(" // ");
        return start < 0
                ? ""
                : line.substring(start).strip().replaceFirst("^/+", "").strip();
    }

    private static Stream<Passage> messages(Path file) {
        List<String> lines = lines(file);
        List<Passage> messages = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            int line = i + 1;
            MESSAGE.matcher(lines.get(i))
                    .results()
                    .forEach(message -> messages.add(new Passage(file, line, message.group(1))));
        }
        return messages.stream();
    }

    private static boolean hasTurn(String prose) {
        return TURNS.matcher(NO_PROSE.matcher(prose).replaceAll("")).find();
    }

    @Test
    void noCommentAndNoPageHidesItsActor() {
        assertThat(files()).hasSizeGreaterThan(1500);
        assertThat(files().flatMap(ProseTest::passages).filter(Passage::hasTurn))
                .isEmpty();
    }

    @Test
    void noMessageHidesItsActor() {
        assertThat(files().filter(file -> file.toString().replace('\\', '/').contains("/src/main/"))
                        .flatMap(ProseTest::messages))
                .hasSizeGreaterThan(1000)
                .noneMatch(Passage::hasTurn);
    }

    @Test
    void aTurnIsFoundInCommentsAndNotInCode() {
        assertThat(hasTurn(comment("    /// The listener is told."))).isTrue();
        assertThat(hasTurn(comment("call(); // for who waits"))).isTrue();
        assertThat(hasTurn(comment("String told = text;"))).isFalse();
        assertThat(hasTurn("Prints `told`.")).isFalse();
    }

    @Test
    void aTurnIsFoundAcrossLines() throws IOException {
        Path file = Files.createTempFile("passages", ".java");
        try {
            Files.writeString(file, "/// Something for\n/// who waits.\nint told;\n/// By\n///\n/// who?\n");
            assertThat(passages(file).filter(Passage::hasTurn))
                    .singleElement()
                    .satisfies(passage -> assertThat(passage.line()).isOne());
        } finally {
            Files.delete(file);
        }
    }
}
