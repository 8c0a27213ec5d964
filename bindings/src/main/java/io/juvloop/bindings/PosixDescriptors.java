package io.juvloop.bindings;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// Properties of a descriptor that the kernel knows, whatever the kind of file, and copies of descriptors.
///
/// Any thread; not for Windows. See [fcntl(2)](https://man7.org/linux/man-pages/man2/fcntl.2.html).
final class PosixDescriptors {
    private static final int EMFILE = UvErrors.code("EMFILE");

    private PosixDescriptors() {}

    /// Returns those of several descriptors that a new program would inherit.
    ///
    /// @param descriptors to check; those that are not open are left out
    /// @return those without close-on-exec
    static int[] inheritable(int[] descriptors) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(LibC.STATE_SIZE, 8);
            return Arrays.stream(descriptors)
                    .filter(fd -> isInheritable(state, fd))
                    .toArray();
        }
    }

    private static boolean isInheritable(MemorySegment state, int fd) {
        int flags = Fcntl.result(state, fd, Fcntl.F_GETFD, 0);
        return flags >= 0 && (flags & Fcntl.FD_CLOEXEC) == 0;
    }

    /// Makes a copy with the lowest free number that is not below a given one; other programs do not inherit it.
    ///
    /// @param fd to copy
    /// @param lowest the number
    /// @return the copy, the caller's
    /// @throws UvFailure EMFILE if there are too many, or may be none as high
    static int duplicateAtLeast(int fd, int lowest) {
        try {
            return Fcntl.duplicate(fd, lowest);
        } catch (UvFailure failure) {
            throw failure.code() == UvErrors.EINVAL ? new UvFailure(failure.operation(), EMFILE) : failure;
        }
    }

    /// Whether a descriptor is blocking.
    ///
    /// @param fd the descriptor
    /// @throws UvFailure if it is not open
    static boolean isBlocking(int fd) {
        return (Fcntl.check(fd, Fcntl.F_GETFL, 0) & Abi.O_NONBLOCK) == 0;
    }

    /// Makes a descriptor and all its copies non-blocking.
    ///
    /// @param fd the descriptor
    /// @throws UvFailure if it is not open
    static void neverBlock(int fd) {
        int flags = Fcntl.check(fd, Fcntl.F_GETFL, 0);
        if ((flags & Abi.O_NONBLOCK) == 0) {
            int _ = Fcntl.check(fd, Fcntl.F_SETFL, flags | Abi.O_NONBLOCK);
        }
    }

    /// Makes a descriptor and all its copies blocking.
    ///
    /// @param fd the descriptor
    /// @throws UvFailure if it is not open
    static void block(int fd) {
        int flags = Fcntl.check(fd, Fcntl.F_GETFL, 0);
        if ((flags & Abi.O_NONBLOCK) != 0) {
            int _ = Fcntl.check(fd, Fcntl.F_SETFL, flags & ~Abi.O_NONBLOCK);
        }
    }
}
