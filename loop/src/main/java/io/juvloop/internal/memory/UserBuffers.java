package io.juvloop.internal.memory;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Checks the user's memory before its address is used.
///
/// Any thread. Stateless.
public final class UserBuffers {
    private UserBuffers() {}

    /// Checks memory that the kernel is to write.
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

    /// Checks that a segment's arena is open and that this thread may access it.
    public static void checkReadable(MemorySegment segment) {
        if (!segment.scope().isAlive()) {
            throw new IllegalArgumentException("the arena of the memory is closed");
        }
        if (!segment.isAccessibleBy(Thread.currentThread())) {
            throw new IllegalArgumentException("the arena of the memory is confined to another thread");
        }
    }

    /// Checks that a buffer's arena, if it has one, is open and that this thread may access it.
    public static void checkReadable(ByteBuffer buffer) {
        if (buffer.isDirect()) {
            checkReadable(MemorySegment.ofBuffer(buffer));
        }
    }

    /// Takes buffers that are to be written as one, and checks all of them before the first is written.
    public static ByteBuffer[] checkedLines(Iterable<ByteBuffer> data) {
        List<ByteBuffer> lines = new ArrayList<>();
        data.forEach(line -> {
            checkReadable(line);
            lines.add(line);
        });
        return lines.toArray(new ByteBuffer[0]);
    }

    /// Moves the position of buffers that are not written.
    public static void consume(ByteBuffer[] lines) {
        for (ByteBuffer line : lines) {
            line.position(line.limit());
        }
    }
}
