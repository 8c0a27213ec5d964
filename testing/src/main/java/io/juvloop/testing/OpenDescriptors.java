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

/// The process's open descriptors at one moment, by what they refer to: sockets, pipes, polls and the like. Plain
/// files, directories and devices do not count, because the JVM opens them at its own times, to load classes.
///
/// Any thread. Immutable. Known on Linux and macOS; elsewhere nothing is ever open.
final class OpenDescriptors {
    private static final List<Path> DIRECTORIES = List.of(Path.of("/proc/self/fd"), Path.of("/dev/fd"));
    private static final long STEP_NANOS = 1_000_000;

    static {
        openWhatTheJvmOpensOnce();
    }

    private final Map<String, Integer> countByTarget;

    private OpenDescriptors(Map<String, Integer> countByTarget) {
        this.countByTarget = countByTarget;
    }

    /// The first channel that is closed leaves the JVM with a socket for all later ones.
    private static void openWhatTheJvmOpensOnce() {
        try {
            Pipe pipe = Pipe.open();
            pipe.sink().close();
            pipe.source().close();
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    static OpenDescriptors now() {
        Map<String, Integer> counts = new TreeMap<>();
        DIRECTORIES.stream().filter(Files::isDirectory).findFirst().ifPresent(directory -> count(directory, counts));
        return new OpenDescriptors(counts);
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
        } catch (IOException unknown) {
            return "something that is no plain file";
        }
    }

    /// What is open now and was not then; closing on other threads is given some time.
    List<String> openedSince(Duration patience) {
        long begin = System.nanoTime();
        List<String> opened = opened(now());
        while (!opened.isEmpty() && System.nanoTime() - begin < patience.toNanos()) {
            LockSupport.parkNanos(STEP_NANOS);
            opened = opened(now());
        }
        return opened;
    }

    private List<String> opened(OpenDescriptors now) {
        List<String> opened = new ArrayList<>();
        now.countByTarget.forEach((target, count) -> {
            int more = count - countByTarget.getOrDefault(target, 0);
            if (more > 0) {
                opened.add("open descriptors: " + more + " of " + target);
            }
        });
        return opened;
    }
}
