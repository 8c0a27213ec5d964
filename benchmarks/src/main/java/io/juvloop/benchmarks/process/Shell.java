package io.juvloop.benchmarks.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Runs short commands and returns their output.
public final class Shell {
    private Shell() {}

    /// Returns the first line that a command prints, or empty if it fails or does not exist.
    public static Optional<String> firstLine(String... command) {
        try {
            return run(Path.of("").toAbsolutePath(), command).lines().findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// Returns the output of a command, errors included; an `IOException` with that text if it fails.
    public static String run(Path folder, String... command) throws IOException {
        Process process = new ProcessBuilder(List.of(command))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        try (var output = process.inputReader()) {
            String text = output.readAllAsString().strip();
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", command) + ": " + text);
            }
            return text;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted", e));
        }
    }
}
