package io.juvloop.internal.tls;

import io.juvloop.BaseProtocol;
import io.juvloop.StreamProtocol;
import io.juvloop.Transport;
import io.juvloop.internal.core.Opening;
import io.juvloop.internal.stream.ExclusiveWriter;
import io.juvloop.internal.stream.StreamDirection;
import java.util.concurrent.CompletableFuture;

/// TLS that begins on a connection that has been used without.
///
/// Thread rule and lifetime: see [Opening]. What ends it early ends the connection.
final class TlsStart extends Opening<Transport> implements Beginning {
    private final TlsConnection connection;
    private final ExclusiveWriter below;
    private final StreamProtocol protocol;
    private final boolean wasPaused;
    private boolean settled;

    /// @param below which is neither closing nor lent
    TlsStart(TlsLoop tls, TlsRole role, ExclusiveWriter below, BaseProtocol protocol) {
        super(tls.core());
        this.below = below;
        this.protocol = StreamDirection.BOTH.checked(protocol);
        this.connection = new TlsConnection(tls, role, this);
        this.wasPaused = below.isWritingPaused();
    }

    CompletableFuture<Transport> start() {
        return begin(() -> {
            connection.upgrades(protocol, below);
            below.setProtocol(connection);
            connection.connectionMade(below);
            below.resumeReading();
        });
    }

    @Override
    public void established(TlsConnection made) {
        settled = true;
        succeed(made::abort, () -> {
            TlsTransport transport = made.attach(protocol);
            return new Opened<>(transport, () -> resume(made), made::begin, made::abort);
        });
    }

    /// The transport below has called the protocol's `pauseWriting`, and would call `resumeWriting` of TLS.
    private void resume(TlsConnection made) {
        if (wasPaused) {
            made.protocol().resume();
        }
    }

    @Override
    public void failed(Throwable cause) {
        settled = true;
        fail(cause);
    }

    @Override
    protected void release() {
        if (!settled) {
            connection.abort();
        }
    }
}
