package io.juvloop.internal.sock;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// One direct buffer that bytes of the heap go through, because the kernel cannot read the heap, and the JDK
/// would make a direct one as large as they are.
///
/// Loop thread only. Others may need one while it is taken, if the JDK makes a task wait for a lock of a channel;
/// they get one of their own.
final class SpareBuffer {
    /// The most that passes through at once.
    static final int SIZE = 256 * 1024;

    private @Nullable ByteBuffer spare;

    ByteBuffer take() {
        ByteBuffer buffer = spare;
        spare = null;
        return buffer == null ? ByteBuffer.allocateDirect(SIZE) : buffer;
    }

    /// One that has room for all of something, however much that is.
    ByteBuffer takeFor(int size) {
        return size <= SIZE ? take() : ByteBuffer.allocateDirect(size);
    }

    void giveBack(ByteBuffer buffer) {
        if (buffer.capacity() == SIZE) {
            spare = buffer.clear();
        }
    }
}
