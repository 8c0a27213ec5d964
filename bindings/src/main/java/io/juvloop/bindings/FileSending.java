package io.juvloop.bindings;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// Linux's `sendfile(2)`: copies a file to a socket inside the kernel.
///
/// It is not libuv's `uv_fs_sendfile`, which for some files blocks a thread of the pool until a slow peer has
/// read, and cannot be cancelled there.
///
/// Any thread but the loop's, because it waits for the disk. See
/// [sendfile(2)](https://man7.org/linux/man-pages/man2/sendfile.2.html).
public final class FileSending {
    private FileSending() {}

    private static final class Call {
        static final MethodHandle HANDLE = LibC.linkUniform("sendfile");

        private Call() {}
    }

    /// Whether this platform has it.
    ///
    /// @return true on Linux
    public static boolean isAvailable() {
        return Platform.current().isLinux();
    }

    /// Sends as much as the socket accepts at once.
    ///
    /// @param socket non-blocking
    /// @param file open for reading, whose position is neither used nor changed
    /// @param offset of the first byte
    /// @param count how many at the most
    /// @return the count, 0 at the end of the file, or libuv's negative error number; EAGAIN if the socket
    ///   accepts none
    public static long send(int socket, int file, long offset, long count) {
        Linking.ensure(Call.class);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment from = arena.allocateFrom(JAVA_LONG, offset);
            return LibC.result(state ->
                    (long) Call.HANDLE.invokeExact(state, (long) socket, (long) file, from.address(), count, 0L));
        }
    }
}
