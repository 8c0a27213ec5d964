package io.juvloop.internal.stream;

import io.juvloop.EventLoop;
import io.juvloop.bindings.Chunk;
import io.juvloop.bindings.ChunkPool;
import io.juvloop.bindings.ChunkQueue;
import io.juvloop.internal.core.Chapter;
import io.juvloop.internal.core.LoopCore;
import java.nio.ByteBuffer;
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
    private final EventLoop loop;

    /// Null on a loop that has no native memory of its own.
    private final @Nullable LoopCore core;

    private final ChunkQueue chunks = new ChunkQueue();
    private boolean onHeap = true;

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
        return chunks.bytes();
    }

    /// Whether the queue is empty.
    ///
    /// @return true if it is empty
    public boolean isEmpty() {
        return chunks.bytes() == 0;
    }

    // --- Putting

    /// Adds the remaining bytes of a buffer.
    ///
    /// @param data the bytes, whose position moves to its limit
    public void add(ByteBuffer data) {
        append(chunks, data);
    }

    /// Puts bytes back at the front, because their reader cannot use them.
    ///
    /// @param pieces the bytes in order; their positions move to their limits
    public void putBack(List<ByteBuffer> pieces) {
        ChunkQueue returned = new ChunkQueue();
        boolean done = false;
        try {
            pieces.forEach(piece -> append(returned, piece));
            chunks.addFirst(returned);
            done = true;
        } finally {
            if (!done) {
                returned.clear(pool());
            }
        }
    }

    /// Appends bytes. A queue that is not drained grows, so each further chunk is larger.
    private void append(ChunkQueue to, ByteBuffer data) {
        while (data.hasRemaining()) {
            Chunk last = to.last();
            Chunk tail = last == null || last.room() == 0
                    ? to.extend(Math.max(data.remaining(), to.bytes()), onHeap ? null : pool())
                    : last;
            int count = Math.min(tail.room(), data.remaining());
            tail.put(data, data.position(), count);
            data.position(data.position() + count);
            to.grown(count);
        }
    }

    private @Nullable ChunkPool pool() {
        LoopCore ours = core;
        return ours == null ? null : ours.writeRequests().chunks();
    }

    // --- Taking

    /// Takes bytes from the front.
    ///
    /// @param most the most bytes to take
    /// @return the bytes, as many as are queued
    public byte[] take(long most) {
        byte[] taken = new byte[(int) Math.min(most, size())];
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
            Chunk head = chunks.first();
            int count = Math.min(head.size(), offset + length - at);
            head.take(target, at, count);
            at += count;
            chunks.shrunk(count, pool());
        }
    }

    /// Takes bytes from the front into a buffer, as many as it has room for.
    ///
    /// @param target the buffer, whose position moves
    /// @return the number of bytes taken
    public int take(ByteBuffer target) {
        int before = target.position();
        while (target.hasRemaining() && !isEmpty()) {
            Chunk head = chunks.first();
            int count = Math.min(head.size(), target.remaining());
            head.take(target, count);
            chunks.shrunk(count, pool());
        }
        return target.position() - before;
    }

    /// Drops bytes from the front.
    ///
    /// @param count at most [#size]
    public void skip(long count) {
        long left = count;
        while (left > 0) {
            Chunk head = chunks.first();
            int some = (int) Math.min(head.size(), left);
            head.consume(some);
            left -= some;
            chunks.shrunk(some, pool());
        }
    }

    // --- Kind of memory

    /// Allows native memory, because there is a connection, whose end calls [#moveToHeap].
    public void useNativeMemory() {
        onHeap = false;
    }

    /// Releases all native memory; the queued bytes are moved to the heap. After an error it can be called again.
    public void moveToHeap() {
        onHeap = true;
        ChunkPool pool = pool();
        if (pool != null) {
            chunks.moveToHeap(pool);
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
        for (int i = 0; i < chunks.count(); i++) {
            Chunk chunk = chunks.get(i);
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
        for (int i = 0; i < chunks.count(); i++) {
            Chunk chunk = chunks.get(i);
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
        if (index + wanted.length > size()) {
            return false;
        }
        int matched = 0;
        long base = 0;
        for (int i = 0; i < chunks.count(); i++) {
            Chunk chunk = chunks.get(i);
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
