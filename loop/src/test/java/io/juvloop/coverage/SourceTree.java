package io.juvloop.coverage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Java files of this repository, as text without comments, and their imports.
public final class SourceTree {
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern NO_CODE =
            Pattern.compile("(?m)^\\s*(//.*|import .*|package .*)$|(?s:/\\*.*?\\*/)|\\s//[^\"\n]*$");

    private static final Pattern IMPORT = Pattern.compile("(?m)^import (?:static )?([\\w.]+)(?:\\.\\*)?;$");

    /// One file.
    ///
    /// @param name the name of the class, including its package
    /// @param code the code without comments, imports and package
    /// @param imports the imported names
    public record Source(String name, String simpleName, String code, List<String> imports) {}

    private SourceTree() {}

    /// All files below a folder, in order of their names.
    public static Stream<Source> below(String folder) {
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
        String text = text(file);
        List<String> imports =
                IMPORT.matcher(text).results().map(found -> found.group(1)).toList();
        return new Source(name, simpleName, NO_CODE.matcher(text).replaceAll(""), imports);
    }

    static String text(Path file) {
        try {
            return Files.readString(file).replace("\r\n", "\n");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
