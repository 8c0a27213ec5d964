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
    /// No descriptor.
    public static final int NOT_OPEN = -1;

    private static final int READ_AND_WRITE_BY_ALL = 0666;
    private static final int O_NOCTTY = 0x100; // of Linux

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
        return open(path, mode.flags);
    }

    private static int open(byte[] path, int flags) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment request = request(arena);
            int fd = uv_h.uv_fs_open(
                    MemorySegment.NULL,
                    request,
                    Memory.text(arena, path),
                    flags,
                    READ_AND_WRITE_BY_ALL,
                    MemorySegment.NULL);
            uv_h.uv_fs_req_cleanup(request);
            return UvFailure.check("uv_fs_open", fd);
        }
    }

    /// Opens both sides of a FIFO, so that whoever waits to open it goes on; it waits for nobody.
    ///
    /// @param path of the FIFO
    /// @return the descriptor, the caller's to close; or [#NOT_OPEN] if it is gone, and nobody can wait for it
    public static int openBothSides(byte[] path) {
        try {
            return open(path, Abi.O_RDWR | Abi.O_NONBLOCK);
        } catch (UvFailure gone) {
            return NOT_OPEN;
        }
    }

    /// Opens what a descriptor stands for once more, so that whether operations wait can be different for the
    /// child. That can be done with pipes and terminals on Linux.
    ///
    /// @param descriptor of ours
    /// @return another descriptor, whose operations wait; or [#NOT_OPEN] if those of the first do already, or
    ///   it cannot be done
    /// @throws UvFailure if the first is not open
    public static int openAnew(int descriptor) {
        if (!Host.current().isLinux() || PosixDescriptors.isBlocking(descriptor)) {
            return NOT_OPEN;
        }
        Descriptors.Kind kind = Descriptors.kindOf(descriptor);
        boolean hasPath = kind == Descriptors.Kind.PIPE
                || (kind == Descriptors.Kind.CHARACTER_DEVICE && !TerminalMaster.is(descriptor));
        if (!hasPath) {
            return NOT_OPEN;
        }
        int flags = Descriptors.accessMode(descriptor) | Abi.O_NONBLOCK | O_NOCTTY;
        try {
            int anew = open(("/proc/self/fd/" + descriptor).getBytes(StandardCharsets.US_ASCII), flags);
            PosixDescriptors.block(anew);
            return anew;
        } catch (UvFailure refused) {
            return NOT_OPEN; // such as a pipe without a reader
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
