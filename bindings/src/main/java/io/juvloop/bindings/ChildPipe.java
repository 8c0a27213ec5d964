package io.juvloop.bindings;

import io.juvloop.bindings.gen.uv_h;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
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

    /// Makes a pipe.
    ///
    /// @return both ends
    /// @throws UvFailure if it cannot be made
    public static ChildPipe make() {
        return make("uv_pipe", ends -> uv_h.uv_pipe(ends, NONBLOCK_PIPE, 0));
    }

    /// Makes a pair of sockets.
    static ChildPipe makeSocket() {
        return make("uv_socketpair", ends -> uv_h.uv_socketpair(Abi.SOCK_STREAM, 0, ends, NONBLOCK_PIPE, 0));
    }

    private static ChildPipe make(String operation, ToIntFunction<MemorySegment> maker) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment ends = arena.allocate(2L * Integer.BYTES, Integer.BYTES);
            UvFailure.check(operation, maker.applyAsInt(ends));
            return new ChildPipe(ends.getAtIndex(ValueLayout.JAVA_INT, 0), ends.getAtIndex(ValueLayout.JAVA_INT, 1));
        }
    }
}
