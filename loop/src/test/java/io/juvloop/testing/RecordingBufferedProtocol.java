package io.juvloop.testing;

import io.juvloop.BufferedProtocol;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// A [BufferedProtocol] that records its calls; extended by tests that need to answer.
///
/// Loop thread only.
public non-sealed class RecordingBufferedProtocol extends Recording implements BufferedProtocol {
    private final MemorySegment buffer;

    public RecordingBufferedProtocol() {
        this(64 * 1024);
    }

    public RecordingBufferedProtocol(long size) {
        buffer = Arena.ofAuto().allocate(size);
    }

    @Override
    public MemorySegment getBuffer(long sizeHint) {
        return buffer;
    }

    @Override
    public void bufferUpdated(long count) {
        recordData(buffer.asSlice(0, count).toArray(ValueLayout.JAVA_BYTE));
    }
}
