package io.juvloop.bindings;

import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;

/// The block that takes errno from the system calls of one owner, kept so that neither a call nor the reading of its
/// error allocates anything.
///
/// The linker holds the arena of each segment that it passes, and a shared arena costs as much as the rest of a call.
/// So the block is passed as a segment that is always open, after a look at whether its memory really is.
///
/// One thread at a time, and the memory may not be freed during a call. See
/// [errno(3)](https://man7.org/linux/man-pages/man3/errno.3.html).
final class ErrnoBlock {
    private static final long OFFSET = Linker.Option.captureStateLayout().byteOffset(PathElement.groupElement("errno"));

    private final MemorySegment.Scope scope;
    private final MemorySegment state;
    private final long errno;

    /// Uses memory of [LibC#STATE_SIZE] bytes.
    ErrnoBlock(MemorySegment memory) {
        scope = memory.scope();
        state = MemorySegment.ofAddress(memory.address()).reinterpret(LibC.STATE_SIZE);
        errno = memory.address() + OFFSET;
    }

    /// What a function that captures errno takes first.
    MemorySegment state() {
        if (!scope.isAlive()) {
            throw new IllegalStateException("the memory of this object is freed");
        }
        return state;
    }

    /// Why the call before failed.
    ///
    /// @return libuv's negative number
    int code() {
        return -Memory.getInt(errno);
    }
}
