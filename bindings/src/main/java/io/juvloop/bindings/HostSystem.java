package io.juvloop.bindings;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;

import io.juvloop.bindings.gen.uv_h;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/// libuv's information on the system as a whole: its names, its memory, its clocks.
///
/// Any thread. Stateless. See [Miscellaneous utilities](https://docs.libuv.org/en/v1.x/misc.html).
public final class HostSystem {
    private static final int UTSNAME_TEXTS = 4;

    private HostSystem() {}

    /// The name of this machine.
    ///
    /// @return the name
    public static String hostname() {
        return HostText.ask("uv_os_gethostname", uv_h::uv_os_gethostname);
    }

    /// Returns the operating system's name, release and version, and the kind of machine.
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

    /// Returns the memory that is unused, or could be freed at once.
    ///
    /// @return bytes
    public static long freeMemory() {
        return uv_h.uv_get_free_memory();
    }

    /// Returns the total memory of this machine.
    ///
    /// @return bytes
    public static long totalMemory() {
        return uv_h.uv_get_total_memory();
    }

    /// Returns the memory limit of this process, as its container sets it.
    ///
    /// @return bytes; 0 if there is none or it is unknown; a value above the total memory also means no limit
    public static long constrainedMemory() {
        return uv_h.uv_get_constrained_memory();
    }

    /// Returns how much more memory this process may use.
    ///
    /// @return bytes
    /// @throws UnsupportedOperationException if this libuv cannot report it
    public static long availableMemory() {
        OptionalFunction.GET_AVAILABLE_MEMORY.require();
        return uv_h.uv_get_available_memory();
    }
}
