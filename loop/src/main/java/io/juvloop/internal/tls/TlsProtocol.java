package io.juvloop.internal.tls;

import io.juvloop.BaseProtocol;
import io.juvloop.BufferedProtocol;
import io.juvloop.Protocol;
import io.juvloop.StreamProtocol;
import io.juvloop.bindings.Memory;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.core.ProtocolErrors;
import io.juvloop.internal.jdk.Log;
import io.juvloop.internal.memory.ReadBuffer;
import io.juvloop.internal.memory.UserBuffers;
import io.juvloop.internal.stream.StreamDirection;
import io.juvloop.internal.stream.UpperLayer;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The user's protocol on an encrypted connection, and the calls that bring it data. What it throws from them costs
/// the connection.
///
/// Loop thread only. A part of a [TlsConnection], and lives as it does.
final class TlsProtocol {
    /// As the transports below suggest.
    private static final long SIZE_HINT = 64 * 1024;

    private final TlsConnection connection;
    private final LoopCore core;
    private final ProtocolErrors errors;
    private final TlsTransport transport;
    private StreamProtocol protocol;
    private @Nullable Protocol plain;
    private boolean lost;
    private final BufferedTarget target = new BufferedTarget();

    TlsProtocol(TlsConnection connection, LoopCore core, TlsTransport transport, BaseProtocol protocol) {
        this.connection = connection;
        this.core = core;
        this.transport = transport;
        this.protocol = StreamDirection.BOTH.checked(protocol);
        this.plain = protocol instanceof Protocol bytes ? bytes : null;
        this.errors = new ProtocolErrors(core, transport, () -> this.protocol);
    }

    StreamProtocol get() {
        return protocol;
    }

    void set(BaseProtocol newProtocol) {
        protocol = StreamDirection.BOTH.checked(newProtocol);
        plain = newProtocol instanceof Protocol bytes ? bytes : null;
    }

    /// Makes a call whose failure has no other consequence.
    void call(String method, Runnable call) {
        errors.call(method, call);
    }

    private void failed(String method, Throwable thrown) {
        errors.report(method, thrown);
        connection.broken(thrown);
    }

    void made(TlsTransport transport) {
        try {
            protocol.connectionMade(transport);
        } catch (Throwable thrown) {
            failed("connectionMade", thrown);
        }
    }

    /// TLS ends both ways at once, so that a protocol cannot keep its side open.
    void eof() {
        try {
            StreamProtocol asked = protocol;
            if (asked.eofReceived() && !(asked instanceof UpperLayer)) {
                Log.warn("true from eofReceived has no effect on {0}, which is encrypted", transport);
            }
        } catch (Throwable thrown) {
            failed("eofReceived", thrown);
        }
    }

    /// Brings data, all at once or as the protocol has room for.
    ///
    /// @return how many it took: fewer if it wants no more
    int deliver(TlsMemory memory, int count) {
        int done = 0;
        while (done < count && connection.isDelivering()) {
            Protocol bytes = plain;
            if (bytes == null) {
                int some = deliverInto(memory, done, count);
                if (some < 0) {
                    continue; // it has another protocol now, or wants no more
                }
                done += some;
            } else {
                moveToFront(memory, done, count);
                deliverView(bytes, memory, count - done);
                done = count;
            }
        }
        return done;
    }

    private static void moveToFront(TlsMemory memory, int from, int count) {
        if (from > 0) {
            MemorySegment.copy(memory.plaintext, from, memory.plaintext, 0, count - (long) from);
        }
    }

    private void deliverView(Protocol bytes, TlsMemory memory, int count) {
        try {
            if (core.isDebug()) {
                try (ReadBuffer.Loan loan = memory.lend(count)) {
                    bytes.dataReceived(loan.view());
                }
            } else {
                bytes.dataReceived(memory.view(count));
            }
        } catch (Throwable thrown) {
            failed("dataReceived", thrown);
        }
    }

    private int deliverInto(TlsMemory memory, int done, int count) {
        BufferedProtocol asked = (BufferedProtocol) protocol;
        MemorySegment given = target.takeUnused(asked);
        if (given == null) {
            if (!ask(asked)) {
                return -1;
            }
            given = target.takeUnused(asked);
        }
        String method = "getBuffer";
        try {
            int some = (int) Math.min(
                    count - done,
                    UserBuffers.checked(Objects.requireNonNull(given)).byteSize());
            MemorySegment.copy(memory.plaintext, done, given, 0, some);
            method = "bufferUpdated";
            asked.bufferUpdated(some);
            return some;
        } catch (Throwable thrown) {
            failed(method, thrown);
            return -1;
        }
    }

    /// Asks for memory, and keeps it as the target.
    ///
    /// @return false if the protocol failed, was replaced or wants no data now
    @SuppressWarnings("ReferenceEquality") // the object is meant, whatever its class calls equal
    private boolean ask(BufferedProtocol asked) {
        try {
            target.set(asked, asked.getBuffer(SIZE_HINT));
        } catch (Throwable thrown) {
            failed("getBuffer", thrown);
            return false;
        }
        if (asked == protocol && connection.isDelivering()) {
            return true;
        }
        target.clear();
        return false;
    }

    // --- Straight into a buffered protocol's memory

    /// Whether a record can be decrypted straight into the protocol's memory, at [#targetAddress]. The protocol may
    /// be called, and may want no more data afterwards.
    ///
    /// @param size of the record, which is more than its data
    @SuppressWarnings("ReferenceEquality") // the object is meant, whatever its class calls equal
    boolean hasRoomFor(int size) {
        if (plain != null) {
            return false;
        }
        try {
            if (target.owner() == protocol && target.hasRoomFor(size)) {
                return true;
            }
        } catch (RuntimeException gone) {
            target.clear();
            failed("getBuffer", gone);
            return false;
        }
        flushTarget();
        return connection.isDelivering()
                && protocol instanceof BufferedProtocol asked
                && ask(asked)
                && target.hasRoomFor(size);
    }

    long targetAddress() {
        return target.address();
    }

    /// A record was decrypted there.
    void filled(int count) {
        target.add(count);
    }

    /// Calls `bufferUpdated` for the records that were decrypted straight into memory, of the protocol that gave it.
    void flushTarget() {
        BufferedProtocol owner = target.owner();
        int count = target.filled();
        if (owner != null && count > 0) {
            target.clear();
            try {
                owner.bufferUpdated(count);
            } catch (Throwable thrown) {
                failed("bufferUpdated", thrown);
            }
        }
    }

    /// Forgets the memory, because a read is over or its data are not wanted any more.
    void clearTarget() {
        target.clear();
    }

    /// Calls the protocol's `connectionLost`, once. After an error that came before the call it can be called again.
    void connectionLost(@Nullable Throwable cause) {
        if (lost) {
            return;
        }
        lost = true;
        try {
            protocol.connectionLost(cause);
        } catch (Throwable thrown) {
            if (protocol instanceof UpperLayer upper && !upper.isLost()) {
                protocol.connectionLost(cause); // it is the library's own, and can be called again
            }
            errors.report("connectionLost", thrown);
        }
    }

    void pause() {
        errors.call("pauseWriting", () -> protocol.pauseWriting());
    }

    void resume() {
        errors.callSurely("resumeWriting", () -> protocol.resumeWriting());
    }

    /// Copies what was held back to where data are delivered from.
    static void putFront(TlsMemory memory, long address, int count) {
        Memory.copy(address, memory.plaintext.address(), count);
    }
}
