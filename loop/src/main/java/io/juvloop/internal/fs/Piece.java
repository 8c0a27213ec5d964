package io.juvloop.internal.fs;

import io.juvloop.bindings.Chunk;
import io.juvloop.bindings.ChunkPool;
import io.juvloop.bindings.FsBuffers;
import io.juvloop.internal.memory.UserBuffers;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One piece of the user's memory in an operation: kept reachable, and read or written by the kernel itself if
/// nobody can free it meanwhile, otherwise copied through chunks of the loop's.
///
/// Loop thread only. Used once; its chunks go back when the operation has ended.
final class Piece {
    /// The most that one operation copies.
    static final long MOST_COPIED = 16L << 20;

    private final MemorySegment memory;
    private final @Nullable ByteBuffer buffer;
    private final int start;
    private @Nullable List<Chunk> chunks;

    /// A segment, from its begin on.
    Piece(MemorySegment memory) {
        this.memory = memory;
        this.buffer = null;
        this.start = 0;
    }

    /// A buffer, from its position on.
    Piece(ByteBuffer buffer) {
        this.memory = MemorySegment.ofBuffer(buffer);
        this.buffer = buffer;
        this.start = buffer.position();
    }

    /// Refuses memory that cannot be written, now or when the read ends.
    Piece checkWritable() {
        if (memory.isReadOnly()) {
            throw new IllegalArgumentException("the memory to read into is read-only");
        }
        UserBuffers.checkReadable(memory);
        if (Thread.currentThread().isVirtual() && !HeldMemory.isForAnyThread(memory)) {
            throw new IllegalArgumentException("the arena of the memory is confined to this task, but a read ends on"
                    + " the loop's thread: take Arena.ofAuto() or Arena.ofShared()");
        }
        return this;
    }

    /// Refuses memory that cannot be read.
    Piece checkReadable() {
        UserBuffers.checkReadable(memory);
        return this;
    }

    /// The memory itself, if it has an address.
    MemorySegment orNull() {
        return memory.isNative() ? memory : MemorySegment.NULL;
    }

    long size() {
        return memory.byteSize();
    }

    /// Adds to an operation that reads.
    ///
    /// @param budget how much may be copied yet
    /// @return how much of it this takes
    long addTo(FsBuffers buffers, ChunkPool pool, long budget) {
        if (HeldMemory.isHeld(memory)) {
            buffers.add(memory);
            return 0;
        }
        long wanted = Math.min(memory.byteSize(), budget);
        long taken = 0;
        while (taken < wanted && !buffers.isFull()) {
            Chunk chunk = acquire(pool, wanted - taken);
            int size = (int) Math.min(chunk.room(), wanted - taken);
            buffers.addRoom(chunk, size);
            taken += size;
        }
        return taken;
    }

    /// Adds to an operation that writes; what must be copied is copied now.
    ///
    /// @param budget how much may be copied yet
    /// @return how much of it this takes
    long addContentTo(FsBuffers buffers, ChunkPool pool, long budget) {
        if (HeldMemory.isHeld(memory)) {
            buffers.add(memory);
            return 0;
        }
        if (chunks != null) {
            return addCopied(buffers, chunks);
        }
        long wanted = Math.min(memory.byteSize(), budget);
        long taken = 0;
        while (taken < wanted && !buffers.isFull()) {
            Chunk chunk = acquire(pool, wanted - taken);
            int size = (int) Math.min(chunk.room(), wanted - taken);
            chunk.put(memory, taken, size);
            buffers.add(chunk);
            taken += size;
        }
        return taken;
    }

    /// It was copied for an attempt that could not be made.
    private static long addCopied(FsBuffers buffers, List<Chunk> copied) {
        long size = 0;
        for (Chunk chunk : copied) {
            buffers.add(chunk);
            size += chunk.size();
        }
        return size;
    }

    private Chunk acquire(ChunkPool pool, long wanted) {
        if (chunks == null) {
            chunks = new ArrayList<>();
        }
        Chunk chunk = pool.acquire(wanted);
        chunks.add(chunk);
        return chunk;
    }

    /// What was read is there.
    ///
    /// @param count how many bytes came from here on
    /// @return how many of them are for the next piece
    long read(long count) {
        long own = Math.min(count, size());
        if (chunks != null) {
            copyBack(chunks, own);
        }
        move(own);
        return count - own;
    }

    private void copyBack(List<Chunk> from, long count) {
        long offset = 0;
        for (Chunk chunk : from) {
            int size = (int) Math.min(chunk.room(), count - offset);
            chunk.filled(size);
            chunk.take(memory, offset, size);
            offset += size;
        }
    }

    /// What was written is gone.
    ///
    /// @param count how many bytes went from here on
    /// @return how many of them were of the next piece
    long written(long count) {
        long own = Math.min(count, size());
        move(own);
        return count - own;
    }

    private void move(long count) {
        if (buffer != null) {
            buffer.position(start + (int) count);
        }
    }

    /// Gives the chunks back.
    void release(ChunkPool pool) {
        if (chunks != null) {
            chunks.forEach(pool::release);
            chunks = null;
        }
    }
}
