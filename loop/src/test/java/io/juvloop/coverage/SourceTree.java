package io.juvloop.coverage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Java files of this repository, as text without comments and imports.
final class SourceTree {
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern NO_CODE =
            Pattern.compile("(?m)^\\s*(//.*|import .*|package .*)$|(?s:/\\*.*?\\*/)|\\s//[^\"\n]*$");

    /// @param name of the class, its package below `io.juvloop` included
    /// @param code without comments
    record Source(String name, String simpleName, String code) {}

    private SourceTree() {}

    /// All below a folder, in the order of their names.
    static Stream<Source> below(String folder) {
        Path top = ROOT.resolve(folder);
        try (Stream<Path> files = Files.walk(top)) {
            return files
                    .filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("package-info.java") && !file.endsWith("module-info.java"))
                    .sorted()
                    .toList()
                    .stream()
                    .map(file -> read(top, file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Source read(Path top, Path file) {
        String name = top.relativize(file).toString().replace(".java", "").replaceAll("[/\\\\]", ".");
        String simpleName = name.substring(name.lastIndexOf('.') + 1);
        return new Source(name, simpleName, NO_CODE.matcher(text(file)).replaceAll(""));
    }

    static String text(Path file) {
        try {
            return Files.readString(file).replace("\r\n", "\n");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
