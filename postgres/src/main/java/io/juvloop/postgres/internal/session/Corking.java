package io.juvloop.postgres.internal.session;

import io.juvloop.Transport;
import io.juvloop.postgres.internal.wire.OutBuffer;
import io.juvloop.postgres.internal.wire.OutBuffers;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// When the bytes of a connection leave.
///
/// If the server has nothing to do, or the transport still has bytes of ours, they are written at once: they wait
/// for nothing there, and the transport gathers what one step of the loop writes. Otherwise the server is busy for
/// a while; then what the tasks of this round start is collected and leaves in one piece before the loop waits.
///
/// Loop thread only. One a connection; it holds a buffer only while there are bytes.
final class Corking {
    private static final int ENOUGH = 1 << 14;

    private final Session session;
    private final Transport transport;
    private final OutBuffers buffers;
    private final Consumer<ByteBuffer> write;
    private final Runnable beforeWait = this::waitBegins;
    private @Nullable OutBuffer out;
    private boolean isDue; // before the loop waits

    Corking(Session session, Transport transport) {
        this.session = session;
        this.transport = transport;
        this.buffers = OutBuffers.of(session.loop());
        this.write = transport::write;
    }

    /// The buffer to encode into.
    OutBuffer out() {
        OutBuffer present = out;
        if (present == null) {
            present = buffers.take();
            out = present;
        }
        return present;
    }

    /// Decides when what was encoded leaves.
    ///
    /// @param wasIdle whether the server had nothing to do before
    void encoded(boolean wasIdle) {
        OutBuffer present = out;
        if (present == null) {
            return;
        }
        if (present.position() == 0) {
            drop();
        } else if (wasIdle || transport.writeBufferSize() > 0) {
            flush();
        } else if (!isDue) {
            isDue = true;
            session.loop().phases().beforeWait(beforeWait);
        }
    }

    /// Writes what has become so much that waiting saves nothing.
    void flushIfLarge() {
        OutBuffer present = out;
        if (present != null && present.position() >= ENOUGH) {
            flush();
        }
    }

    private void waitBegins() {
        isDue = false;
        flush();
    }

    /// Writes all that was encoded.
    void flush() {
        OutBuffer present = out;
        if (present != null) {
            out = null;
            present.drainTo(write);
            buffers.give(present);
        }
    }

    /// Forgets all that was encoded.
    void drop() {
        OutBuffer present = out;
        if (present != null) {
            out = null;
            buffers.give(present);
        }
    }
}
