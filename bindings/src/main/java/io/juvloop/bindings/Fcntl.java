package io.juvloop.bindings;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// `fcntl`, which is variadic: some calling conventions pass that differently.
///
/// Any thread; not for Windows. See [fcntl(2)](https://man7.org/linux/man-pages/man2/fcntl.2.html).
final class Fcntl {
    static final int F_GETFD = 1;
    static final int F_SETFD = 2;
    static final int F_GETFL = 3;
    static final int F_SETFL = 4;
    static final int FD_CLOEXEC = 1;

    private static final class Call {
        static final MethodHandle HANDLE = LibC.link(
                "fcntl",
                FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT),
                Linker.Option.firstVariadicArg(2));
    }

    private Fcntl() {}

    /// Whether a number is an open descriptor.
    static boolean isOpen(int fd) {
        return LibC.result(state -> result(state, fd, F_GETFD, 0)) >= 0;
    }

    /// Makes a copy with the lowest free number that is not below a given one; other programs do not inherit it.
    ///
    /// @return the copy, the caller's
    /// @throws UvFailure with libuv's number for the errno
    static int duplicate(int fd, int lowest) {
        return LibC.open("fcntl", state -> result(state, fd, Abi.F_DUPFD_CLOEXEC, lowest));
    }

    /// Calls it.
    ///
    /// @return what it returned, not negative
    /// @throws UvFailure with libuv's number for the errno
    static int check(int fd, int command, int argument) {
        return LibC.check("fcntl", state -> result(state, fd, command, argument));
    }

    /// Calls it.
    ///
    /// @param state the caller's block for errno
    /// @return what it returned, or libuv's negative number for the errno
    static int result(MemorySegment state, int fd, int command, int argument) {
        Linking.ensure(Call.class);
        return (int) LibC.result(state, block -> (int) Call.HANDLE.invokeExact(block, fd, command, argument));
    }
}
