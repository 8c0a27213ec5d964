package io.juvloop.bindings;

import java.lang.foreign.MemorySegment;

/// The buffers of one read or write, as an array of `uv_buf_t`. libuv copies the array when the operation begins,
/// so one array is enough for a loop.
///
/// It holds addresses and keeps no memory alive: the caller that begins the operation does, until its answer.
///
/// Loop thread only. Lives as long as its loop.
public final class FsBuffers {
    /// The most buffers in one operation, the limit of Linux and macOS.
    public static final int MOST = 1024;

    private final MemorySegment array;
    private int count;

    /// Makes an empty list.
    ///
    /// @param loop whose arena gives the memory
    public FsBuffers(UvLoop loop) {
        array = loop.allocate((long) MOST * Abi.BUF_SIZE);
    }

    /// Forgets all buffers.
    public void clear() {
        count = 0;
    }

    /// Adds native memory.
    ///
    /// @param memory with an address; truncated to 2 GiB - 1, more than any system reads or writes at once
    public void add(MemorySegment memory) {
        add(memory.address(), memory.byteSize());
    }

    /// Adds the room of an empty chunk.
    ///
    /// @param chunk native
    /// @param size at most its room
    public void addRoom(Chunk chunk, int size) {
        add(chunk.address(), size);
    }

    /// Adds the bytes of a chunk.
    ///
    /// @param chunk native
    public void add(Chunk chunk) {
        add(chunk.address(), chunk.size());
    }

    private void add(long address, long size) {
        if (isFull()) {
            throw new IllegalStateException("one operation has at most " + MOST + " buffers");
        }
        Abi.putBuffer(array.address() + (long) count * Abi.BUF_SIZE, address, Math.min(size, Integer.MAX_VALUE));
        count++;
    }

    /// Whether it is full.
    ///
    /// @return true if there are [#MOST]
    public boolean isFull() {
        return count == MOST;
    }

    /// Returns the number of buffers.
    ///
    /// @return the number
    public int count() {
        return count;
    }

    long address() {
        return array.address();
    }
}
