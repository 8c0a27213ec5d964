package io.juvloop.internal.stream;

import io.juvloop.BaseProtocol;
import io.juvloop.BufferedProtocol;
import io.juvloop.Protocol;
import io.juvloop.StreamProtocol;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.core.ProtocolErrors;
import io.juvloop.internal.memory.ReadBuffer;
import io.juvloop.internal.memory.UserBuffers;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The protocol of a stream and its calls. Bytes come to it as a view of the loop's memory or in its own. What it
/// throws from them costs the connection; what it throws where it is only informed is reported.
///
/// Loop thread only. A part of a [StreamTransport], and lives as it does.
final class ProtocolCalls {
    private final LoopCore core;
    private final StreamTransport transport;
    private StreamProtocol protocol;

    /// The protocol again if it is a plain one: asked at every read, where a type check of an interface would
    /// cost.
    private @Nullable Protocol plain;

    /// Behind a plain protocol.
    private @Nullable DirectReader direct;

    ProtocolCalls(LoopCore core, StreamTransport transport, StreamProtocol protocol, StreamDirection direction) {
        this.core = core;
        this.transport = transport;
        this.protocol = protocol;
        this.plain = direction.plain(protocol);
    }

    void connectionMade() {
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
        errors().call("resumeWriting", () -> protocol.resumeWriting());
    }

    void connectionLost(@Nullable Throwable cause) {
        errors().call("connectionLost", () -> protocol.connectionLost(cause));
    }

    /// Reports what the protocol threw.
    void report(String method, Throwable thrown) {
        errors().report(method, thrown);
    }

    private ProtocolErrors errors() {
        return new ProtocolErrors(core, transport, this::protocol);
    }

    LoopCore core() {
        return core;
    }

    StreamProtocol protocol() {
        return protocol;
    }

    void setProtocol(StreamProtocol newProtocol, StreamDirection direction) {
        protocol = newProtocol;
        direct = null;
        plain = direction.plain(newProtocol);
    }

    /// Has bytes go to a reader behind the protocol while it waits for them, until there is another protocol.
    @SuppressWarnings("ReferenceEquality") // the object is meant, whatever its class calls equal
    void setDirect(BaseProtocol behind, DirectReader reader) {
        if (behind == protocol) {
            direct = reader;
        }
    }

    @Nullable
    DirectReader direct() {
        return direct;
    }

    /// Whether bytes go into the loop's read buffer, and not into memory of the protocol's own.
    boolean isPlain() {
        return plain != null;
    }

    /// Asks a buffered protocol where the next bytes are to go.
    ///
    /// @param sizeHint how many bytes would be welcome
    /// @return null if it failed or handed over to another protocol
    @Nullable
    @SuppressWarnings("ReferenceEquality") // the object is meant, whatever its class calls equal
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

    /// The memory that a protocol gave cannot be read into after all.
    void bufferFailed(Throwable thrown) {
        transport.protocolFailed("getBuffer", thrown);
    }

    /// Brings bytes that are in the read buffer, or in what [#buffer] gave.
    void deliver(int count) {
        if (core.isDebug()) {
            deliverMeasured(count);
            return;
        }
        Protocol bytes = plain;
        try {
            if (bytes != null) {
                bytes.dataReceived(core.readBuffer().view(count));
            } else {
                ((BufferedProtocol) protocol).bufferUpdated(count);
            }
        } catch (Throwable thrown) {
            transport.protocolFailed(bytes != null ? "dataReceived" : "bufferUpdated", thrown);
        }
    }

    /// Brings bytes that are in the read buffer to a plain protocol that is none of the user's.
    ///
    /// @throws RuntimeException what it throws
    void deliverInPlace(int count) {
        Objects.requireNonNull(plain).dataReceived(core.readBuffer().view(count));
    }

    /// In debug mode: a slow protocol is named, and a view that it keeps throws.
    private void deliverMeasured(int count) {
        BaseProtocol called = plain != null ? plain : protocol;
        long begin = core.beginMeasure(called);
        try {
            if (called instanceof Protocol bytes) {
                deliverLoan(bytes, count);
            } else {
                ((BufferedProtocol) called).bufferUpdated(count);
            }
        } catch (Throwable thrown) {
            transport.protocolFailed(called instanceof Protocol ? "dataReceived" : "bufferUpdated", thrown);
        }
        core.endMeasure(begin, called);
    }

    private void deliverLoan(Protocol bytes, int count) {
        try (ReadBuffer.Loan loan = core.readBuffer().lend(count)) {
            bytes.dataReceived(loan.view());
        }
    }
}
