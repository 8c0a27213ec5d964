package io.juvloop.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The resident memory of processes.
public final class ResidentMemory {
    private ResidentMemory() {}

    /// Returns the resident memory in KiB, summed page by page: the cheap counters of `status` may be off by
    /// megabytes.
    public static long kib(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/smaps_rollup")).stream()
                .filter(line -> line.startsWith("Rss:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
