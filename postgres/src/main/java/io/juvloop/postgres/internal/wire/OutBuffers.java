package io.juvloop.postgres.internal.wire;

import io.juvloop.EventLoop;
import io.juvloop.LoopLocal;
import java.util.ArrayDeque;

/// The free list of a loop: out buffers that no connection uses now.
///
/// A connection takes one when it encodes and gives it back when the bytes have left, in general in the same step of
/// the loop. So a thousand idle connections hold no buffer, and busy ones allocate none.
///
/// Loop thread only. One a loop; it ends with the loop.
public final class OutBuffers {
    private static final LoopLocal<OutBuffers> OF_LOOP = LoopLocal.withInitial(loop -> new OutBuffers());
    private static final int FIRST_SIZE = 1 << 13;
    private static final int LARGEST_KEPT = 1 << 18;
    private static final int MOST_KEPT = 16;

    private final ArrayDeque<OutBuffer> free = new ArrayDeque<>();

    private OutBuffers() {}

    /// The free list of a loop.
    ///
    /// @param loop the running one
    /// @return the same each time
    public static OutBuffers of(EventLoop loop) {
        return OF_LOOP.get(loop);
    }

    /// Takes a buffer out of the list.
    ///
    /// @return an empty one
    public OutBuffer take() {
        OutBuffer buffer = free.pollLast();
        return buffer == null ? new OutBuffer(FIRST_SIZE) : buffer;
    }

    /// Puts a buffer back; one that has grown beyond 256 KiB is dropped.
    ///
    /// @param buffer one that nothing uses any more
    public void give(OutBuffer buffer) {
        buffer.clear();
        if (buffer.capacity() <= LARGEST_KEPT && free.size() < MOST_KEPT) {
            free.addLast(buffer);
        }
    }
}
