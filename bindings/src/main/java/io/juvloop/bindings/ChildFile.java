package io.juvloop.bindings;

import io.juvloop.bindings.gen.uv_h;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/// A file that is opened to be handed to a child, by libuv and at once: only what libuv opens has a number that
/// libuv can hand on, on every platform.
///
/// Any thread. The descriptor is the caller's, and closed in other programs that it is not handed to. See
/// [uv_fs_open](https://docs.libuv.org/en/v1.x/fs.html#c.uv_fs_open).
public final class ChildFile {
    private static final int READ_AND_WRITE_BY_ALL = 0666;

    private ChildFile() {}

    /// What it is opened for.
    public enum Mode {
        /// To be read; it must be there.
        READ(Abi.O_RDONLY),
        /// To be written anew, made if it is not there.
        WRITE(Abi.O_WRONLY | Abi.O_CREAT | Abi.O_TRUNC),
        /// To be written at its end, made if it is not there.
        APPEND(Abi.O_WRONLY | Abi.O_CREAT | Abi.O_APPEND),
        /// To be read and written; it must be there.
        READ_WRITE(Abi.O_RDWR);

        private final int flags;

        Mode(int flags) {
            this.flags = flags;
        }
    }

    /// What leads nowhere, by the name that the platform has for it.
    ///
    /// @return the bytes of a path
    public static byte[] nowhere() {
        return (Host.current().isWindows() ? "NUL" : "/dev/null").getBytes(StandardCharsets.US_ASCII);
    }

    /// Opens a file.
    ///
    /// @param path the bytes of its name
    /// @param mode what for
    /// @return its descriptor
    /// @throws UvFailure if it cannot be opened
    public static int open(byte[] path, Mode mode) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment request = request(arena);
            int fd = uv_h.uv_fs_open(
                    MemorySegment.NULL,
                    request,
                    Memory.text(arena, path),
                    mode.flags,
                    READ_AND_WRITE_BY_ALL,
                    MemorySegment.NULL);
            uv_h.uv_fs_req_cleanup(request);
            return UvFailure.check("uv_fs_open", fd);
        }
    }

    /// Closes a file that [#open] opened.
    ///
    /// @param descriptor its number
    public static void close(int descriptor) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment request = request(arena);
            int status = uv_h.uv_fs_close(MemorySegment.NULL, request, descriptor, MemorySegment.NULL);
            uv_h.uv_fs_req_cleanup(request);
            UvFailure.check("uv_fs_close", status);
        }
    }

    private static MemorySegment request(Arena arena) {
        return arena.allocate(RequestType.FS.size(), Long.BYTES);
    }
}
