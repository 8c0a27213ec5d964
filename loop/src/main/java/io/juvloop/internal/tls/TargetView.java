package io.juvloop.internal.tls;

import io.juvloop.bindings.Memory;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;

/// Native memory that an engine decrypts into, as the buffer that the JDK's engine wants: made anew only for other
/// memory than before. The engine decrypts in the source and then copies, to any memory.
///
/// Loop thread only. One loop has one for all its connections.
final class TargetView {
    private ByteBuffer buffer = ByteBuffer.allocate(0);
    private long begin;

    /// The buffer over memory from an address on.
    ///
    /// @param address of the memory, valid for as long as the buffer is used
    /// @param room there
    ByteBuffer at(long address, int room) {
        long offset = address - begin;
        if (offset < 0 || offset + room > buffer.capacity()) {
            buffer = Memory.view(address, room, Arena.global()).asByteBuffer();
            begin = address;
            offset = 0;
        }
        return buffer.limit((int) offset + room).position((int) offset);
    }
}
