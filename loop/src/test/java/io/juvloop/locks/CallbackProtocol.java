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
abstract class CallbackProtocol implements StreamProtocol {
    private final @Nullable StreamCallbacks runsAt;
    private final Runnable callback;
    private volatile @Nullable Transport transport;
    private volatile boolean lost;

    CallbackProtocol(@Nullable StreamCallbacks runsAt, Runnable callback) {
        this.runsAt = runsAt;
        this.callback = callback;
    }

    /// A protocol that does nothing.
    static CallbackProtocol silent() {
        return new ForViews(null, () -> {});
    }

    final void called(StreamCallbacks method) {
        if (method == runsAt) {
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
        called(StreamCallbacks.CONNECTION_MADE);
        transport = made;
    }

    @Override
    public final boolean eofReceived() {
        called(StreamCallbacks.EOF_RECEIVED);
        return false;
    }

    @Override
    public final void pauseWriting() {
        called(StreamCallbacks.PAUSE_WRITING);
    }

    @Override
    public final void resumeWriting() {
        called(StreamCallbacks.RESUME_WRITING);
    }

    @Override
    public final void connectionLost(@Nullable Throwable cause) {
        called(StreamCallbacks.CONNECTION_LOST);
        lost = true;
    }

    /// A protocol that receives views of the read buffer.
    static final class ForViews extends CallbackProtocol implements Protocol {
        ForViews(@Nullable StreamCallbacks runsAt, Runnable callback) {
            super(runsAt, callback);
        }

        @Override
        public void dataReceived(ByteBuffer data) {
            called(StreamCallbacks.DATA_RECEIVED);
        }
    }

    /// A protocol that reads into memory of its own.
    static final class ForMemory extends CallbackProtocol implements BufferedProtocol {
        private final MemorySegment memory = Arena.ofAuto().allocate(1024);

        ForMemory(@Nullable StreamCallbacks runsAt, Runnable callback) {
            super(runsAt, callback);
        }

        @Override
        public MemorySegment getBuffer(long sizeHint) {
            called(StreamCallbacks.GET_BUFFER);
            return memory;
        }

        @Override
        public void bufferUpdated(long count) {
            called(StreamCallbacks.BUFFER_UPDATED);
        }
    }
}
