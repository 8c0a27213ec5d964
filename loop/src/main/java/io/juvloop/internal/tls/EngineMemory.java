package io.juvloop.internal.tls;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/// A piece of the heap that the JDK's engine reads or writes, which native memory is copied from and to.
///
/// The JDK computes AES-GCM on arrays; native memory it would copy through arrays of its own, 512 bytes at a time,
/// new ones for each record. The figures are in docs/performance.md.
///
/// Loop thread only. One loop has a few of them for all its connections; what is in one is of no use to the next
/// call.
final class EngineMemory {
    private byte[] array;
    private ByteBuffer buffer;
    private MemorySegment segment;

    EngineMemory(int size) {
        array = new byte[size];
        buffer = ByteBuffer.wrap(array);
        segment = MemorySegment.ofArray(array);
    }

    byte[] array() {
        return array;
    }

    MemorySegment segment() {
        return segment;
    }

    /// The buffer over some bytes from the start.
    ByteBuffer buffer(int length) {
        reserve(length);
        return buffer.clear().limit(length);
    }

    /// The buffer over everything.
    ByteBuffer buffer() {
        return buffer.clear();
    }

    int size() {
        return array.length;
    }

    /// Makes room; what was in it is lost.
    void reserve(int size) {
        if (size > array.length) {
            array = new byte[size];
            buffer = ByteBuffer.wrap(array);
            segment = MemorySegment.ofArray(array);
        }
    }
}
