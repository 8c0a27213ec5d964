package io.juvloop.bindings;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.ConcurrentLinkedQueue;

/// A block that receives errno from the system calls of one owner. It is reused, so that neither a call nor
/// reading its error allocates anything.
///
/// The linker holds the arena of the block open during each call, which takes two atomic operations. Memory that
/// is never freed needs no holding, so blocks are not freed but reused by the next owner.
///
/// One thread at a time. An owner calls [#take] and later [#release]; there are as many blocks as there were
/// owners at once. See [errno(3)](https://man7.org/linux/man-pages/man3/errno.3.html).
final class ErrnoBlock {
    private static final boolean IS_MAC = Platform.current().isMac();
    private static final int EPROTOTYPE = IS_MAC ? UvErrors.code("EPROTOTYPE") : 0;
    private static final ConcurrentLinkedQueue<ErrnoBlock> FREE = new ConcurrentLinkedQueue<>();

    private final MemorySegment state = Arena.global().allocate(LibC.STATE_SIZE, Long.BYTES);

    private ErrnoBlock() {}

    /// Takes a block that has no other owner.
    static ErrnoBlock take() {
        ErrnoBlock free = FREE.poll();
        return free == null ? new ErrnoBlock() : free;
    }

    /// Gives the block back; its owner must not use it afterwards.
    void release() {
        FREE.add(this);
    }

    /// The first argument of a function that captures errno.
    MemorySegment state() {
        return state;
    }

    /// Whether the last call must be repeated: a signal interrupted it before it had done anything, or macOS
    /// returned, for a socket that is being shut down, an error meant for another kind of socket, which the next
    /// call corrects.
    boolean isToRepeat() {
        int code = code();
        return code == Abi.EINTR || (IS_MAC && code == EPROTOTYPE);
    }

    /// Why the last call failed.
    ///
    /// @return libuv's negative number
    int code() {
        return -state.get(JAVA_INT, LibC.ERRNO);
    }
}
