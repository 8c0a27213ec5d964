package io.juvloop.benchmarks.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Short commands whose output is the answer to a question.
public final class Shell {
    private Shell() {}

    /// The first line that a command prints, or nothing when it fails or does not exist.
    public static Optional<String> firstLine(String... command) {
        try {
            return run(Path.of("").toAbsolutePath(), command).lines().findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// What a command prints, errors included; an `IOException` with that text when it fails.
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
