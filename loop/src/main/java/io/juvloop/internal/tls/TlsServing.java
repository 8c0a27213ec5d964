package io.juvloop.internal.tls;

import io.juvloop.BaseProtocol;
import io.juvloop.ExceptionContext;
import io.juvloop.internal.core.Arguments;
import io.juvloop.internal.core.LoopCore;
import java.util.function.Supplier;

/// A server's connection: the protocol is asked for when its handshake is done. A handshake that fails costs that
/// connection alone, and is no error of the server's.
///
/// Loop thread only.
final class TlsServing implements Beginning {
    private final LoopCore core;
    private final Supplier<? extends BaseProtocol> factory;

    TlsServing(LoopCore core, Supplier<? extends BaseProtocol> factory) {
        this.core = core;
        this.factory = factory;
    }

    @Override
    public void established(TlsConnection connection) {
        try {
            connection.attach(Arguments.requireProtocol(factory.get()));
        } catch (Throwable thrown) {
            connection.abort();
            core.failed(thrown, () -> ExceptionContext.of("the protocol factory failed", thrown));
            return;
        }
        connection.callConnectionMade();
        connection.begin();
    }

    @Override
    public void failed(Throwable cause) {}
}
