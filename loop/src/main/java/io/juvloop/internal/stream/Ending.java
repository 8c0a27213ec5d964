package io.juvloop.internal.stream;

import io.juvloop.bindings.UvStream;
import io.juvloop.bindings.UvTcp;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.core.Steps;
import io.juvloop.internal.jdk.Log;
import org.jspecify.annotations.Nullable;

/// How one transport ends: why, whether its peer is to end first, and how its handle is closed.
///
/// Loop thread only. A part of a [StreamTransport], made when the end begins, so that it costs a connection at rest
/// nothing.
final class Ending {
    private static final int QUIET_LATE_WRITES = 4;

    /// The count, the protocol, the handle, again the handle, the others.
    private static final int STEPS = 5;

    private final LoopCore core;
    private final UvStream stream;
    private @Nullable Throwable cause;
    private @Nullable Lingering lingering;
    private boolean resets;
    private boolean detached;
    private byte lateWrites;

    Ending(LoopCore core, UvStream stream) {
        this.core = core;
        this.stream = stream;
    }

    void because(@Nullable Throwable thrown) {
        cause = thrown;
    }

    /// Why the connection is lost; null if it was closed.
    @Nullable
    Throwable cause() {
        return cause;
    }

    /// Counts a write that is dropped, and warns from the fifth on.
    void lateWrite(StreamTransport transport) {
        if (lateWrites < QUIET_LATE_WRITES) {
            lateWrites++;
        } else {
            Log.warn("a write to {0} was dropped", transport);
        }
    }

    /// The connection is reset, and does not wait for its peer.
    void reset() {
        resets = true;
        if (lingering != null) {
            core.callInternally(lingering::end);
        }
    }

    boolean isReset() {
        return resets;
    }

    /// Whether the peer is to end first, as what it has sent lies unread.
    ///
    /// @param writeEnded whether the write side has been shut down
    /// @param done called once the peer has ended
    boolean lingers(boolean writeEnded, Runnable done) {
        if (cause != null || resets || !Lingering.isNeeded(core, stream)) {
            return false;
        }
        if (!writeEnded) {
            var _ = stream.shutdown();
        }
        lingering = new Lingering(core, stream, done);
        return true;
    }

    boolean isLingering() {
        return lingering != null;
    }

    /// The stream is readable: while the peer is to end first, what it sends is discarded.
    ///
    /// @return false if the peer is not waited for
    boolean discardsReadable() {
        if (lingering != null) {
            lingering.readable();
        }
        return lingering != null;
    }

    /// libuv has read bytes, or the end: while the peer is to end first, they are discarded.
    ///
    /// @return false if the peer is not waited for
    boolean discards(int count) {
        if (lingering != null) {
            lingering.discarded(count);
        }
        return lingering != null;
    }

    /// Ends the transport.
    void lose(StreamTransport transport) {
        Steps.take(STEPS, step -> lose(transport, step));
    }

    private void lose(StreamTransport transport, int step) {
        switch (step) {
            case 0 -> {
                transport.life = Life.LOST; // not before: an error until here has it called again
                core.connections().lost(transport, stream, cause, resets);
            }
            case 1 -> transport.calls().connectionLost(cause);
            case 2 -> closeHandle();
            case 3 -> stream.close(); // unless that was done; its last event detaches the transport again
            default -> detach(transport);
        }
    }

    /// Detaches the transport from its server and others, unless that was done.
    void detach(StreamTransport transport) {
        if (!detached) {
            transport.detach();
            detached = true;
        }
    }

    private void closeHandle() {
        if (resets && stream instanceof UvTcp tcp && tcp.isOpen()) {
            tcp.closeReset();
        } else {
            stream.close();
        }
    }
}
