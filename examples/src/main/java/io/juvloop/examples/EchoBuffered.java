package io.juvloop.examples;

import io.juvloop.BufferedProtocol;
import io.juvloop.Transport;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// Echo with a buffered protocol, which reads into memory of its own: the kernel fills the segment, and the
/// segment is written back.
///
/// `make run ARGS="echo --style buffered --port 9000"`
///
/// Loop thread only; one for each connection. The memory may be shared by all connections of a loop, because
/// the bytes are gone again before the next read.
final class EchoBuffered implements BufferedProtocol {
    private final MemorySegment memory;
    private @Nullable Transport transport;

    EchoBuffered(MemorySegment memory) {
        this.memory = memory;
    }

    @Override
    public void connectionMade(Transport made) {
        transport = made;
    }

    @Override
    public MemorySegment getBuffer(long sizeHint) {
        return memory;
    }

    @Override
    public void bufferUpdated(long count) {
        transport().write(memory.asSlice(0, count));
    }

    @Override
    public void pauseWriting() {
        transport().pauseReading();
    }

    @Override
    public void resumeWriting() {
        transport().resumeReading();
    }

    private Transport transport() {
        Transport made = transport;
        if (made == null) {
            throw new IllegalStateException("not connected");
        }
        return made;
    }
}
