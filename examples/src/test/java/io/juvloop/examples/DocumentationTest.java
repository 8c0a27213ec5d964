package io.juvloop.examples;

import static java.util.Comparator.comparingInt;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Checks README and docs as far as a machine can: the code they show compiles, and their links are valid.
class DocumentationTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    /// CONTRIBUTING.md names them.
    private static final List<String> HEADINGS = List.of(
            "What it is",
            "Thread rule",
            "Lifetime",
            "Methods",
            "Semantics",
            "Errors",
            "Memory",
            "Platform notes",
            "Differences from asyncio",
            "What to watch");

    private static final Path ECHO = Path.of("src/main/java/io/juvloop/examples/ReadmeEcho.java");

    static List<MarkdownPage> pages() throws IOException {
        try (Stream<Path> top = Files.list(ROOT);
                Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(top, docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .map(DocumentationTest::read)
                    .toList();
        }
    }

    @Test
    void readmeShowsTheEchoServerThatIsCompiled() throws IOException {
        String source = Files.readString(ECHO);
        String shown = read(ROOT.resolve("README.md")).javaBlocks().get(1);
        assertThat("package io.juvloop.examples;\n\n" + shown).isEqualTo(source);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void javaBlocksCompile(MarkdownPage page, @TempDir Path output) throws IOException {
        SnippetCompiler compiler = new SnippetCompiler(output);
        List<String> errors = new ArrayList<>();
        for (String block : page.javaBlocks()) {
            errors.addAll(compiler.errorsOf(block));
        }
        assertThat(errors).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void linksInsideTheRepositoryLeadSomewhere(MarkdownPage page) {
        assertThat(page.localLinks()).allSatisfy(link -> {
            String[] parts = link.split("#", 2);
            Path target = parts[0].isEmpty() ? page.file() : page.file().resolveSibling(parts[0]);
            assertThat(target).exists();
            if (parts.length > 1) {
                assertThat(read(target).hasAnchor(parts[1])).as("anchor").isTrue();
            }
        });
    }

    /// A manual page says what a part is, and then has what it shares with other pages under the same words and in
    /// the same order.
    @ParameterizedTest
    @MethodSource("pages")
    void manualPagesShareTheirHeadings(MarkdownPage page) {
        List<String> sections = page.sections();
        if (!sections.contains(HEADINGS.getFirst())) {
            return;
        }
        assertThat(sections).startsWith(HEADINGS.getFirst());
        assertThat(sections.stream().filter(HEADINGS::contains)).isSortedAccordingTo(comparingInt(HEADINGS::indexOf));
        assertThat(sections)
                .noneMatch(section ->
                        !HEADINGS.contains(section) && HEADINGS.stream().anyMatch(shared -> isAlike(section, shared)));
    }

    /// Whether two headings begin alike, such as "Platforms" and "Platform notes".
    private static boolean isAlike(String section, String shared) {
        String first = shared.split(" ", 2)[0].replaceAll("s$", "");
        return !first.equals("What") && section.matches(first + "s?\\b.*");
    }

    private static MarkdownPage read(Path file) {
        try {
            return MarkdownPage.read(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
