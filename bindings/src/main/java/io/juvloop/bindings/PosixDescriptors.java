package io.juvloop.bindings;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/// What Linux tells of a descriptor, whatever is behind it, and copies of it.
///
/// Any thread; Linux only. See [fcntl(2)](https://man7.org/linux/man-pages/man2/fcntl.2.html).
final class PosixDescriptors {
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private static final int F_GETFD = 1;
    private static final int F_DUPFD_CLOEXEC_OF_LINUX = 1030;
    private static final int FD_CLOEXEC = 1;

    /// `fcntl` is variadic, which some calling conventions pass differently.
    private static final MethodHandle FCNTL = Linker.nativeLinker()
            .downcallHandle(
                    Linker.nativeLinker().defaultLookup().findOrThrow("fcntl"),
                    FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT),
                    Linker.Option.firstVariadicArg(2),
                    Linker.Option.captureCallState("errno"));

    private PosixDescriptors() {}

    private static int fcntl(MemorySegment state, int fd, int command, int argument) {
        try {
            return (int) FCNTL.invokeExact(state, fd, command, argument);
        } catch (Throwable thrown) {
            throw Downcalls.rethrow(thrown);
        }
    }

    /// Which of several descriptors other programs would have, if they were executed now.
    ///
    /// @param descriptors to ask about; those that are not open are none of them
    /// @return those without the mark that closes them
    static int[] inheritable(int[] descriptors) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            int count = 0;
            int[] found = new int[descriptors.length];
            for (int fd : descriptors) {
                int flags = fcntl(state, fd, F_GETFD, 0);
                if (flags >= 0 && (flags & FD_CLOEXEC) == 0) {
                    found[count++] = fd;
                }
            }
            return Arrays.copyOf(found, count);
        }
    }

    /// Makes a copy with the lowest free number from some number on; it is closed in other programs.
    ///
    /// @param fd to copy
    /// @param lowest the number
    /// @return the copy, the caller's
    /// @throws UvFailure if there are too many
    static int duplicateAtLeast(int fd, int lowest) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            int copy = fcntl(state, fd, F_DUPFD_CLOEXEC_OF_LINUX, lowest);
            return UvFailure.check("fcntl", copy >= 0 ? copy : -(int) ERRNO.get(state, 0L));
        }
    }
}
