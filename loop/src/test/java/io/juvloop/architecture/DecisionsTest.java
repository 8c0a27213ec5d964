package io.juvloop.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.coverage.SourceTree;
import io.juvloop.coverage.SourceTree.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The code that a decision names is there.
class DecisionsTest {
    private static final Path DECISIONS = Path.of("../docs/adr");
    private static final String CODE = "Code:";
    private static final Pattern TYPE = Pattern.compile("`([A-Z]\\w+)[\\w.]*`");

    private final Set<String> types = Stream.of("bindings", "loop")
            .flatMap(module -> SourceTree.below(module + "/src/main/java"))
            .map(Source::simpleName)
            .collect(Collectors.toSet());

    private static Stream<Path> decisions() throws IOException {
        try (Stream<Path> files = Files.list(DECISIONS)) {
            return files.sorted().toList().stream();
        }
    }

    /// The types behind the word `Code`, up to the end of the paragraph.
    private static List<String> namedIn(Path decision) {
        try {
            String text = Files.readString(decision).replace("\r\n", "\n");
            int begin = text.lastIndexOf(CODE);
            String named = begin < 0 ? "" : text.substring(begin).split("\n\n", 2)[0];
            return TYPE.matcher(named).results().map(found -> found.group(1)).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Test
    void whatTheyNameIsThere() throws IOException {
        assertThat(decisions().flatMap(decision -> namedIn(decision).stream()))
                .hasSizeGreaterThan(50)
                .isSubsetOf(types);
    }
}
