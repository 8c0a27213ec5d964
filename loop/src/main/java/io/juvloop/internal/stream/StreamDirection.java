package io.juvloop.internal.stream;

import io.juvloop.BaseProtocol;
import io.juvloop.BufferedProtocol;
import io.juvloop.Protocol;
import io.juvloop.StreamProtocol;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The directions of a transport, and the methods that a protocol must have for each.
///
/// Any thread.
public enum StreamDirection {
    /// Read and write, as a connection.
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

    /// Whether incoming bytes are delivered.
    public boolean canRead() {
        return this == BOTH || this == READ;
    }

    /// Whether bytes can be written.
    public boolean canWrite() {
        return this != READ;
    }

    /// Throws if the transport cannot be read.
    ///
    /// @throws UnsupportedOperationException if the transport is write-only
    void requireReadable(StreamTransport transport) {
        if (this == WRITE) {
            throw new UnsupportedOperationException("it is write-only: " + transport);
        }
    }

    /// Throws if the transport cannot be written.
    ///
    /// @throws UnsupportedOperationException if the transport is read-only
    void requireWritable(StreamTransport transport) {
        if (!canWrite()) {
            throw new UnsupportedOperationException("it is read-only: " + transport);
        }
    }

    /// Throws if bytes do not go both ways.
    ///
    /// @throws IllegalArgumentException if the transport has one direction only
    void requireDuplex(StreamTransport transport) {
        if (this != BOTH) {
            throw new IllegalArgumentException("bytes go one way only over " + transport);
        }
    }

    /// Casts a protocol that has the methods for this direction.
    ///
    /// @throws IllegalArgumentException if it lacks them
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

    /// The protocol if it receives views of the read buffer; null if it provides memory of its own.
    @Nullable
    Protocol plain(StreamProtocol protocol) {
        if (!canRead()) {
            return IGNORING;
        }
        return protocol instanceof Protocol bytes ? bytes : null;
    }
}
