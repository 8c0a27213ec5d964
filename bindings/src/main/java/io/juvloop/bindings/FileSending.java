package io.juvloop.bindings;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/// `sendfile(2)` of Linux: bytes of a file go to a socket inside the kernel.
///
/// It is not libuv's `uv_fs_sendfile`, which for some files waits in a thread of its pool until a slow peer has
/// read, and cannot be cancelled there.
///
/// Any thread: the disk is waited for, so not the loop's. See
/// [sendfile(2)](https://man7.org/linux/man-pages/man2/sendfile.2.html).
public final class FileSending {
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private FileSending() {}

    private static final class Call {
        static final MethodHandle HANDLE = Linker.nativeLinker()
                .downcallHandle(
                        Linker.nativeLinker().defaultLookup().findOrThrow("sendfile"),
                        FunctionDescriptor.of(JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG),
                        Linker.Option.captureCallState("errno"));

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
            MemorySegment state = arena.allocate(STATE);
            MemorySegment from = arena.allocateFrom(JAVA_LONG, offset);
            long sent;
            try {
                sent = (long) Call.HANDLE.invokeExact(state, socket, file, from.address(), count);
            } catch (Throwable thrown) {
                throw Downcalls.rethrow(thrown);
            }
            return sent < 0 ? -(int) ERRNO.get(state, 0L) : sent;
        }
    }
}
