package io.juvloop.internal.sock;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// One direct buffer that heap bytes are copied through, because the kernel cannot read the heap, and the JDK
/// would allocate a direct buffer of their full size.
///
/// Loop thread only. Another task may need one while it is taken, if the JDK makes a task wait for a channel's
/// lock; it gets a buffer of its own.
final class SpareBuffer {
    /// The most bytes copied at once.
    static final int SIZE = 256 * 1024;

    private @Nullable ByteBuffer spare;

    ByteBuffer take() {
        ByteBuffer buffer = spare;
        spare = null;
        return buffer == null ? ByteBuffer.allocateDirect(SIZE) : buffer;
    }

    /// Takes a buffer with room for all the bytes, however many.
    ByteBuffer takeFor(int size) {
        return size <= SIZE ? take() : ByteBuffer.allocateDirect(size);
    }

    void giveBack(ByteBuffer buffer) {
        if (buffer.capacity() == SIZE) {
            spare = buffer.clear();
        }
    }
}
