package io.juvloop.internal.stream;

import io.juvloop.BaseProtocol;
import io.juvloop.BufferedProtocol;
import io.juvloop.Protocol;
import io.juvloop.StreamProtocol;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Which way bytes go through a transport, and what a protocol must be able to do for that.
///
/// Any thread.
public enum StreamDirection {
    /// A connection.
    BOTH,
    /// Read-only, as the reading end of a pipe.
    READ,
    /// Write-only, as the writing end of a pipe; incoming bytes are ignored.
    WRITE,
    /// Write-only, as a terminal that is open for output; reading from it may be paused, without effect.
    OUTPUT;

    private static final Protocol IGNORING = new Protocol() {
        @Override
        public void dataReceived(ByteBuffer data) {}
    };

    /// Whether bytes come that anybody wants.
    public boolean canRead() {
        return this == BOTH || this == READ;
    }

    /// Whether bytes go.
    public boolean canWrite() {
        return this != READ;
    }

    /// Refuses to read.
    ///
    /// @throws UnsupportedOperationException if it is write-only
    void requireReadable(StreamTransport transport) {
        if (this == WRITE) {
            throw new UnsupportedOperationException("it is write-only: " + transport);
        }
    }

    /// Refuses to write.
    ///
    /// @throws UnsupportedOperationException if it is read-only
    void requireWritable(StreamTransport transport) {
        if (!canWrite()) {
            throw new UnsupportedOperationException("it is read-only: " + transport);
        }
    }

    /// The protocol, if it has the methods that will be called.
    ///
    /// @throws IllegalArgumentException if it has not
    public StreamProtocol checked(BaseProtocol protocol) {
        Objects.requireNonNull(protocol, "the protocol is null");
        if (protocol instanceof Protocol || protocol instanceof BufferedProtocol) {
            return (StreamProtocol) protocol;
        }
        if (!canRead() && protocol instanceof StreamProtocol writing) {
            return writing;
        }
        throw new IllegalArgumentException("neither a Protocol nor a BufferedProtocol: " + protocol);
    }

    /// The protocol that is shown the bytes; null if they go to memory of the protocol's own.
    @Nullable
    Protocol plain(StreamProtocol protocol) {
        if (!canRead()) {
            return IGNORING;
        }
        return protocol instanceof Protocol bytes ? bytes : null;
    }
}
