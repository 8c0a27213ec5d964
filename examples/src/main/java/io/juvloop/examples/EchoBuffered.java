package io.juvloop.examples;

import io.juvloop.BufferedProtocol;
import io.juvloop.Transport;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// Echo with a buffered protocol, which reads into its own memory: the kernel fills the segment, and the segment
/// is written back.
///
/// `make run ARGS="echo --style buffered --port 9000"`
///
/// Loop thread only; one for each connection. All connections of a loop may share the memory, because its bytes
/// were sent or copied before the next read.
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
