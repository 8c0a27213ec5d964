package io.juvloop.bindings;

import java.lang.foreign.MemorySegment;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads a stream in both ways: takes the data that libuv has read, and receives it where the loop polls.
///
/// Loop thread only. Reads one stream, see [#of].
class ReadEvents implements StreamEvents {
    private static final int ROOM = 64;

    private @Nullable UvStream stream;
    private MemorySegment room = MemorySegment.NULL;

    /// Becomes the listener of a stream, which is not started yet.
    final ReadEvents of(UvStream read) {
        stream = read;
        room = read.loop().allocate(ROOM);
        read.events(this);
        return this;
    }

    /// Data, the end or an error.
    void onResult(byte[] bytes, int result) {}

    /// A stream that has ended is not read any more, as in libuv.
    @Override
    public final void onReadable() {
        UvStream readable = Objects.requireNonNull(stream);
        int result = readable.receive(room.address(), ROOM);
        if (result < 0 && result != UvErrors.EAGAIN) {
            readable.readStop();
        }
        if (result != UvErrors.EAGAIN) {
            onRead(room.address(), result, 0);
        }
    }

    @Override
    public final void onRead(long from, int result, int handles) {
        byte[] bytes = new byte[Math.max(result, 0)];
        Memory.copyOut(from, bytes, 0, bytes.length);
        onResult(bytes, result);
    }
}
