package io.juvloop.internal.stream;

import io.juvloop.EventLoop;
import io.juvloop.bindings.Chunk;
import io.juvloop.bindings.ChunkPool;
import io.juvloop.internal.core.Chapter;
import io.juvloop.internal.core.LoopCore;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Received bytes that have not been read yet, in chunks that are taken from the loop's pool only while bytes
/// are queued: an idle connection, or one whose reader keeps up, holds none.
///
/// Native memory must be released explicitly, which never happens if a reader without a connection is simply
/// dropped. So before [#useNativeMemory] and after [#moveToHeap] the bytes are kept on the heap.
///
/// Loop thread only.
public final class ReceiveQueue {
    private static final int USUAL_CHUNKS = 3;

    private final EventLoop loop;

    /// Null on a loop that has no native memory of its own.
    private final @Nullable LoopCore core;

    private final ArrayDeque<Chunk> chunks = new ArrayDeque<>(USUAL_CHUNKS);
    private boolean onHeap = true;
    private long size;

    /// Creates an empty queue.
    ///
    /// @param loop the loop whose memory it uses
    /// @throws IllegalArgumentException if that loop has no such memory
    public ReceiveQueue(EventLoop loop) {
        this.loop = Objects.requireNonNull(loop, "the loop is null");
        this.core = loop instanceof Chapter ours ? ours.core() : null;
    }

    /// Throws if the calling thread is neither the loop's nor that of one of its tasks.
    public void checkThread() {
        LoopCore ours = core;
        if (ours == null) {
            var _ = loop.taskFactory(); // which refuses them
        } else {
            ours.checkThread();
        }
    }

    /// The number of queued bytes.
    ///
    /// @return the number
    public long size() {
        return size;
    }

    /// Whether the queue is empty.
    ///
    /// @return true if it is empty
    public boolean isEmpty() {
        return size == 0;
    }

    // --- Putting

    /// Adds the remaining bytes of a buffer.
    ///
    /// @param data the bytes, whose position moves to its limit
    public void add(ByteBuffer data) {
        size += append(chunks, data, size);
    }

    /// Puts bytes back at the front, because their reader cannot use them.
    ///
    /// @param pieces the bytes in order; their positions move to their limits
    public void putBack(List<ByteBuffer> pieces) {
        ArrayDeque<Chunk> returned = new ArrayDeque<>();
        long count = 0;
        for (ByteBuffer piece : pieces) {
            count += append(returned, piece, count);
        }
        while (!returned.isEmpty()) {
            chunks.addFirst(returned.removeLast());
        }
        size += count;
    }

    /// Appends bytes. A queue that is not drained grows, so each further chunk is larger.
    ///
    /// @param before the number of bytes in the chunks
    /// @return the number of bytes added
    private int append(ArrayDeque<Chunk> to, ByteBuffer data, long before) {
        int added = data.remaining();
        while (data.hasRemaining()) {
            Chunk tail = to.peekLast();
            if (tail == null || tail.room() == 0) {
                tail = acquire(Math.max(data.remaining(), before));
                to.addLast(tail);
            }
            int count = Math.min(tail.room(), data.remaining());
            tail.put(data, data.position(), count);
            data.position(data.position() + count);
        }
        return added;
    }

    private Chunk acquire(long wanted) {
        LoopCore ours = core;
        return onHeap || ours == null
                ? Chunk.onHeap((int) Math.min(wanted, ChunkPool.LARGEST))
                : pool(ours).acquire(wanted);
    }

    private static ChunkPool pool(LoopCore ours) {
        return ours.writeRequests().chunks();
    }

    // --- Taking

    /// Takes bytes from the front.
    ///
    /// @param most the most bytes to take
    /// @return the bytes, as many as are queued
    public byte[] take(long most) {
        byte[] taken = new byte[(int) Math.min(most, size)];
        take(taken, 0, taken.length);
        return taken;
    }

    /// Takes bytes from the front into an array.
    ///
    /// @param target the array
    /// @param offset of the first byte in it
    /// @param length at most [#size]
    public void take(byte[] target, int offset, int length) {
        int at = offset;
        while (at < offset + length) {
            Chunk head = chunks.getFirst();
            int count = Math.min(head.size(), offset + length - at);
            head.take(target, at, count);
            at += count;
            took(head, count);
        }
    }

    /// Takes bytes from the front into a buffer, as many as it has room for.
    ///
    /// @param target the buffer, whose position moves
    /// @return the number of bytes taken
    public int take(ByteBuffer target) {
        int before = target.position();
        while (target.hasRemaining() && size > 0) {
            Chunk head = chunks.getFirst();
            int count = Math.min(head.size(), target.remaining());
            head.take(target, count);
            took(head, count);
        }
        return target.position() - before;
    }

    /// Drops bytes from the front.
    ///
    /// @param count at most [#size]
    public void skip(long count) {
        long left = count;
        while (left > 0) {
            Chunk head = chunks.getFirst();
            int some = (int) Math.min(head.size(), left);
            head.consume(some);
            left -= some;
            took(head, some);
        }
    }

    private void took(Chunk head, int count) {
        size -= count;
        if (head.size() == 0) {
            release(chunks.removeFirst());
        }
    }

    private void release(Chunk chunk) {
        LoopCore ours = core;
        if (ours != null && chunk.isNative()) {
            pool(ours).release(chunk);
        }
    }

    // --- Kind of memory

    /// Allows native memory, because there is a connection, whose end calls [#moveToHeap].
    public void useNativeMemory() {
        onHeap = false;
    }

    /// Releases all native memory; the queued bytes are moved to the heap.
    public void moveToHeap() {
        onHeap = true;
        for (int i = chunks.size(); i > 0; i--) {
            Chunk chunk = chunks.removeFirst();
            if (chunk.isNative()) {
                Chunk copy = Chunk.onHeap(chunk.size());
                copy.put(chunk);
                release(chunk);
                chunks.addLast(copy);
            } else {
                chunks.addLast(chunk);
            }
        }
    }

    // --- Searching

    /// Finds a byte.
    ///
    /// @param wanted the byte
    /// @param from the index to begin at
    /// @return its index, or -1
    public long indexOf(byte wanted, long from) {
        long base = 0;
        for (Chunk chunk : chunks) {
            if (from < base + chunk.size()) {
                int index = chunk.indexOf(wanted, (int) Math.max(from - base, 0));
                if (index >= 0) {
                    return base + index;
                }
            }
            base += chunk.size();
        }
        return -1;
    }

    /// Finds the first of several bytes.
    ///
    /// @param wanted 256 flags, by the unsigned value of the byte
    /// @param from the index to begin at
    /// @return its index, or -1
    public long indexOfAny(boolean[] wanted, long from) {
        long base = 0;
        for (Chunk chunk : chunks) {
            if (from < base + chunk.size()) {
                int index = chunk.indexOfAny(wanted, (int) Math.max(from - base, 0));
                if (index >= 0) {
                    return base + index;
                }
            }
            base += chunk.size();
        }
        return -1;
    }

    /// Whether a sequence of bytes is at an index.
    ///
    /// @param index counted from the front
    /// @param wanted the sequence
    /// @return false also if the sequence extends beyond the queue
    public boolean isAt(long index, byte[] wanted) {
        if (index + wanted.length > size) {
            return false;
        }
        int matched = 0;
        long base = 0;
        for (Chunk chunk : chunks) {
            while (matched < wanted.length && index + matched < base + chunk.size()) {
                if (chunk.at((int) (index + matched - base)) != wanted[matched]) {
                    return false;
                }
                matched++;
            }
            base += chunk.size();
        }
        return true;
    }
}
