package io.juvloop.bindings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A file to be watched.
final class WatchedFile {
    private WatchedFile() {}

    /// Makes an empty file in a directory of its own, which is removed when the JVM ends.
    static Path make() {
        try {
            Path directory = Files.createTempDirectory("watched");
            directory.toFile().deleteOnExit();
            Path file = Files.createFile(directory.resolve("file"));
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    static void append(Path file) {
        try {
            Files.writeString(file, "more", StandardOpenOption.APPEND);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    static byte[] name(Path file) {
        return file.toString().getBytes(StandardCharsets.UTF_8);
    }
}
