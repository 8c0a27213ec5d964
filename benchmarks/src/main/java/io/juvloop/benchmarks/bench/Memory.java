package io.juvloop.benchmarks.bench;

import io.juvloop.benchmarks.peer.Jvm;
import io.juvloop.benchmarks.peer.Repository;
import io.juvloop.benchmarks.process.ResidentMemory;
import io.juvloop.benchmarks.process.Shell;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;

/// The memory of a process at one moment, in bytes.
///
/// The growth of the resident pages is native memory: the heap of a measured JVM is made resident beforehand, so
/// that garbage on fresh pages does not count as growth. The live objects are counted after a collection instead.
/// Memory of the C library that the JVM's compilers have freed is released first, because they work at times of
/// their own; and they get time to end, after which the JVM keeps what they worked with for five seconds more.
record Memory(long resident, long liveHeap) {
    /// The flag that makes the heap resident.
    static final String PRE_TOUCH = "-XX:+AlwaysPreTouch";

    private static final Duration COMPILERS_REST = Duration.ofSeconds(12);

    static Memory of(long pid, boolean onJvm) throws IOException {
        if (onJvm) {
            letCompilersRest();
        }
        long live = onJvm ? liveHeap(pid) : 0;
        if (onJvm) {
            jcmd(pid, "System.trim_native_heap");
        }
        return new Memory(ResidentMemory.kib(pid) * 1024, live);
    }

    /// There is no condition to wait for: a compiler that is idle may begin again.
    private static void letCompilersRest() throws IOException {
        try {
            Thread.sleep(COMPILERS_REST);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted before the memory was measured");
        }
    }

    /// The last line of a class histogram, which is taken after a full collection, is the sum of all live
    /// objects.
    private static long liveHeap(long pid) throws IOException {
        String total = jcmd(pid, "GC.class_histogram")
                .lines()
                .reduce((before, line) -> line)
                .orElseThrow();
        return Long.parseLong(total.strip().split("\\s+", -1)[2]);
    }

    private static String jcmd(long pid, String command) throws IOException {
        return Shell.run(Repository.locate().root(), Jvm.tool("jcmd").toString(), Long.toString(pid), command);
    }
}
