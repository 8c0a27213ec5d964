package io.juvloop.benchmarks.process;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// The processor time that a process had used at one moment, as Linux accounts it: exact nanoseconds for each
/// thread, and the division into user and system time. The kernel samples that division at its clock ticks, so it
/// has a meaning only over many slices.
public record CpuTime(Map<String, Long> nanosOfThread, long waitedNanos, long userTicks, long systemTicks) {
    /// The processor time between two moments.
    public record Used(long nanos, long waitedNanos, long userTicks, long systemTicks) {}

    /// Reads the time of a process from `/proc`.
    public static CpuTime of(long pid) throws IOException {
        Map<String, Long> nanos = new HashMap<>();
        long waited = 0;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc/" + pid + "/task"))) {
            for (Path thread : threads) {
                String[] fields = Files.readString(thread.resolve("schedstat")).split(" ", -1);
                nanos.put(thread.getFileName().toString(), Long.parseLong(fields[0]));
                waited += Long.parseLong(fields[1]);
            }
        }
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        // The name, in brackets, may hold anything; the numbers begin behind it, at the third field of proc(5).
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return new CpuTime(Map.copyOf(nanos), waited, Long.parseLong(fields[11]), Long.parseLong(fields[12]));
    }

    /// Returns the time since an earlier moment. Threads that started since count in full; the time of threads
    /// that have ended since is lost, but a busy echo server ends none.
    public Used since(CpuTime earlier) {
        long nanos = 0;
        for (Map.Entry<String, Long> thread : nanosOfThread.entrySet()) {
            nanos += thread.getValue() - earlier.nanosOfThread.getOrDefault(thread.getKey(), 0L);
        }
        return new Used(
                nanos,
                Math.max(0, waitedNanos - earlier.waitedNanos),
                userTicks - earlier.userTicks,
                systemTicks - earlier.systemTicks);
    }
}
