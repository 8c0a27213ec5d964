package io.juvloop.bindings;

import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;

/// The block that takes errno from the system calls of one owner, kept so that neither a call nor the reading of its
/// error allocates anything.
///
/// The linker holds the arena of each segment that it passes, and a shared arena costs as much as the rest of a call.
/// So the block is passed as a segment that is always open; the owner of its memory makes no call once that is freed.
///
/// One thread at a time. Lives as long as the memory that it lies in. See
/// [errno(3)](https://man7.org/linux/man-pages/man3/errno.3.html).
final class ErrnoBlock {
    private static final long OFFSET = Linker.Option.captureStateLayout().byteOffset(PathElement.groupElement("errno"));

    private final MemorySegment state;
    private final long errno;

    /// Uses memory of [LibC#STATE_SIZE] bytes, which the caller keeps.
    ErrnoBlock(MemorySegment memory) {
        state = MemorySegment.ofAddress(memory.address()).reinterpret(LibC.STATE_SIZE);
        errno = memory.address() + OFFSET;
    }

    /// What a function that captures errno takes first.
    MemorySegment state() {
        return state;
    }

    /// Why the call before failed.
    ///
    /// @return libuv's negative number
    int code() {
        return -Memory.getInt(errno);
    }
}
