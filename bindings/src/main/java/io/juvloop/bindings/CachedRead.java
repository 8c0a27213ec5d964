package io.juvloop.bindings;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.Optional;

/// File reads that never wait for a disk: `preadv2` with `RWF_NOWAIT`, which Linux answers from its page cache or
/// refuses. libuv has no such function, so it is linked by hand.
///
/// On other systems, and with a C library that lacks the function, it is not supported. Whether a file system
/// supports it shows only at a call.
///
/// Loop thread only. Lives as long as its loop. See
/// [preadv2(2)](https://man7.org/linux/man-pages/man2/readv.2.html).
public final class CachedRead {
    /// The data is not in memory; a read that may wait is needed.
    public static final int EAGAIN = UvErrors.code("EAGAIN");

    private static final int EINTR = UvErrors.code("EINTR");
    private static final int RWF_NOWAIT = 8;

    private final MemorySegment state;

    /// Makes the block that receives errno.
    ///
    /// @param loop whose memory it is
    public CachedRead(UvLoop loop) {
        Linking.ensure(Preadv2.class);
        state = loop.allocate(LibC.STATE_SIZE);
    }

    /// The function has no last argument; it is there so that the linker holds the arena open.
    private static final class Preadv2 {
        static final VarHandle ERRNO =
                Linker.Option.captureStateLayout().varHandle(MemoryLayout.PathElement.groupElement("errno"));
        static final Optional<MethodHandle> FOUND = find();
        static final MethodHandle HANDLE = FOUND.orElse(null);

        private static Optional<MethodHandle> find() {
            if (!Platform.current().isLinux()) {
                return Optional.empty();
            }
            Linker linker = Linker.nativeLinker();
            var shape = FunctionDescriptor.of(JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT, ADDRESS);
            return linker.defaultLookup()
                    .find("preadv2")
                    .map(function -> linker.downcallHandle(function, shape, Linker.Option.captureCallState("errno")));
        }
    }

    /// Whether the platform has such reads.
    ///
    /// @return false if [#read] must not be called
    public static boolean isSupported() {
        Linking.ensure(Preadv2.class);
        return Preadv2.FOUND.isPresent();
    }

    /// Reads data that is in memory.
    ///
    /// @param file the descriptor
    /// @param buffers to fill, at least one
    /// @param offset where in the file, or -1 for its own position
    /// @param held native memory whose arena is held open during the call, or [MemorySegment#NULL]
    /// @return the number of bytes, which may be fewer than are available; 0 at the end of the file, although
    ///   some kernels return 0 elsewhere too; or an error
    public long read(int file, FsBuffers buffers, long offset, MemorySegment held) {
        while (true) {
            long result;
            try {
                result = (long) Preadv2.HANDLE.invokeExact(
                        state, file, buffers.address(), buffers.count(), offset, RWF_NOWAIT, held);
            } catch (Throwable thrown) {
                throw Downcalls.rethrow(thrown);
            }
            if (result >= 0) {
                return result;
            }
            int error = -(int) Preadv2.ERRNO.get(state, 0L);
            if (error != EINTR) {
                return error;
            }
        }
    }
}
