package io.juvloop.bindings;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.juvloop.bindings.gen.uv_h;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.function.LongFunction;

/// File descriptors without a handle: makes pipes, examines and copies descriptors.
///
/// It uses libuv's calls that need no loop and do not wait; only the copy uses the C library. Each failure is a
/// [UvFailure].
///
/// Any thread. See [uv_pipe](https://docs.libuv.org/en/v1.x/pipe.html#c.uv_pipe) and
/// [fcntl(2)](https://man7.org/linux/man-pages/man2/fcntl.2.html).
public final class Descriptors {
    private static final int MODE_OFFSET = 8;
    private static final int RDEV_OFFSET = 40;
    private static final int INODE_OFFSET = 48;
    private static final int FILE_TYPE = 0xf000;
    private static final int FIFO = 0x1000;
    private static final int CHARACTER_DEVICE = 0x2000;
    private static final int SOCKET = 0xc000;
    private static final int O_RDONLY = 0;
    private static final int O_WRONLY = 1;
    private static final int O_RDWR = 2;
    private static final int O_ACCMODE = 3;
    private static final int FIRST_THAT_IS_NOT_STANDARD = 3;

    /// The kind of file behind a descriptor.
    public enum Kind {
        /// A pipe, with or without a name.
        PIPE,
        /// A socket of any family.
        SOCKET,
        /// A character device, such as a terminal.
        CHARACTER_DEVICE,
        /// A file, a directory, a disk.
        OTHER
    }

    private Descriptors() {}

    /// Makes a pipe. Both ends are blocking and closed in other programs.
    ///
    /// @return the descriptors of the end to read from and of the end to write to
    public static long[] pipe() {
        LibUv.require();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment ends = arena.allocate(JAVA_INT, 2);
            UvFailure.check("uv_pipe", uv_h.uv_pipe(ends, 0, 0));
            return new long[] {ends.getAtIndex(JAVA_INT, 0), ends.getAtIndex(JAVA_INT, 1)};
        }
    }

    /// Whether a number is an open descriptor.
    ///
    /// @param descriptor its number
    /// @return false if it is not open; always true on Windows, which has no such numbers
    public static boolean isOpen(long descriptor) {
        return Platform.current().isWindows() || Fcntl.isOpen((int) descriptor);
    }

    /// Returns the kind of file behind a descriptor.
    ///
    /// @param descriptor its number
    /// @return the kind
    /// @throws UvFailure if it is not open
    public static Kind kindOf(long descriptor) {
        return kind(status(descriptor, status -> Memory.getLong(status + MODE_OFFSET)));
    }

    /// Whether two descriptors refer to the same file.
    ///
    /// @param one a number
    /// @param other another one
    /// @return false if they differ, or one of them is not open
    public static boolean areSame(long one, long other) {
        try {
            return identity(one).equals(identity(other));
        } catch (UvFailure notOpen) {
            return false;
        }
    }

    private record Identity(long device, long inode, long deviceOfIt) {}

    private record Shared(Identity identity, int accessMode) {}

    /// Identifies the file behind a descriptor, with the two ends of a pipe distinguished.
    static Object identityAndAccess(long descriptor) {
        return new Shared(identity(descriptor), accessMode(descriptor));
    }

    private static Identity identity(long descriptor) {
        return status(
                descriptor,
                status -> new Identity(
                        Memory.getLong(status),
                        Memory.getLong(status + INODE_OFFSET),
                        Memory.getLong(status + RDEV_OFFSET)));
    }

    private static <T> T status(long descriptor, LongFunction<T> reader) {
        try (Arena arena = Arena.ofConfined()) {
            Linking.ensure("uv_fs_req_cleanup");
            MemorySegment request = arena.allocate(RequestType.FS.size(), 16);
            int status = uv_h.uv_fs_fstat(MemorySegment.NULL, request, (int) descriptor, MemorySegment.NULL);
            try {
                UvFailure.check("uv_fs_fstat", status);
                return reader.apply(uv_h.uv_fs_get_statbuf(request).address());
            } finally {
                uv_h.uv_fs_req_cleanup(request);
            }
        }
    }

    private static Kind kind(long mode) {
        return switch ((int) mode & FILE_TYPE) {
            case FIFO -> Kind.PIPE;
            case SOCKET -> Kind.SOCKET;
            case CHARACTER_DEVICE -> Kind.CHARACTER_DEVICE;
            default -> Kind.OTHER;
        };
    }

    /// Whether it was opened for reading.
    ///
    /// @param descriptor its number
    /// @return true if it can
    /// @throws UvFailure if it is not open
    public static boolean isReadable(long descriptor) {
        return accessMode(descriptor) != O_WRONLY;
    }

    /// Whether it was opened for writing.
    ///
    /// @param descriptor its number
    /// @return true if it can
    /// @throws UvFailure if it is not open
    public static boolean isWritable(long descriptor) {
        return accessMode(descriptor) != O_RDONLY;
    }

    static int accessMode(long descriptor) {
        return Platform.current().isWindows() ? O_RDWR : Fcntl.check((int) descriptor, Fcntl.F_GETFL, 0) & O_ACCMODE;
    }

    /// Duplicates a descriptor. The copy is none of the standard three, and other programs do not inherit it.
    ///
    /// @param descriptor its number
    /// @return the new number, which is the caller's to close
    /// @throws UnsupportedOperationException on Windows
    public static long duplicate(long descriptor) {
        if (Platform.current().isWindows()) {
            throw new UnsupportedOperationException("Windows has no copies of descriptors");
        }
        return Fcntl.duplicate((int) descriptor, FIRST_THAT_IS_NOT_STANDARD);
    }

    /// Closes a descriptor without another owner.
    ///
    /// @param descriptor its number
    public static void close(long descriptor) {
        if (!Platform.current().isWindows()) {
            PosixSockets.close((int) descriptor);
            return;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment request = arena.allocate(RequestType.FS.size(), 16);
            int status = uv_h.uv_fs_close(MemorySegment.NULL, request, (int) descriptor, MemorySegment.NULL);
            uv_h.uv_fs_req_cleanup(request);
            UvFailure.check("uv_fs_close", status);
        }
    }
}
