package io.juvloop.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// How long a core has been busy, as the kernel samples it at its clock ticks; the time for which the host took a
/// virtual core away counts too.
public record CoreTime(long busyTicks) {
    private static final long NANOS_OF_TICK = 10_000_000; // USER_HZ is 100 on every Linux
    private static final List<Integer> IDLE_FIELDS = List.of(4, 5);
    private static final int LAST_FIELD = 8; // what follows, guests' time, is counted in the first fields already

    /// Reads the time of one core from `/proc/stat`.
    public static CoreTime of(int core) throws IOException {
        return Files.readAllLines(Path.of("/proc/stat")).stream()
                .filter(line -> line.startsWith("cpu" + core + " "))
                .findFirst()
                .map(CoreTime::parse)
                .orElseThrow(() -> new IOException("this machine has no core " + core));
    }

    /// Reads a line of `/proc/stat`: name, user, nice, system, idle, iowait, irq, softirq, steal.
    static CoreTime parse(String line) {
        String[] fields = line.split(" ", -1);
        long busy = 0;
        for (int field = 1; field <= LAST_FIELD; field++) {
            busy += IDLE_FIELDS.contains(field) ? 0 : Long.parseLong(fields[field]);
        }
        return new CoreTime(busy);
    }

    /// Returns the share of the time since an earlier moment in which other programs had the core; the process
    /// itself used a given amount.
    public long nanosOfOthersSince(CoreTime earlier, long own) {
        return Math.max(0, (busyTicks - earlier.busyTicks) * NANOS_OF_TICK - own);
    }
}
