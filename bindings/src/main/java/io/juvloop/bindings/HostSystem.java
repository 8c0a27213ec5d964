package io.juvloop.bindings;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.juvloop.bindings.gen.uv_h;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/// What libuv tells of the system as a whole: its names, its memory, its clocks.
///
/// Any thread. Stateless. See [Miscellaneous utilities](https://docs.libuv.org/en/v1.x/misc.html).
public final class HostSystem {
    private static final int UTSNAME_TEXTS = 4;

    /// `UV_CLOCK_MONOTONIC`.
    private static final int MONOTONIC = 0;

    /// `UV_CLOCK_REALTIME`.
    private static final int REALTIME = 1;

    private HostSystem() {}

    /// A point of time.
    ///
    /// @param seconds since the clock's begin
    /// @param nanos of the second
    public record Time(long seconds, int nanos) {}

    /// The name of this machine.
    ///
    /// @return the name
    public static String hostname() {
        return HostText.ask("uv_os_gethostname", uv_h::uv_os_gethostname);
    }

    /// The operating system's name, release, version, and the machine's kind.
    ///
    /// @return these four
    public static List<String> uname() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment names = arena.allocate(HostAbi.UTSNAME_SIZE);
            UvFailure.check("uv_os_uname", uv_h.uv_os_uname(names));
            List<String> texts = new ArrayList<>(UTSNAME_TEXTS);
            for (int i = 0; i < UTSNAME_TEXTS; i++) {
                texts.add(names.getString((long) i * HostAbi.UTSNAME_TEXT_BYTES));
            }
            return texts;
        }
    }

    /// How long the system has been up.
    ///
    /// @return seconds
    public static double uptime() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment seconds = arena.allocate(JAVA_DOUBLE);
            UvFailure.check("uv_uptime", uv_h.uv_uptime(seconds));
            return seconds.get(JAVA_DOUBLE, 0);
        }
    }

    /// Memory that nobody uses, or that could be freed at once.
    ///
    /// @return bytes
    public static long freeMemory() {
        return uv_h.uv_get_free_memory();
    }

    /// All memory of this machine.
    ///
    /// @return bytes
    public static long totalMemory() {
        return uv_h.uv_get_total_memory();
    }

    /// The limit of this process, as of its container.
    ///
    /// @return bytes; 0 if there is none or it is not known; more than there is if there is no limit
    public static long constrainedMemory() {
        return uv_h.uv_get_constrained_memory();
    }

    /// Memory that this process may still take.
    ///
    /// @return bytes
    /// @throws UnsupportedOperationException if this libuv cannot tell
    public static long availableMemory() {
        NewerFunction.GET_AVAILABLE_MEMORY.require();
        return uv_h.uv_get_available_memory();
    }

    /// The monotonic clock that timers count by.
    ///
    /// @return nanoseconds since an arbitrary begin
    public static long hrtime() {
        return uv_h.uv_hrtime();
    }

    /// The clock that is set to the time of day.
    ///
    /// @return since 1970
    /// @throws UnsupportedOperationException if this libuv cannot tell
    public static Time realTime() {
        return clock(REALTIME);
    }

    /// A clock that nobody sets.
    ///
    /// @return since an arbitrary begin
    /// @throws UnsupportedOperationException if this libuv cannot tell
    public static Time monotonicTime() {
        return clock(MONOTONIC);
    }

    private static Time clock(int id) {
        NewerFunction.CLOCK_GETTIME.require();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment time = arena.allocate(HostAbi.TIMESPEC64_SIZE, 8);
            UvFailure.check("uv_clock_gettime", uv_h.uv_clock_gettime(id, time));
            return new Time(time.get(JAVA_LONG, 0), time.get(JAVA_INT, HostAbi.TIMESPEC64_NSEC));
        }
    }
}
