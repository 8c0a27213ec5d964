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
    /// Bytes come and none go, as at the reading end of a pipe.
    READ,
    /// Bytes go and what comes is nobody's business, as at the writing end of a pipe.
    WRITE;

    private static final Protocol NOBODY = new Protocol() {
        @Override
        public void dataReceived(ByteBuffer data) {}
    };

    /// The protocol, if it can be told what happens.
    ///
    /// @throws IllegalArgumentException if it cannot
    public StreamProtocol checked(BaseProtocol protocol) {
        Objects.requireNonNull(protocol, "the protocol is null");
        if (protocol instanceof Protocol || protocol instanceof BufferedProtocol) {
            return (StreamProtocol) protocol;
        }
        if (this == WRITE && protocol instanceof StreamProtocol told) {
            return told;
        }
        throw new IllegalArgumentException("neither a Protocol nor a BufferedProtocol: " + protocol);
    }

    /// Who is shown the bytes; null if they go to memory of the protocol's own.
    @Nullable
    Protocol plain(StreamProtocol protocol) {
        if (this == WRITE) {
            return NOBODY;
        }
        return protocol instanceof Protocol bytes ? bytes : null;
    }
}
