package io.juvloop.bindings;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;

import io.juvloop.bindings.gen.uv_h;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;

/// `uv_cpu_info_t`: the processors of this machine and their load.
///
/// Any thread. Stateless. See [uv_cpu_info](https://docs.libuv.org/en/v1.x/misc.html#c.uv_cpu_info).
public final class HostCpus {
    private static final int LOADS = 3;

    private HostCpus() {}

    /// Makes the caller's object for one processor.
    ///
    /// @param <T> the type of the object
    @FunctionalInterface
    public interface Maker<T> {
        /// Makes the object; times are milliseconds since the system started.
        ///
        /// @param model the name that its maker gave it
        /// @param speed megahertz
        /// @param user in programs
        /// @param nice in programs of low priority
        /// @param sys in the kernel
        /// @param idle doing nothing
        /// @param irq in interrupts
        /// @return the object
        T make(String model, int speed, long user, long nice, long sys, long idle, long irq);
    }

    /// Returns all processors.
    ///
    /// @param <T> the type of the caller's objects
    /// @param maker makes each object
    /// @return one for each, in libuv's order
    public static <T> List<T> list(Maker<T> maker) {
        Linking.ensure("uv_free_cpu_info");
        return HostArray.read(
                "uv_cpu_info", uv_h::uv_cpu_info, uv_h::uv_free_cpu_info, HostAbi.CPU_SIZE, at -> read(at, maker));
    }

    private static <T> T read(long at, Maker<T> maker) {
        long times = at + HostAbi.CPU_TIMES;
        return maker.make(
                Memory.string(Memory.getLong(at + HostAbi.CPU_MODEL)),
                Memory.getInt(at + HostAbi.CPU_SPEED),
                Memory.getLong(times),
                Memory.getLong(times + 8),
                Memory.getLong(times + 16),
                Memory.getLong(times + 24),
                Memory.getLong(times + 32));
    }

    /// How many threads wanted to run, on average of the last 1, 5 and 15 minutes.
    ///
    /// @return three numbers; zeros on Windows, which has no load average
    public static double[] loadAverage() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment averages = arena.allocate(JAVA_DOUBLE, LOADS);
            uv_h.uv_loadavg(averages);
            return averages.toArray(JAVA_DOUBLE);
        }
    }
}
