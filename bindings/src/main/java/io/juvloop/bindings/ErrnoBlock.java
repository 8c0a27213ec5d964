package io.juvloop.bindings;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;

/// The block that takes errno from the system calls of one owner, kept so that neither a call nor the reading of its
/// error allocates anything.
///
/// The linker refuses a call whose block is freed, and keeps the block from being freed during a call. In a shared
/// arena that takes a few nanoseconds, which do not show beside a system call.
///
/// One thread at a time. Lives as long as the arena of its memory. See
/// [errno(3)](https://man7.org/linux/man-pages/man3/errno.3.html).
final class ErrnoBlock {
    private static final long OFFSET = Linker.Option.captureStateLayout().byteOffset(PathElement.groupElement("errno"));

    private final MemorySegment state;

    /// Uses memory of [LibC#STATE_SIZE] bytes.
    ErrnoBlock(MemorySegment memory) {
        state = memory;
    }

    /// What a function that captures errno takes first.
    MemorySegment state() {
        return state;
    }

    /// Why the call before failed.
    ///
    /// @return libuv's negative number
    int code() {
        return -state.get(JAVA_INT, OFFSET);
    }
}
