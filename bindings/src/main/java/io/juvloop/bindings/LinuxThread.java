package io.juvloop.bindings;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;

/// The calling thread, as the C library of Linux sees it. [CurrentThread] uses it with every libuv, because the
/// oldest lacks these functions and the newest cuts a name inside a character.
///
/// Any thread, about itself; on Linux only. Stateless.
/// See [sched_setaffinity(2)](https://man7.org/linux/man-pages/man2/sched_setaffinity.2.html).
final class LinuxThread {
    /// `sizeof (cpu_set_t)`: room for 1024 processors.
    private static final int CPU_SET_BYTES = 128;

    private static final int PR_SET_NAME = 15;

    /// The bytes that the kernel keeps of a name, without the final NUL.
    private static final int NAME_BYTES = 15;

    private static final class Calls {
        static final MethodHandle GET_AFFINITY = LibC.linkUniform("sched_getaffinity");
        static final MethodHandle SET_AFFINITY = LibC.linkUniform("sched_setaffinity");
        static final MethodHandle GET_CPU = LibC.linkUniform("sched_getcpu");
        static final MethodHandle CONTROL = LibC.linkUniform("prctl");

        private Calls() {}
    }

    private LinuxThread() {}

    private static int check(String operation, LibC.Call call) {
        Linking.ensure(Calls.class);
        return LibC.check(operation, call);
    }

    static BitSet affinity() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment set = arena.allocate(CPU_SET_BYTES, 8);
            check("sched_getaffinity", state -> (int)
                    (long) Calls.GET_AFFINITY.invokeExact(state, 0L, (long) CPU_SET_BYTES, set.address(), 0L, 0L));
            return BitSet.valueOf(
                    set.asByteBuffer().order(ByteOrder.nativeOrder()).asLongBuffer());
        }
    }

    static void affinity(BitSet cpus) {
        try (Arena arena = Arena.ofConfined()) {
            long size = Math.max(CPU_SET_BYTES, (cpus.length() + Long.SIZE - 1) / Long.SIZE * (long) Long.BYTES);
            MemorySegment set = arena.allocate(size, 8);
            MemorySegment.copy(cpus.toLongArray(), 0, set, JAVA_LONG, 0, cpus.toLongArray().length);
            check("sched_setaffinity", state ->
                    (int) (long) Calls.SET_AFFINITY.invokeExact(state, 0L, size, set.address(), 0L, 0L));
        }
    }

    static int cpu() {
        return check("sched_getcpu", state -> (int) (long) Calls.GET_CPU.invokeExact(state, 0L, 0L, 0L, 0L, 0L));
    }

    /// A name is cut between characters, and never inside one.
    static void name(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(bytes.length, NAME_BYTES);
        while (length < bytes.length && length > 0 && (bytes[length] & 0xc0) == 0x80) {
            length--;
        }
        byte[] cut = Arrays.copyOf(bytes, length + 1);
        cut[length] = 0;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment text = arena.allocateFrom(JAVA_BYTE, cut);
            check("prctl", state ->
                    (int) (long) Calls.CONTROL.invokeExact(state, (long) PR_SET_NAME, text.address(), 0L, 0L, 0L));
        }
    }
}
