package io.juvloop.internal.memory;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/// Checks memory that the user brings, before anything is done with its address.
///
/// Any thread. Stateless.
public final class UserBuffers {
    private UserBuffers() {}

    /// Memory for the kernel to write into.
    public static MemorySegment checked(MemorySegment segment) {
        if (segment.byteSize() == 0) {
            throw new IllegalArgumentException("getBuffer gave an empty segment");
        }
        if (!segment.isNative()) {
            throw new IllegalArgumentException("getBuffer gave a heap segment, but the kernel needs native memory");
        }
        if (segment.isReadOnly()) {
            throw new IllegalArgumentException("getBuffer gave a read-only segment");
        }
        checkReadable(segment);
        return segment;
    }

    /// Memory whose arena is open and that this thread may use.
    public static void checkReadable(MemorySegment segment) {
        if (!segment.scope().isAlive()) {
            throw new IllegalArgumentException("the arena of the memory is closed");
        }
        if (!segment.isAccessibleBy(Thread.currentThread())) {
            throw new IllegalArgumentException("the arena of the memory is confined to another thread");
        }
    }

    /// A buffer whose arena, if it has one, is open and may be used by this thread.
    public static void checkReadable(ByteBuffer buffer) {
        if (buffer.isDirect()) {
            checkReadable(MemorySegment.ofBuffer(buffer));
        }
    }
}
