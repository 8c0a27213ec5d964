package io.juvloop.bindings.process;

import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The output of `native/layout-check.c` on this machine: the C compiler's sizes, offsets and numbers, by key.
/// Compiled and run once for all tests.
public final class LayoutCheck {
    private static @Nullable Map<String, String> facts;

    private LayoutCheck() {}

    /// Returns all facts. Skips the test where there is no C compiler or no header of libuv.
    public static synchronized Map<String, String> facts() throws IOException, InterruptedException {
        Map<String, String> known = facts;
        if (known == null) {
            known = ask();
            facts = known;
        }
        return known;
    }

    /// Returns the numeric facts with a prefix, by the rest of their keys.
    public static Map<String, Long> numbers(String prefix) throws IOException, InterruptedException {
        return facts().entrySet().stream()
                .filter(fact -> fact.getKey().startsWith(prefix))
                .collect(toMap(
                        fact -> fact.getKey().substring(prefix.length()),
                        fact -> Long.valueOf(fact.getValue()),
                        (a, b) -> a,
                        TreeMap::new));
    }

    private static Map<String, String> ask() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("layout-check");
        Path program = folder.resolve("layout-check");
        try {
            CCompiler.libuvProgram(Path.of("../native/layout-check.c"), program);
            return CCompiler.linesOf(program).stream()
                    .map(line -> line.split("=", 2))
                    .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
        } finally {
            Files.deleteIfExists(program);
            Files.delete(folder);
        }
    }
}
