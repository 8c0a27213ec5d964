package io.juvloop.bindings;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.juvloop.bindings.gen.uv_h;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/// libuv's information on this process: numbers, folders, resource usage.
///
/// Any thread. Stateless. See [Miscellaneous utilities](https://docs.libuv.org/en/v1.x/misc.html).
public final class HostProcess {
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final int COUNTERS = 14;

    private HostProcess() {}

    /// Resource usage; counters that a system does not keep are 0.
    ///
    /// @param userMicros processor time in the program
    /// @param systemMicros processor time in the kernel
    /// @param counters `ru_maxrss`, `ru_ixrss` and so on, in the order of `getrusage`
    public record Usage(long userMicros, long systemMicros, List<Long> counters) {}

    /// The number of this process.
    ///
    /// @return the number
    public static int pid() {
        return uv_h.uv_os_getpid();
    }

    /// How willing a process is to let others run.
    ///
    /// @param pid of the process; 0 for this one
    /// @return -20, the most urgent, to 19
    public static int priority(int pid) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment priority = arena.allocate(JAVA_INT);
            UvFailure.check("uv_os_getpriority", uv_h.uv_os_getpriority(pid, priority));
            return priority.get(JAVA_INT, 0);
        }
    }

    /// Sets the scheduling priority of a process.
    ///
    /// @param pid of the process; 0 for this one
    /// @param priority -20, the most urgent, to 19
    public static void priority(int pid, int priority) {
        UvFailure.check("uv_os_setpriority", uv_h.uv_os_setpriority(pid, priority));
    }

    /// Returns the user's home folder, from the environment or the user database.
    ///
    /// @return the path
    public static String home() {
        return HostText.ask("uv_os_homedir", uv_h::uv_os_homedir);
    }

    /// Returns the folder for temporary files.
    ///
    /// @return the path
    public static String temporary() {
        return HostText.ask("uv_os_tmpdir", uv_h::uv_os_tmpdir);
    }

    /// The memory of this process that is not swapped out.
    ///
    /// @return bytes
    public static long residentSet() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment bytes = arena.allocate(JAVA_LONG);
            UvFailure.check("uv_resident_set_memory", uv_h.uv_resident_set_memory(bytes));
            return bytes.get(JAVA_LONG, 0);
        }
    }

    /// Returns the resource usage of this process.
    ///
    /// @return the figures
    public static Usage usage() {
        return usage("uv_getrusage", uv_h::uv_getrusage);
    }

    /// Returns the resource usage of the calling thread.
    ///
    /// @return the figures
    /// @throws UnsupportedOperationException if this libuv cannot report it
    public static Usage usageOfThread() {
        OptionalFunction.GETRUSAGE_THREAD.require();
        return usage("uv_getrusage_thread", uv_h::uv_getrusage_thread);
    }

    private static Usage usage(String operation, ToIntFunction<MemorySegment> call) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment usage = arena.allocate(HostAbi.RUSAGE_SIZE, 8);
            UvFailure.check(operation, call.applyAsInt(usage));
            long at = usage.address();
            List<Long> counters = new ArrayList<>(COUNTERS);
            for (int i = 0; i < COUNTERS; i++) {
                counters.add(Memory.getLong(at + HostAbi.RUSAGE_COUNTERS + (long) i * Long.BYTES));
            }
            return new Usage(micros(at + HostAbi.RUSAGE_UTIME), micros(at + HostAbi.RUSAGE_STIME), counters);
        }
    }

    private static long micros(long timeval) {
        return HostAbi.getLong(timeval) * MICROS_PER_SECOND + HostAbi.getLong(timeval + HostAbi.TIMEVAL_USEC);
    }
}
