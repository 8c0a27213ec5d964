package io.juvloop.bindings;

import io.juvloop.bindings.gen.uv_h;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// A pipe from a child that several of its descriptors write to, which `uv_spawn` cannot make: stderr into
/// stdout.
///
/// Any thread. Both ends are the caller's, and closed in other programs that they are not handed to.
///
/// @param read our end, without blocking
/// @param write the child's end, with blocking
public record ChildPipe(int read, int write) {
    private static final int NONBLOCK_PIPE = 0x40;

    /// Makes a pipe.
    ///
    /// @return both ends
    /// @throws UvFailure if it cannot be made
    public static ChildPipe make() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment ends = arena.allocate(2L * Integer.BYTES, Integer.BYTES);
            UvFailure.check("uv_pipe", uv_h.uv_pipe(ends, NONBLOCK_PIPE, 0));
            return new ChildPipe(ends.getAtIndex(ValueLayout.JAVA_INT, 0), ends.getAtIndex(ValueLayout.JAVA_INT, 1));
        }
    }
}
