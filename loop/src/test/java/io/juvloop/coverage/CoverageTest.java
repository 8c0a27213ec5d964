package io.juvloop.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.net.peer.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The coverage table is complete and correct. With `-Djuvloop.coverage=write`, as in `make coverage`, it is
/// rewritten.
class CoverageTest {
    private static final Path PAGE = SourceTree.ROOT.resolve("docs/coverage.md");
    private static final String HOW = "run `make coverage` to write it anew";
    private static final int FUNCTIONS_OF_LIBUV = 319;
    private static final int AREAS_OF_LIBUV = 28;
    private static final Pattern TEST = Pattern.compile("(?:\\w+\\.)*\\w+Test");
    private static final Pattern WORD = Pattern.compile("\\w+");
    private static final Pattern MENTION = Pattern.compile("asyncio's `([a-z_0-9]+)");

    private static final CoveragePage CURRENT = new CoveragePage();

    private static String page() throws IOException {
        if ("write".equals(System.getProperty("juvloop.coverage"))) {
            Files.writeString(PAGE, CURRENT.text());
        }
        return SourceTree.text(PAGE);
    }

    /// Removes the column of tests, because every new test would change which three are named; it is compared
    /// separately.
    private static List<String> withoutTests(String page) {
        return page.lines()
                .map(line -> TEST.matcher(line).replaceAll("").replaceAll("[, ]+", " "))
                .toList();
    }

    @Test
    void everythingThatTheTableNamesExistsAndIsTested() {
        assertThat(CURRENT.complaints()).isEmpty();
    }

    @Test
    void thePageIsWhatTheCodeSays() throws IOException {
        assertThat(withoutTests(page())).as(HOW).isEqualTo(withoutTests(CURRENT.text()));
    }

    @Test
    void everyTestOnThePageExists() throws IOException {
        assertThat(TEST.matcher(page()).results().map(named -> named.group()))
                .as(HOW)
                .isNotEmpty()
                .allMatch(CURRENT.tests()::exists);
    }

    @Test
    void everyAreaAndEveryFunctionOfLibuvHasARow() {
        List<String> listed = CURRENT.libuv().areas().stream()
                .flatMap(area -> area.functions().stream())
                .toList();
        assertThat(CURRENT.libuv().areas()).hasSize(AREAS_OF_LIBUV);
        assertThat(listed)
                .hasSize(FUNCTIONS_OF_LIBUV)
                .doesNotHaveDuplicates()
                .containsAll(CURRENT.bound().generated());
        assertThat(CURRENT.libuv().areas())
                .flatExtracting(area -> area.leftOut().keySet())
                .allMatch(pattern -> listed.stream().anyMatch(name -> LibuvList.Area.matches(pattern, name)));
    }

    /// The asyncio functions that the loop's Javadoc mentions.
    @Test
    void whatTheLoopSaysItAnswersHasARow() {
        Set<String> rows = CURRENT.asyncio().rows().stream()
                .map(row -> row.asyncio().substring(row.asyncio().lastIndexOf('.') + 1))
                .collect(Collectors.toSet());
        assertThat(mentions()).hasSizeGreaterThan(40).isSubsetOf(rows);
    }

    private static Set<String> mentions() {
        String text = SourceTree.text(SourceTree.ROOT.resolve("loop/src/main/java/io/juvloop/EventLoop.java"));
        return MENTION.matcher(text.replaceAll("\n\\s*///", ""))
                .results()
                .map(found -> found.group(1))
                .filter(name -> !name.equals("await"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// Compares with a Python, if one is installed: newer ones have more, older ones less.
    @ParameterizedTest
    @CsvSource({
        "AbstractEventLoop, loop.",
        "AbstractServer, Server.",
        "Task, Task.",
        "Future, Future.",
        "Handle, Handle.",
        "TimerHandle, TimerHandle.",
        "SubprocessTransport, SubprocessTransport.",
        "DatagramTransport, DatagramTransport.",
        "Queue, asyncio.Queue.",
        "Lock, asyncio.Lock.",
        "Event, asyncio.Event.",
        "Condition, asyncio.Condition.",
        "Semaphore, asyncio.Semaphore.",
        "Barrier, asyncio.Barrier.",
        "StreamReader, asyncio.StreamReader.",
        "StreamWriter, asyncio.StreamWriter."
    })
    void everythingThatPythonHasHasARow(String type, String prefix) throws IOException {
        String script = "import asyncio\nprint(*(name for name in vars(asyncio." + type + ") if name[0] != '_'))";
        Set<String> rows =
                CURRENT.asyncio().rows().stream().map(AsyncioList.Row::asyncio).collect(Collectors.toSet());
        try (Program python = Program.python(script)) {
            assertThat(WORD.matcher(python.line()).results().map(word -> prefix + word.group()))
                    .allMatch(rows::contains);
        }
    }
}
