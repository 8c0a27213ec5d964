package io.juvloop.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// The process's descriptors of plain files and directories, which the loop extension does not count.
final class Descriptors {
    private static final Path OPEN = Path.of("/proc/self/fd");

    private Descriptors() {}

    /// The number of descriptors that refer to a directory or a file in it; always 0 where the system does not
    /// report them.
    static int in(Path directory) {
        if (!Files.isDirectory(OPEN)) {
            return 0;
        }
        int count = 0;
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(OPEN)) {
            Path real = directory.toRealPath();
            for (Path descriptor : descriptors) {
                count += target(descriptor).startsWith(real) ? 1 : 0;
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return count;
    }

    private static Path target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor);
        } catch (IOException closedMeanwhile) {
            return Path.of("nowhere");
        }
    }
}
