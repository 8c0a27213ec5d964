package io.juvloop.bindings;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Chunks that wait to be written or read, first in, first out: a ring that doubles when full. Those of the Java heap
/// belong to no pool.
///
/// Chunks come from their pool to the queue and go back, or on to a request, by assignments between two calls, so
/// that an error out of any call leaves each chunk with one owner.
///
/// Loop thread only. The chunks belong to the queue until they are taken out.
public final class ChunkQueue {
    private static final int AT_ONCE = 16;

    private @Nullable Chunk[] ring = new Chunk[4];
    private int head;
    private int size;
    private long bytes;

    /// The end of the first chunk while it is being moved there.
    private @Nullable Chunk rest;

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

    /// The number of chunks.
    ///
    /// @return the number
    public int count() {
        return size;
    }

    /// Adds an empty chunk behind the others; [#grown] counts what is put into it.
    ///
    /// @param wanted the number of bytes that it is for
    /// @param pool that gives the chunk; null for one of the Java heap
    /// @return the chunk, which belongs to the queue
    public Chunk extend(long wanted, @Nullable ChunkPool pool) {
        if (size == ring.length) {
            grow(ring.length * 2);
        }
        Chunk chunk = pool == null ? Chunk.onHeap((int) Math.min(wanted, ChunkPool.LARGEST)) : pool.acquire(wanted);
        ring[head + size & ring.length - 1] = chunk;
        size++;
        return chunk;
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

    /// One of the chunks.
    ///
    /// @param index from 0, less than [#count]
    /// @return the chunk, still in the queue
    public Chunk get(int index) {
        Objects.checkIndex(index, size);
        return at(index);
    }

    /// Moves the first chunk, or the beginning of it, to another owner.
    ///
    /// @param target the owner's chunks
    /// @param index the place among them
    /// @param most how many bytes at the most, more than 0; what is beyond stays, in another chunk
    /// @param pool that gives that chunk
    /// @return how many bytes were moved
    int moveFirst(@Nullable Chunk[] target, int index, long most, ChunkPool pool) {
        Chunk chunk = first();
        int count = chunk.size();
        Chunk next = null;
        if (count > most) {
            count = (int) most;
            next = pool.acquire(chunk.size() - most);
            rest = next;
            chunk.moveEnd(count, next);
        }
        target[index] = chunk;
        ring[head] = next;
        rest = null;
        if (next == null) {
            head = head + 1 & ring.length - 1;
            size--;
        }
        bytes -= count;
        return count;
    }

    /// Gives the first chunk back to its pool. After an error it is still in the queue, and this can be called again.
    ///
    /// @param pool that it came from; null for the Java heap
    public void release(@Nullable ChunkPool pool) {
        Chunk chunk = first();
        int left = chunk.size();
        if (chunk.isNative()) {
            Objects.requireNonNull(pool).release(chunk);
        }
        ring[head] = null;
        head = head + 1 & ring.length - 1;
        size--;
        bytes = size == 0 ? 0 : bytes - left;
    }

    /// Gives all chunks back to their pool. After an error it can be called again.
    ///
    /// @param pool that they came from; null for the Java heap
    public void clear(@Nullable ChunkPool pool) {
        while (size > 0) {
            release(pool);
        }
        if (rest != null && pool != null) {
            pool.release(rest);
            rest = null;
        }
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
            left -= count;
            shrunk(count, pool);
        }
    }

    /// Counts bytes that were taken from the first chunk, which goes back to its pool if it has no more.
    ///
    /// @param count how many
    /// @param pool that it came from; null for the Java heap
    public void shrunk(int count, @Nullable ChunkPool pool) {
        bytes -= count;
        if (first().size() == 0) {
            release(pool);
        }
    }

    /// Moves all chunks of another queue before these.
    ///
    /// @param others which is empty then
    public void addFirst(ChunkQueue others) {
        int capacity = ring.length;
        while (capacity < size + others.size) {
            capacity *= 2;
        }
        grow(capacity);
        int begin = capacity - others.size;
        for (int i = 0; i < others.size; i++) {
            ring[begin + i] = others.at(i);
        }
        head = begin & capacity - 1;
        size += others.size;
        bytes += others.bytes;
        others.size = 0;
        others.bytes = 0;
    }

    /// Moves the bytes of all chunks to the Java heap. After an error it can be called again.
    ///
    /// @param pool that the chunks came from
    public void moveToHeap(ChunkPool pool) {
        for (int i = 0; i < size; i++) {
            Chunk chunk = at(i);
            if (chunk.isNative()) {
                Chunk copy = Chunk.onHeap(chunk.size());
                copy.put(chunk);
                pool.release(chunk);
                ring[head + i & ring.length - 1] = copy;
            }
        }
    }

    private Chunk at(int index) {
        return Objects.requireNonNull(ring[head + index & ring.length - 1], "the queue is empty");
    }

    /// Also begins the ring with its first chunk.
    private void grow(int capacity) {
        @Nullable Chunk[] larger = new Chunk[capacity];
        System.arraycopy(ring, head, larger, 0, ring.length - head);
        System.arraycopy(ring, 0, larger, ring.length - head, head);
        ring = larger;
        head = 0;
    }
}
