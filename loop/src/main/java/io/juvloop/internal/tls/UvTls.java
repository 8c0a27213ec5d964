package io.juvloop.internal.tls;

import io.juvloop.BaseProtocol;
import io.juvloop.EventLoop;
import io.juvloop.Transport;
import io.juvloop.internal.core.Chapter;
import io.juvloop.internal.stream.ExclusiveWriter;
import io.juvloop.ipc.IpcTransport;
import io.juvloop.tls.StartTlsOptions;
import io.juvloop.tls.TlsContext;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/// TLS on the loop on libuv: checks the arguments and delegates.
///
/// Thread rule and lifetime: see [EventLoop].
public interface UvTls extends EventLoop, Chapter {
    /// What encrypted connections share.
    ///
    /// @return the same each time
    TlsLoop tls();

    @Override
    default CompletableFuture<Transport> startTls(
            Transport transport, BaseProtocol protocol, TlsContext context, StartTlsOptions options) {
        core().checkUsable();
        Objects.requireNonNull(protocol, "the protocol is null");
        if (!transport.loop().equals(core().loop())) {
            throw new IllegalArgumentException("the transport belongs to another event loop");
        }
        if (!(transport instanceof ExclusiveWriter below) || transport instanceof IpcTransport) {
            throw new IllegalArgumentException("TLS cannot begin on " + transport);
        }
        TlsRole role =
                options.isServerSide() ? TlsRole.server(context, options) : TlsRole.client(context, options, null, -1);
        if (options.received().length > TlsMemory.RECEIVED) {
            throw new IllegalArgumentException(
                    "a peer does not send " + options.received().length + " bytes before it has an answer");
        }
        below.requireDuplex();
        return new TlsStart(tls(), role, below, protocol).start();
    }
}
