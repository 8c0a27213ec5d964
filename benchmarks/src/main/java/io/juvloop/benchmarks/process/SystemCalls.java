package io.juvloop.benchmarks.process;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/// Counts the system calls of a process with strace, which makes each of them slow.
///
/// One thread. Lifetime: until it is closed.
public final class SystemCalls implements AutoCloseable {
    private static final int STEPS = 500;
    private static final long STEP_NANOS = 10_000_000;
    private static final int CALLS = 3;

    private final Process strace;
    private final Path summary;

    /// The reason why nothing can be counted here.
    public static final class UnavailableException extends Exception {
        private static final long serialVersionUID = 1;

        UnavailableException(String reason) {
            super(reason);
        }
    }

    private SystemCalls(Process strace, Path summary) {
        this.strace = strace;
        this.summary = summary;
    }

    /// Begins to count those of all threads of a process.
    public static SystemCalls of(long pid) throws IOException, UnavailableException {
        if (Shell.firstLine("strace", "-V").isEmpty()) {
            throw new UnavailableException("strace is not installed");
        }
        Path summary = Files.createTempFile("strace", ".txt");
        Process strace = Children.start(
                new ProcessBuilder("strace", "-c", "-f", "-q", "-o", summary.toString(), "-p", Long.toString(pid))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD));
        SystemCalls calls = new SystemCalls(strace, summary);
        for (int i = 0; !isTraced(pid); i++) {
            if (i == STEPS || !strace.isAlive()) {
                calls.close();
                throw new UnavailableException("strace may not look at other processes");
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
        return calls;
    }

    private static boolean isTraced(long pid) throws IOException {
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc/" + pid + "/task"))) {
            for (Path thread : threads) {
                if (Files.readAllLines(thread.resolve("status")).contains("TracerPid:\t0")) {
                    return false;
                }
            }
        }
        return true;
    }

    /// Ends the counting. Returns how many there were.
    public long count() throws IOException {
        Children.end(strace);
        return Files.readAllLines(summary).stream()
                .filter(line -> line.endsWith(" total"))
                .map(line -> line.strip().split("\\s+", -1))
                .mapToLong(words -> Long.parseLong(words[CALLS]))
                .findFirst()
                .orElseThrow(() -> new IOException("strace has counted nothing"));
    }

    @Override
    public void close() throws IOException {
        Children.end(strace);
        Files.deleteIfExists(summary);
    }
}
