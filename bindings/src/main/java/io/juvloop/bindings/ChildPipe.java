package io.juvloop.bindings;

import io.juvloop.bindings.gen.uv_h;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.function.ToIntFunction;

/// A connection between this process and a child that `uv_spawn` does not make: a pipe that several of the
/// child's descriptors write to, stderr as well as stdout, or a pair of sockets like libuv's pipes.
///
/// Any thread. The caller owns both ends; other programs do not inherit them.
///
/// @param read our end, non-blocking; a socket can also be written
/// @param write the child's end, blocking; a socket can also be read
public record ChildPipe(int read, int write) {
    private static final int NONBLOCK_PIPE = 0x40;
    private static final int NONE = -1;

    /// Makes a pipe.
    ///
    /// @param owner gets both ends, so that no error loses them
    /// @return both ends
    /// @throws UvFailure if it cannot be made
    public static ChildPipe make(OpenedDescriptors owner) {
        return make("uv_pipe", owner, owner, ends -> uv_h.uv_pipe(ends, NONBLOCK_PIPE, 0));
    }

    /// Makes a pair of sockets.
    ///
    /// @param ours gets the end that is read
    /// @param theirs gets the other
    static ChildPipe makeSocket(OpenedDescriptors ours, OpenedDescriptors theirs) {
        return make(
                "uv_socketpair", ours, theirs, ends -> uv_h.uv_socketpair(Abi.SOCK_STREAM, 0, ends, NONBLOCK_PIPE, 0));
    }

    private static ChildPipe make(
            String operation, OpenedDescriptors ours, OpenedDescriptors theirs, ToIntFunction<MemorySegment> maker) {
        ours.reserve(2);
        theirs.reserve(1);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment ends = arena.allocate(2L * Integer.BYTES, Integer.BYTES);
            ends.fill((byte) NONE);
            return owned(ours, theirs, ends.address(), () -> UvFailure.check(operation, maker.applyAsInt(ends)));
        }
    }

    private static ChildPipe owned(OpenedDescriptors ours, OpenedDescriptors theirs, long ends, Runnable making) {
        boolean isOwned = false;
        try {
            making.run();
            int read = Memory.getInt(ends);
            int write = Memory.getInt(ends + Integer.BYTES);
            OpenedDescriptors.addBoth(ours, read, theirs, write);
            isOwned = true;
            return new ChildPipe(read, write);
        } finally {
            if (!isOwned) {
                close(Memory.getInt(ends));
                close(Memory.getInt(ends + Integer.BYTES));
            }
        }
    }

    private static void close(int descriptor) {
        if (descriptor != NONE) {
            Descriptors.close(descriptor);
        }
    }
}
