package io.juvloop.faults;

import io.juvloop.BufferedProtocol;
import io.juvloop.Transport;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// An end whose bytes are put into memory of its own, which has room for several records or not even for one.
final class BufferedEnd extends RecordingEnd {
    private static final int LARGE = 64 * 1024;
    private static final int SMALL = 1000;

    private final MemorySegment memory = Arena.ofAuto().allocate(LARGE);

    @Override
    public void connectionMade(Transport connection) {
        super.connectionMade(connection);
        connection.setProtocol(new Filled());
    }

    /// What takes its place, because one protocol is of one kind.
    private final class Filled implements BufferedProtocol {
        private int asked;

        @Override
        public MemorySegment getBuffer(long sizeHint) {
            return memory.asSlice(0, asked++ % 3 == 2 ? SMALL : LARGE);
        }

        @Override
        public void bufferUpdated(long count) {
            dataReceived(memory.asSlice(0, count).asByteBuffer());
        }

        @Override
        public void connectionLost(@Nullable Throwable cause) {
            BufferedEnd.this.connectionLost(cause);
        }
    }
}
