package io.juvloop.internal.core;

import io.juvloop.BaseProtocol;
import io.juvloop.BaseTransport;
import io.juvloop.ExceptionContext;
import java.util.function.Supplier;

/// Passes errors of a protocol to the loop's exception handler, with the transport and the protocol.
///
/// Loop thread only. A part of a transport; lives as long as the transport.
public final class ProtocolErrors {
    private final LoopKernel core;
    private final BaseTransport transport;
    private final Supplier<? extends BaseProtocol> protocol;

    /// @param protocol gives the transport's protocol at the time
    public ProtocolErrors(LoopKernel core, BaseTransport transport, Supplier<? extends BaseProtocol> protocol) {
        this.core = core;
        this.transport = transport;
        this.protocol = protocol;
    }

    /// Calls a method of the protocol; an exception is reported and has no other effect.
    public void call(String method, Runnable call) {
        try {
            call.run();
        } catch (Throwable thrown) {
            report(method, thrown);
        }
    }

    /// Calls a method of the protocol on which its going on depends: again if the stack or the memory has ended in it,
    /// as nothing shows whether it had begun.
    public void callSurely(String method, Runnable call) {
        try {
            call.run();
        } catch (VirtualMachineError thrown) {
            callAgain(method, call, thrown);
        } catch (Throwable thrown) {
            report(method, thrown);
        }
    }

    private void callAgain(String method, Runnable call, VirtualMachineError first) {
        Throwable reported = first;
        try {
            call.run();
        } catch (Throwable thrown) {
            reported = thrown;
        }
        report(method, reported);
    }

    /// Reports an exception of a method of the protocol.
    public void report(String method, Throwable thrown) {
        core.failed(
                thrown,
                () -> ExceptionContext.of("the protocol's " + method + " failed", thrown)
                        .with(transport, protocol.get()));
    }
}
