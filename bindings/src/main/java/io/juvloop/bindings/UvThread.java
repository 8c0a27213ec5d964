package io.juvloop.bindings;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.juvloop.bindings.gen.uv_h;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.BitSet;

/// The calling thread, as libuv sees it from 1.45 on; [CurrentThread] uses it where the system has no other way.
///
/// `uv_thread_t` is passed by value, so the functions with one are linked by hand.
///
/// Any thread, about itself. Stateless. On a libuv that is too old each method throws an exception that names the
/// version needed. See [Threads](https://docs.libuv.org/en/v1.x/threading.html).
final class UvThread {
    private static final int HIGHEST = 2;

    /// `UV_THREAD_PRIORITY_NORMAL` among the priorities of macOS, 15 to 47, and the distance of two levels.
    private static final int NORMAL_ON_MAC = 31;

    private static final int STEP_ON_MAC = 8;

    private UvThread() {}

    private static final class Self {
        static final MethodHandle HANDLE = Downcalls.link("uv_thread_self");
    }

    private static final class Priority {
        static final MethodHandle GET = OptionalFunction.THREAD_GETPRIORITY.link();
        static final MethodHandle SET = OptionalFunction.THREAD_SETPRIORITY.link();
    }

    private static long self() {
        Linking.ensure(Self.class);
        try {
            return (long) Self.HANDLE.invokeExact(0L, 0L, 0L, 0L, 0L);
        } catch (Throwable thrown) {
            throw Downcalls.rethrow(thrown);
        }
    }

    private static MemorySegment selfIn(Arena arena) {
        return arena.allocateFrom(JAVA_LONG, self());
    }

    static BitSet affinity() {
        OptionalFunction.THREAD_GETAFFINITY.require();
        try (Arena arena = Arena.ofConfined()) {
            int size = maskSize();
            MemorySegment mask = arena.allocate(size);
            UvFailure.check("uv_thread_getaffinity", uv_h.uv_thread_getaffinity(selfIn(arena), mask, size));
            BitSet cpus = new BitSet(size);
            for (int cpu = 0; cpu < size; cpu++) {
                cpus.set(cpu, mask.get(JAVA_BYTE, cpu) != 0);
            }
            return cpus;
        }
    }

    static void affinity(BitSet cpus) {
        OptionalFunction.THREAD_SETAFFINITY.require();
        try (Arena arena = Arena.ofConfined()) {
            int size = Math.max(maskSize(), cpus.length());
            MemorySegment mask = arena.allocate(size);
            cpus.stream().forEach(cpu -> mask.set(JAVA_BYTE, cpu, (byte) 1));
            UvFailure.check(
                    "uv_thread_setaffinity", uv_h.uv_thread_setaffinity(selfIn(arena), mask, MemorySegment.NULL, size));
        }
    }

    private static int maskSize() {
        return UvFailure.check("uv_cpumask_size", uv_h.uv_cpumask_size());
    }

    static int cpu() {
        OptionalFunction.THREAD_GETCPU.require();
        return UvFailure.check("uv_thread_getcpu", uv_h.uv_thread_getcpu());
    }

    static int priority() {
        OptionalFunction.THREAD_GETPRIORITY.require();
        try (Arena arena = Arena.ofConfined()) {
            Linking.ensure(Priority.class);
            MemorySegment priority = arena.allocate(JAVA_INT);
            int status = (int) (long) Priority.GET.invokeExact(self(), priority.address(), 0L, 0L, 0L);
            UvFailure.check("uv_thread_getpriority", status);
            return level(Platform.current(), priority.get(JAVA_INT, 0));
        } catch (Throwable thrown) {
            throw Downcalls.rethrow(thrown);
        }
    }

    /// libuv takes one of five levels but returns the system's own value, such as Linux's niceness.
    static int level(Platform host, int reported) {
        int level = host.isLinux() ? -reported / 2 : host.isMac() ? (reported - NORMAL_ON_MAC) / STEP_ON_MAC : reported;
        return Math.clamp(level, -HIGHEST, HIGHEST);
    }

    static void priority(int level) {
        OptionalFunction.THREAD_SETPRIORITY.require();
        Linking.ensure(Priority.class);
        int status;
        try {
            status = (int) (long) Priority.SET.invokeExact(self(), (long) level, 0L, 0L, 0L);
        } catch (Throwable thrown) {
            throw Downcalls.rethrow(thrown);
        }
        UvFailure.check("uv_thread_setpriority", status);
    }

    static void name(String name) {
        OptionalFunction.THREAD_SETNAME.require();
        try (Arena arena = Arena.ofConfined()) {
            UvFailure.check("uv_thread_setname", uv_h.uv_thread_setname(arena.allocateFrom(name)));
        }
    }
}
