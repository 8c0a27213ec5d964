package io.juvloop.descriptor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// The descriptors that the process's epoll instances watch, according to the kernel. Linux only.
final class Epoll {
    private Epoll() {}

    /// Whether any of them watches a descriptor.
    static boolean watches(int descriptor) {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc/self/fdinfo"))) {
            for (Path info : all) {
                if (isWatchedBy(info, descriptor)) {
                    return true;
                }
            }
            return false;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static boolean isWatchedBy(Path info, int descriptor) throws IOException {
        try {
            return Files.readAllLines(info).stream().anyMatch(line -> line.matches("tfd: +" + descriptor + " .*"));
        } catch (NoSuchFileException closedMeanwhile) {
            return false;
        }
    }
}
