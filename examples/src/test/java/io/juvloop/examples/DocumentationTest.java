package io.juvloop.examples;

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

    private static MarkdownPage read(Path file) {
        try {
            return MarkdownPage.read(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
