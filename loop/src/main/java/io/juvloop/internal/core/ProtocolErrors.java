package io.juvloop.internal.core;

import io.juvloop.BaseProtocol;
import io.juvloop.BaseTransport;
import io.juvloop.ExceptionContext;
import java.util.function.Supplier;

/// What becomes of an error that a protocol throws: it goes to the loop's exception handler, with the transport and
/// the protocol.
///
/// Loop thread only. A part of a transport, and lives as it does.
public final class ProtocolErrors {
    private final LoopCore core;
    private final BaseTransport transport;
    private final Supplier<? extends BaseProtocol> protocol;

    /// @param protocol gives the transport's protocol at the time
    public ProtocolErrors(LoopCore core, BaseTransport transport, Supplier<? extends BaseProtocol> protocol) {
        this.core = core;
        this.transport = transport;
        this.protocol = protocol;
    }

    /// Calls a method of the protocol; what it throws is reported and has no other consequence.
    public void call(String method, Runnable call) {
        try {
            call.run();
        } catch (Throwable thrown) {
            report(method, thrown);
        }
    }

    /// Reports what a method of the protocol threw.
    public void report(String method, Throwable thrown) {
        core.failed(
                thrown,
                () -> ExceptionContext.of("the protocol's " + method + " failed", thrown)
                        .with(transport, protocol.get()));
    }
}
