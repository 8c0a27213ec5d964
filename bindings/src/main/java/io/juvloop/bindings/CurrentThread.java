package io.juvloop.bindings;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.juvloop.bindings.gen.uv_h;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.BitSet;

/// The operating system's thread that calls: where it may run, where it does, its urgency, its name.
///
/// `uv_thread_t` travels by value and the priorities are newer than what jextract was given, so these are linked
/// by hand. Where libuv is too old, Linux is asked itself, see [LinuxThread]; elsewhere the call is refused with
/// the version that has it.
///
/// Any thread, about itself; on a virtual thread that is whatever carries it at the moment. Stateless.
/// See [Threads](https://docs.libuv.org/en/v1.x/threading.html).
public final class CurrentThread {
    private static final boolean LINUX = Host.current().isLinux();

    private CurrentThread() {}

    private static final class Self {
        static final MethodHandle HANDLE = Linker.nativeLinker()
                .downcallHandle(
                        LibUv.require().symbols().findOrThrow("uv_thread_self"), FunctionDescriptor.of(JAVA_LONG));

        static MemorySegment in(Arena arena) {
            try {
                return arena.allocateFrom(JAVA_LONG, (long) HANDLE.invokeExact());
            } catch (Throwable thrown) {
                throw Downcalls.rethrow(thrown);
            }
        }
    }

    private static final class Priority {
        static final MethodHandle GET =
                NewerFunction.THREAD_GETPRIORITY.link(FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG));
        static final MethodHandle SET =
                NewerFunction.THREAD_SETPRIORITY.link(FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_INT));
    }

    /// Whether [#affinity] can be asked and set here.
    ///
    /// @return true if it can
    public static boolean hasAffinity() {
        return LINUX || (!Host.current().isMac() && NewerFunction.THREAD_SETAFFINITY.isPresent());
    }

    /// Whether [#cpu] can be asked here.
    ///
    /// @return true if it can
    public static boolean hasCpu() {
        return LINUX || (!Host.current().isMac() && NewerFunction.THREAD_GETCPU.isPresent());
    }

    /// The processors it may run on.
    ///
    /// @return their numbers
    /// @throws UnsupportedOperationException if neither libuv nor the system can tell
    public static BitSet affinity() {
        if (LINUX) {
            return LinuxThread.affinity();
        }
        refuseMac("thread affinity");
        NewerFunction.THREAD_GETAFFINITY.require();
        try (Arena arena = Arena.ofConfined()) {
            int size = UvFailure.check("uv_cpumask_size", uv_h.uv_cpumask_size());
            MemorySegment mask = arena.allocate(size);
            UvFailure.check("uv_thread_getaffinity", uv_h.uv_thread_getaffinity(Self.in(arena), mask, size));
            BitSet cpus = new BitSet(size);
            for (int cpu = 0; cpu < size; cpu++) {
                cpus.set(cpu, mask.get(JAVA_BYTE, cpu) != 0);
            }
            return cpus;
        }
    }

    /// Sets the processors it may run on.
    ///
    /// @param cpus their numbers
    /// @throws UnsupportedOperationException if neither libuv nor the system can do it
    public static void affinity(BitSet cpus) {
        if (LINUX) {
            LinuxThread.affinity(cpus);
            return;
        }
        refuseMac("thread affinity");
        NewerFunction.THREAD_SETAFFINITY.require();
        try (Arena arena = Arena.ofConfined()) {
            int size = Math.max(UvFailure.check("uv_cpumask_size", uv_h.uv_cpumask_size()), cpus.length());
            MemorySegment mask = arena.allocate(size);
            cpus.stream().forEach(cpu -> mask.set(JAVA_BYTE, cpu, (byte) 1));
            UvFailure.check(
                    "uv_thread_setaffinity",
                    uv_h.uv_thread_setaffinity(Self.in(arena), mask, MemorySegment.NULL, size));
        }
    }

    private static void refuseMac(String what) {
        if (Host.current().isMac()) {
            throw new UnsupportedOperationException("macOS has no " + what);
        }
    }

    /// The processor it runs on at the moment.
    ///
    /// @return its number
    /// @throws UnsupportedOperationException if neither libuv nor the system can tell
    public static int cpu() {
        if (LINUX) {
            return LinuxThread.cpu();
        }
        refuseMac("number of the processor");
        NewerFunction.THREAD_GETCPU.require();
        return UvFailure.check("uv_thread_getcpu", uv_h.uv_thread_getcpu());
    }

    /// How urgent it is.
    ///
    /// @return from -2, the lowest, to 2
    /// @throws UnsupportedOperationException if this libuv cannot tell
    public static int priority() {
        NewerFunction.THREAD_GETPRIORITY.require();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment priority = arena.allocate(JAVA_INT);
            long self = Self.in(arena).get(JAVA_LONG, 0);
            int status = (int) Priority.GET.invokeExact(self, priority.address());
            UvFailure.check("uv_thread_getpriority", status);
            return priority.get(JAVA_INT, 0);
        } catch (Throwable thrown) {
            throw Downcalls.rethrow(thrown);
        }
    }

    /// Sets how urgent it is.
    ///
    /// @param priority from -2, the lowest, to 2
    /// @throws UnsupportedOperationException if this libuv cannot do it
    public static void priority(int priority) {
        NewerFunction.THREAD_SETPRIORITY.require();
        try (Arena arena = Arena.ofConfined()) {
            long self = Self.in(arena).get(JAVA_LONG, 0);
            int status = (int) Priority.SET.invokeExact(self, priority);
            UvFailure.check("uv_thread_setpriority", status);
        } catch (Throwable thrown) {
            throw Downcalls.rethrow(thrown);
        }
    }

    /// Sets the name by which the system's own programs show it, cut to what the system keeps.
    ///
    /// @param name without NUL
    /// @return false if neither libuv nor the system can do it
    public static boolean name(String name) {
        if (NewerFunction.THREAD_SETNAME.isPresent()) {
            try (Arena arena = Arena.ofConfined()) {
                UvFailure.check("uv_thread_setname", uv_h.uv_thread_setname(arena.allocateFrom(name)));
                return true;
            }
        }
        if (LINUX) {
            LinuxThread.name(name);
        }
        return LINUX;
    }
}
