package io.juvloop.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Pipe;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/// The process's open descriptors at one moment, by their kind: sockets, pipes, polls and the like. Regular
/// files, directories and devices do not count, because the JVM opens them at arbitrary times, to load classes.
///
/// Known on Linux and macOS; elsewhere the set is always empty.
final class OpenFiles {
    private static final List<Path> DIRECTORIES = List.of(Path.of("/proc/self/fd"), Path.of("/dev/fd"));
    private static final long STEP_NANOS = 1_000_000;

    static {
        openWhatTheJvmOpensOnce();
    }

    private final Map<String, Integer> countByTarget;

    private OpenFiles(Map<String, Integer> countByTarget) {
        this.countByTarget = countByTarget;
    }

    /// The first channel that is closed makes the JVM open a socket that it reuses for all later ones.
    private static void openWhatTheJvmOpensOnce() {
        try {
            Pipe pipe = Pipe.open();
            pipe.sink().close();
            pipe.source().close();
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    static OpenFiles now() {
        Map<String, Integer> counts = new TreeMap<>();
        DIRECTORIES.stream().filter(Files::isDirectory).findFirst().ifPresent(directory -> count(directory, counts));
        return new OpenFiles(counts);
    }

    private static void count(Path directory, Map<String, Integer> counts) {
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(directory)) {
            for (Path descriptor : descriptors) {
                if (Files.exists(descriptor) && !Files.isRegularFile(descriptor) && !Files.isDirectory(descriptor)) {
                    String target = target(descriptor);
                    if (!target.startsWith("/dev/")) {
                        counts.merge(target, 1, Integer::sum);
                    }
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException notSaid) {
            return "something that is no plain file";
        }
    }

    /// The descriptors opened and closed since then; closing on other threads is given some time.
    List<String> changesAfter(Duration patience) {
        long begin = System.nanoTime();
        List<String> changes = changes(now());
        while (!changes.isEmpty() && System.nanoTime() - begin < patience.toNanos()) {
            LockSupport.parkNanos(STEP_NANOS);
            changes = changes(now());
        }
        return changes;
    }

    private List<String> changes(OpenFiles now) {
        List<String> changes = new ArrayList<>();
        now.countByTarget.forEach((target, count) -> {
            int more = count - countByTarget.getOrDefault(target, 0);
            if (more > 0) {
                changes.add("open descriptors: " + more + " of " + target);
            }
        });
        countByTarget.forEach((target, count) -> {
            int fewer = count - now.countByTarget.getOrDefault(target, 0);
            if (fewer > 0) {
                changes.add("closed descriptors that were not the test's: " + fewer + " of " + target);
            }
        });
        return changes;
    }
}
