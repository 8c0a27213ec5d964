package io.juvloop.bindings;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// `sendfile(2)` of Linux: bytes of a file go to a socket inside the kernel.
///
/// It is not libuv's `uv_fs_sendfile`, which for some files waits in a thread of its pool until a slow peer has
/// read, and cannot be cancelled there.
///
/// Any thread: the disk is waited for, so not the loop's. See
/// [sendfile(2)](https://man7.org/linux/man-pages/man2/sendfile.2.html).
public final class FileSending {
    private FileSending() {}

    private static final class Call {
        static final MethodHandle HANDLE =
                LibC.link("sendfile", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG));

        private Call() {}
    }

    /// Whether this platform has it.
    ///
    /// @return true on Linux
    public static boolean isAvailable() {
        return Host.current().isLinux();
    }

    /// Sends what the socket takes at once.
    ///
    /// @param socket non-blocking
    /// @param file open for reading, whose position is neither used nor changed
    /// @param offset of the first byte
    /// @param count how many at the most
    /// @return the count, 0 at the end of the file, or libuv's negative number of an error; EAGAIN if it takes
    /// none
    public static long send(int socket, int file, long offset, long count) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment from = arena.allocateFrom(JAVA_LONG, offset);
            return LibC.result(state -> (long) Call.HANDLE.invokeExact(state, socket, file, from.address(), count));
        }
    }
}
