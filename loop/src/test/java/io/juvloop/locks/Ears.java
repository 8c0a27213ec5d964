package io.juvloop.locks;

import io.juvloop.BufferedProtocol;
import io.juvloop.Protocol;
import io.juvloop.StreamProtocol;
import io.juvloop.Transport;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// A protocol that runs an action in each of its calls.
///
/// Loop thread only, except the connection's state.
abstract class Ears implements StreamProtocol {
    private final @Nullable StreamCallbacks listensTo;
    private final Runnable callback;
    private volatile @Nullable Transport transport;
    private volatile boolean lost;

    Ears(@Nullable StreamCallbacks listensTo, Runnable callback) {
        this.listensTo = listensTo;
        this.callback = callback;
    }

    /// A protocol that does nothing.
    static Ears deaf() {
        return new ForViews(null, () -> {});
    }

    final void hear(StreamCallbacks heard) {
        if (heard == listensTo) {
            callback.run();
        }
    }

    /// Its transport, once it is connected.
    final @Nullable Transport transport() {
        return transport;
    }

    final boolean isLost() {
        return lost;
    }

    @Override
    public final void connectionMade(Transport made) {
        hear(StreamCallbacks.CONNECTION_MADE);
        transport = made;
    }

    @Override
    public final boolean eofReceived() {
        hear(StreamCallbacks.EOF_RECEIVED);
        return false;
    }

    @Override
    public final void pauseWriting() {
        hear(StreamCallbacks.PAUSE_WRITING);
    }

    @Override
    public final void resumeWriting() {
        hear(StreamCallbacks.RESUME_WRITING);
    }

    @Override
    public final void connectionLost(@Nullable Throwable cause) {
        hear(StreamCallbacks.CONNECTION_LOST);
        lost = true;
    }

    /// A protocol that receives views of the read buffer.
    static final class ForViews extends Ears implements Protocol {
        ForViews(@Nullable StreamCallbacks listensTo, Runnable callback) {
            super(listensTo, callback);
        }

        @Override
        public void dataReceived(ByteBuffer data) {
            hear(StreamCallbacks.DATA_RECEIVED);
        }
    }

    /// A protocol that reads into memory of its own.
    static final class ForMemory extends Ears implements BufferedProtocol {
        private final MemorySegment memory = Arena.ofAuto().allocate(1024);

        ForMemory(@Nullable StreamCallbacks listensTo, Runnable callback) {
            super(listensTo, callback);
        }

        @Override
        public MemorySegment getBuffer(long sizeHint) {
            hear(StreamCallbacks.GET_BUFFER);
            return memory;
        }

        @Override
        public void bufferUpdated(long count) {
            hear(StreamCallbacks.BUFFER_UPDATED);
        }
    }
}
