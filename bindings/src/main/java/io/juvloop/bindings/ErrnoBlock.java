package io.juvloop.bindings;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.ConcurrentLinkedQueue;

/// The block that takes errno from the system calls of one owner, kept so that neither a call nor the reading of its
/// error allocates anything.
///
/// The linker holds the arena of the block open during each call, which takes two atomic operations. Memory that is
/// never freed needs no holding; so blocks are not freed, and serve the next owner.
///
/// One thread at a time. Its owner takes it by [#take] and gives it back by [#release]; there are as many as there
/// were owners at once. See [errno(3)](https://man7.org/linux/man-pages/man3/errno.3.html).
final class ErrnoBlock {
    private static final long OFFSET = Linker.Option.captureStateLayout().byteOffset(PathElement.groupElement("errno"));
    private static final int EPROTOTYPE = UvErrors.code("EPROTOTYPE");
    private static final boolean IS_MAC = Host.current().isMac();
    private static final ConcurrentLinkedQueue<ErrnoBlock> FREE = new ConcurrentLinkedQueue<>();

    private final MemorySegment state = Arena.global().allocate(LibC.STATE_SIZE, Long.BYTES);

    private ErrnoBlock() {}

    /// A block that nobody else has.
    static ErrnoBlock take() {
        ErrnoBlock free = FREE.poll();
        return free == null ? new ErrnoBlock() : free;
    }

    /// Gives the block back, which its owner does not use any more.
    void release() {
        FREE.add(this);
    }

    /// What a function that captures errno takes first.
    MemorySegment state() {
        return state;
    }

    /// Whether the call before is to be made again: a signal came before it had done anything, or macOS says of a
    /// socket
    /// that is being shut down what is meant for another kind of socket, and the next time what is.
    boolean isToRepeat() {
        int code = code();
        return code == Abi.EINTR || (code == EPROTOTYPE && IS_MAC);
    }

    /// Why the call before failed.
    ///
    /// @return libuv's negative number
    int code() {
        return -state.get(JAVA_INT, OFFSET);
    }
}
