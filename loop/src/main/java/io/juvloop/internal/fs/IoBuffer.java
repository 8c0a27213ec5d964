package io.juvloop.internal.fs;

import io.juvloop.bindings.Chunk;
import io.juvloop.bindings.ChunkPool;
import io.juvloop.bindings.ChunkQueue;
import io.juvloop.bindings.FsBuffers;
import io.juvloop.internal.memory.UserBuffers;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// One buffer of the user's in a file operation. It is kept reachable; the kernel accesses its memory directly
/// if it cannot be freed meanwhile, and otherwise the bytes are copied through chunks of the loop.
///
/// Loop thread only. Used once; its chunks are released when the operation has ended.
final class IoBuffer {
    /// The most bytes that one operation copies.
    static final long MOST_COPIED = 16L << 20;

    private final MemorySegment memory;
    private final @Nullable ByteBuffer buffer;
    private final int start;
    private @Nullable ChunkQueue chunks;

    /// A segment, from its beginning.
    IoBuffer(MemorySegment memory) {
        this.memory = memory;
        this.buffer = null;
        this.start = 0;
    }

    /// A buffer, from its position on.
    IoBuffer(ByteBuffer buffer) {
        this.memory = MemorySegment.ofBuffer(buffer);
        this.buffer = buffer;
        this.start = buffer.position();
    }

    /// Throws if the memory cannot be written, now or when the read ends.
    IoBuffer checkWritable() {
        if (memory.isReadOnly()) {
            throw new IllegalArgumentException("the memory to read into is read-only");
        }
        UserBuffers.checkReadable(memory);
        if (Thread.currentThread().isVirtual() && !PinnedMemory.isForAnyThread(memory)) {
            throw new IllegalArgumentException("the arena of the memory is confined to this task, but a read ends on"
                    + " the loop's thread: take Arena.ofAuto() or Arena.ofShared()");
        }
        return this;
    }

    /// Throws if the memory cannot be read.
    IoBuffer checkReadable() {
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

    /// Adds this buffer to a read.
    ///
    /// @param budget how many more bytes may be copied
    /// @return how many bytes of the budget this takes
    long addTo(FsBuffers buffers, ChunkPool pool, long budget) {
        if (PinnedMemory.isHeld(memory)) {
            buffers.add(memory);
            return 0;
        }
        long wanted = Math.min(memory.byteSize(), budget);
        long taken = 0;
        while (taken < wanted && !buffers.isFull()) {
            Chunk chunk = chunks().extend(wanted - taken, pool);
            int size = (int) Math.min(chunk.room(), wanted - taken);
            buffers.addRoom(chunk, size);
            taken += size;
        }
        return taken;
    }

    /// Adds this buffer to a write; bytes that must be copied are copied now.
    ///
    /// @param budget how many more bytes may be copied
    /// @return how many bytes of the budget this takes
    long addContentTo(FsBuffers buffers, ChunkPool pool, long budget) {
        if (PinnedMemory.isHeld(memory)) {
            buffers.add(memory);
            return 0;
        }
        if (chunks != null && !chunks.isEmpty()) {
            return addCopied(buffers, chunks);
        }
        long wanted = Math.min(memory.byteSize(), budget);
        long taken = 0;
        while (taken < wanted && !buffers.isFull()) {
            Chunk chunk = chunks().extend(wanted - taken, pool);
            int size = (int) Math.min(chunk.room(), wanted - taken);
            chunk.put(memory, taken, size);
            buffers.add(chunk);
            taken += size;
        }
        return taken;
    }

    /// Reuses the bytes copied for an attempt that could not be made.
    private static long addCopied(FsBuffers buffers, ChunkQueue copied) {
        long size = 0;
        for (int i = 0; i < copied.count(); i++) {
            Chunk chunk = copied.get(i);
            buffers.add(chunk);
            size += chunk.size();
        }
        return size;
    }

    private ChunkQueue chunks() {
        if (chunks == null) {
            chunks = new ChunkQueue();
        }
        return chunks;
    }

    /// Takes the bytes that a read brought.
    ///
    /// @param count the bytes read, from this buffer on
    /// @return the bytes that belong to the next buffers
    long read(long count) {
        long own = Math.min(count, size());
        if (chunks != null) {
            copyBack(chunks, own);
        }
        move(own);
        return count - own;
    }

    private void copyBack(ChunkQueue from, long count) {
        long offset = 0;
        for (int i = 0; i < from.count(); i++) {
            Chunk chunk = from.get(i);
            int size = (int) Math.min(chunk.room(), count - offset);
            chunk.filled(size);
            chunk.take(memory, offset, size);
            offset += size;
        }
    }

    /// Advances past the bytes that were written.
    ///
    /// @param count the bytes written, from this buffer on
    /// @return the bytes that belong to the next buffers
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

    /// Releases the chunks. After an error it can be called again.
    void release(ChunkPool pool) {
        if (chunks != null) {
            chunks.clear(pool);
        }
    }
}
