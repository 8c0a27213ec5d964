package io.juvloop.bindings;

import io.juvloop.bindings.gen.uv_h;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/// A file that is opened for a child, synchronously and by libuv: only a descriptor that libuv opened can be
/// inherited on every platform.
///
/// Any thread. The caller owns the descriptor, which other programs do not inherit. See
/// [uv_fs_open](https://docs.libuv.org/en/v1.x/fs.html#c.uv_fs_open).
public final class ChildFile {
    /// No descriptor.
    public static final int NOT_OPEN = -1;

    private static final int READ_AND_WRITE_BY_ALL = 0666;
    private static final int O_NOCTTY = 0x100; // Linux only

    private ChildFile() {}

    /// The mode of opening.
    public enum Mode {
        /// For reading; the file must exist.
        READ(Abi.O_RDONLY),
        /// For writing; the file is created or truncated.
        WRITE(Abi.O_WRONLY | Abi.O_CREAT | Abi.O_TRUNC),
        /// For appending; the file is created if it does not exist.
        APPEND(Abi.O_WRONLY | Abi.O_CREAT | Abi.O_APPEND),
        /// For reading and writing; the file must exist.
        READ_WRITE(Abi.O_RDWR);

        private final int flags;

        Mode(int flags) {
            this.flags = flags;
        }
    }

    /// The platform's null device.
    ///
    /// @return the bytes of a path
    public static byte[] nowhere() {
        return (Platform.current().isWindows() ? "NUL" : "/dev/null").getBytes(StandardCharsets.US_ASCII);
    }

    /// Opens a file.
    ///
    /// @param path the bytes of its name
    /// @param mode of opening
    /// @return its descriptor
    /// @throws UvFailure if it cannot be opened
    public static int open(byte[] path, Mode mode) {
        return open(path, mode.flags);
    }

    private static int open(byte[] path, int flags) {
        int fd = NOT_OPEN;
        try (Arena arena = Arena.ofConfined()) {
            Linking.ensure("uv_fs_req_cleanup");
            MemorySegment request = request(arena);
            fd = uv_h.uv_fs_open(
                    MemorySegment.NULL,
                    request,
                    Memory.text(arena, path),
                    flags,
                    READ_AND_WRITE_BY_ALL,
                    MemorySegment.NULL);
            uv_h.uv_fs_req_cleanup(request);
            return fd < 0 ? UvFailure.check("uv_fs_open", fd) : fd;
        } catch (Throwable thrown) {
            if (fd >= 0) {
                close(fd);
            }
            throw thrown;
        }
    }

    /// Opens both sides of a FIFO without waiting, so that a blocked open of the other side returns.
    ///
    /// @param path of the FIFO
    /// @return the descriptor, the caller's to close; or [#NOT_OPEN] if the FIFO is gone
    public static int openBothSides(byte[] path) {
        try {
            return open(path, Abi.O_RDWR | Abi.O_NONBLOCK);
        } catch (UvFailure gone) {
            return NOT_OPEN;
        }
    }

    /// Opens the file behind a descriptor again, so that the child can have its own blocking mode. Linux allows
    /// that for pipes and terminals.
    ///
    /// @param descriptor of ours
    /// @return another descriptor, in blocking mode; or [#NOT_OPEN] if the first is in blocking mode already, or
    ///   the file cannot be reopened
    /// @throws UvFailure if the first is not open
    public static int openAnew(int descriptor) {
        if (!Platform.current().isLinux() || PosixDescriptors.isBlocking(descriptor)) {
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
            return blocking(anew);
        } catch (UvFailure refused) {
            return NOT_OPEN; // such as a pipe without a reader
        }
    }

    private static int blocking(int opened) {
        try {
            PosixDescriptors.block(opened);
            return opened;
        } catch (Throwable thrown) {
            close(opened);
            throw thrown;
        }
    }

    /// Closes a file that [#open] opened. If this throws an [Error], it is still open.
    ///
    /// @param descriptor its number
    public static void close(int descriptor) {
        Descriptors.close(descriptor);
    }

    private static MemorySegment request(Arena arena) {
        return arena.allocate(RequestType.FS.size(), Long.BYTES);
    }
}
