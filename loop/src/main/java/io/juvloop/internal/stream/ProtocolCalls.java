package io.juvloop.internal.stream;

import io.juvloop.BaseProtocol;
import io.juvloop.BufferedProtocol;
import io.juvloop.Protocol;
import io.juvloop.StreamProtocol;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.core.ProtocolErrors;
import io.juvloop.internal.jfr.Recorder;
import io.juvloop.internal.memory.ReadBuffer;
import io.juvloop.internal.memory.UserBuffers;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The protocol of a stream, and the calls that deliver bytes to it, as a view of the loop's memory or in its
/// own. An exception that it throws from them closes the connection.
///
/// Loop thread only. A part of a [StreamTransport]; lives as long as the transport.
final class ProtocolCalls {
    private final StreamTransport transport;
    private final StreamDirection direction;
    private StreamProtocol protocol;
    private boolean made;

    /// The protocol if it is a plain one, else null: read at every delivery, where a type check of an interface
    /// would be slow.
    private @Nullable Protocol plain;

    /// The reader behind a plain protocol.
    private @Nullable DirectReader direct;

    ProtocolCalls(StreamTransport transport, StreamProtocol protocol, StreamDirection direction) {
        this.transport = transport;
        this.direction = direction;
        this.protocol = protocol;
        this.plain = direction.plain(protocol);
    }

    void connectionMade() {
        made = true;
        try {
            protocol.connectionMade(transport);
        } catch (Throwable thrown) {
            transport.protocolFailed("connectionMade", thrown);
        }
    }

    /// Says that nothing more comes.
    ///
    /// @return false if the connection is to be closed; true also if it is lost because this failed
    boolean eofReceived() {
        try {
            return protocol.eofReceived();
        } catch (Throwable thrown) {
            transport.protocolFailed("eofReceived", thrown);
            return true;
        }
    }

    void pauseWriting() {
        errors().call("pauseWriting", () -> protocol.pauseWriting());
    }

    void resumeWriting() {
        errors().callSurely("resumeWriting", () -> protocol.resumeWriting());
    }

    /// Calls the protocol's `connectionLost`, once, if its `connectionMade` was called. After an error that came before
    /// the call it can be called again.
    void connectionLost(@Nullable Throwable cause) {
        if (!made) {
            return;
        }
        made = false;
        try {
            protocol.connectionLost(cause);
        } catch (Throwable thrown) {
            if (protocol instanceof UpperLayer upper ? !upper.isLost() : direct != null) {
                protocol.connectionLost(cause); // it is the library's own, and can be called again
            }
            report("connectionLost", thrown);
        }
    }

    /// Reports what the protocol threw.
    void report(String method, Throwable thrown) {
        errors().report(method, thrown);
    }

    private ProtocolErrors errors() {
        return new ProtocolErrors(core(), transport, this::protocol);
    }

    private LoopCore core() {
        return transport.core();
    }

    /// The directions of the stream, which decide what protocols it takes.
    StreamDirection direction() {
        return direction;
    }

    StreamProtocol protocol() {
        return protocol;
    }

    void setProtocol(StreamProtocol newProtocol) {
        protocol = newProtocol;
        direct = null;
        plain = direction.plain(newProtocol);
    }

    /// Delivers bytes directly to a reader behind the protocol while it waits for them, until the protocol is
    /// replaced.
    @SuppressWarnings("ReferenceEquality") // identity is meant, whatever its equals does
    void setDirect(BaseProtocol behind, DirectReader reader) {
        if (behind == protocol) {
            direct = reader;
        }
    }

    @Nullable
    DirectReader direct() {
        return direct;
    }

    /// Whether bytes are read into the loop's read buffer, not into the protocol's own memory.
    boolean isPlain() {
        return plain != null;
    }

    /// Gets the destination of the next bytes from a buffered protocol.
    ///
    /// @param sizeHint a useful number of bytes
    /// @return null if the protocol failed or was replaced
    @Nullable
    @SuppressWarnings("ReferenceEquality") // identity is meant, whatever its equals does
    MemorySegment buffer(long sizeHint) {
        BufferedProtocol asked = (BufferedProtocol) protocol;
        try {
            MemorySegment target = UserBuffers.checked(asked.getBuffer(sizeHint));
            return asked == protocol ? target : null;
        } catch (Throwable thrown) {
            transport.protocolFailed("getBuffer", thrown);
            return null;
        }
    }

    /// Handles memory of a protocol that turned out to be unusable.
    void bufferFailed(Throwable thrown) {
        transport.protocolFailed("getBuffer", thrown);
    }

    /// Delivers bytes that are in the read buffer, or in the memory that [#buffer] returned.
    void deliver(int count) {
        if (core().isDebug() || Recorder.get().measuresCallbacks()) {
            deliverMeasured(count);
            return;
        }
        Protocol bytes = plain;
        try {
            if (bytes != null) {
                bytes.dataReceived(core().readBuffer().view(count));
            } else {
                ((BufferedProtocol) protocol).bufferUpdated(count);
            }
        } catch (Throwable thrown) {
            transport.protocolFailed(bytes != null ? "dataReceived" : "bufferUpdated", thrown);
        }
    }

    /// Delivers bytes in the read buffer to a plain protocol of the library's own.
    ///
    /// @throws RuntimeException the exception of the protocol
    void deliverInPlace(int count) {
        Objects.requireNonNull(plain).dataReceived(core().readBuffer().view(count));
    }

    /// Delivers bytes in debug mode: a slow protocol is logged, and a view that the protocol keeps throws.
    private void deliverMeasured(int count) {
        BaseProtocol called = plain != null ? plain : protocol;
        long begin = core().beginMeasure(called);
        try {
            if (called instanceof Protocol bytes) {
                deliverLoan(bytes, count);
            } else {
                ((BufferedProtocol) called).bufferUpdated(count);
            }
        } catch (Throwable thrown) {
            transport.protocolFailed(called instanceof Protocol ? "dataReceived" : "bufferUpdated", thrown);
        }
        core().endMeasure(begin, called);
    }

    private void deliverLoan(Protocol bytes, int count) {
        if (!core().isDebug()) {
            bytes.dataReceived(core().readBuffer().view(count));
            return;
        }
        try (ReadBuffer.Loan loan = core().readBuffer().lend(count)) {
            bytes.dataReceived(loan.view());
        }
    }
}
