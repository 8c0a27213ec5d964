package io.juvloop.bindings;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Chunks that wait to be written, first in, first out: a ring that doubles when full.
///
/// Loop thread only. The chunks belong to the queue until they are taken out.
public final class ChunkQueue {
    private static final int AT_ONCE = 16;

    private @Nullable Chunk[] ring = new Chunk[4];
    private int head;
    private int size;
    private long bytes;

    /// Makes an empty queue.
    public ChunkQueue() {}

    /// Whether there is no chunk.
    ///
    /// @return true if there is none
    public boolean isEmpty() {
        return size == 0;
    }

    /// Bytes of all chunks.
    ///
    /// @return the sum
    public long bytes() {
        return bytes;
    }

    /// Adds a chunk behind the others.
    ///
    /// @param chunk which now belongs to the queue
    public void add(Chunk chunk) {
        if (size == ring.length) {
            grow();
        }
        ring[head + size & ring.length - 1] = chunk;
        size++;
        bytes += chunk.size();
    }

    /// Counts bytes that were put into the last chunk.
    ///
    /// @param count how many
    public void grown(int count) {
        bytes += count;
    }

    /// The first chunk.
    ///
    /// @return the chunk, still in the queue
    public Chunk first() {
        return at(0);
    }

    /// The last chunk.
    ///
    /// @return the chunk, still in the queue; null if there is none
    public @Nullable Chunk last() {
        return size == 0 ? null : at(size - 1);
    }

    /// Takes the first chunk out.
    ///
    /// @return the chunk
    public Chunk remove() {
        Chunk chunk = at(0);
        ring[head] = null;
        head = head + 1 & ring.length - 1;
        size--;
        bytes -= chunk.size();
        return chunk;
    }

    /// Takes the first chunk out, or the beginning of it.
    ///
    /// @param most how many bytes at the most, more than 0; what is beyond stays, in another chunk
    /// @param pool that gives that chunk
    /// @return the chunk
    public Chunk remove(long most, ChunkPool pool) {
        Chunk chunk = remove();
        if (chunk.size() > most) {
            Chunk rest = pool.acquire(chunk.size() - most);
            chunk.moveEnd((int) most, rest);
            head = head - 1 & ring.length - 1;
            ring[head] = rest;
            size++;
            bytes += rest.size();
        }
        return chunk;
    }

    /// Offers the first chunks to the kernel, in one call, and removes the bytes that it took.
    ///
    /// @param stream to write to
    /// @param pool that gets the chunks which are empty then
    /// @return the number of bytes taken, or a negative error; EAGAIN if none could be
    public int tryWrite(UvStream stream, ChunkPool pool) {
        long buffers = stream.loop().scratch();
        int count = Math.min(size, AT_ONCE);
        for (int i = 0; i < count; i++) {
            Chunk chunk = at(i);
            Abi.putBuffer(buffers + (long) i * Abi.BUF_SIZE, chunk.address(), chunk.size());
        }
        int taken = stream.tryWriteAll(buffers, count);
        if (taken > 0) {
            consume(taken, pool);
        }
        return taken;
    }

    private void consume(int taken, ChunkPool pool) {
        int left = taken;
        while (left > 0) {
            Chunk chunk = first();
            int count = Math.min(left, chunk.size());
            chunk.consume(count);
            bytes -= count;
            left -= count;
            if (chunk.size() == 0) {
                pool.release(remove());
            }
        }
    }

    private Chunk at(int index) {
        return Objects.requireNonNull(ring[head + index & ring.length - 1], "the queue is empty");
    }

    private void grow() {
        @Nullable Chunk[] larger = new Chunk[ring.length * 2];
        System.arraycopy(ring, head, larger, 0, ring.length - head);
        System.arraycopy(ring, 0, larger, ring.length - head, head);
        ring = larger;
        head = 0;
    }
}
