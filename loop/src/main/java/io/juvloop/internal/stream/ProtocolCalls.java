package io.juvloop.internal.stream;

import io.juvloop.BaseProtocol;
import io.juvloop.BufferedProtocol;
import io.juvloop.ExceptionContext;
import io.juvloop.Protocol;
import io.juvloop.StreamProtocol;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.memory.ReadBuffer;
import org.jspecify.annotations.Nullable;

/// The calls that a stream makes of its protocol: data, as a view of the loop's memory or in the protocol's own, and
/// whatever else it is told. What a protocol throws is reported, and costs the connection unless it is about flow
/// control.
///
/// Loop thread only. The first half of a [StreamTransport], and lives as it does.
abstract class ProtocolCalls implements LendableTransport {
    final LoopCore core;
    StreamProtocol protocol;

    /// The protocol again if it is a plain one: asked at every read, where a type check of an interface would
    /// cost.
    @Nullable
    Protocol plain;

    ProtocolCalls(LoopCore core, StreamProtocol protocol) {
        this.core = core;
        this.protocol = protocol;
    }

    /// Ends the connection.
    protected abstract void lose(@Nullable Throwable cause);

    final void deliver(int count) {
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
            protocolFailed(bytes != null ? "dataReceived" : "bufferUpdated", thrown);
        }
    }

    /// In debug mode: a slow protocol is named, and a view that it keeps throws.
    private void deliverMeasured(int count) {
        BaseProtocol told = plain != null ? plain : protocol;
        long begin = core.beginMeasure(told);
        try {
            if (told instanceof Protocol bytes) {
                deliverLoan(bytes, count);
            } else {
                ((BufferedProtocol) told).bufferUpdated(count);
            }
        } catch (Throwable thrown) {
            protocolFailed(told instanceof Protocol ? "dataReceived" : "bufferUpdated", thrown);
        }
        core.endMeasure(begin, told);
    }

    private void deliverLoan(Protocol bytes, int count) {
        try (ReadBuffer.Loan loan = core.readBuffer().lend(count)) {
            bytes.dataReceived(loan.view());
        }
    }

    /// An error of the user's code: reported, and the connection is lost with it.
    protected final void protocolFailed(String method, Throwable thrown) {
        core.failed(thrown, () -> context("the protocol's " + method + " failed", thrown));
        lose(thrown);
    }

    private ExceptionContext context(String message, Throwable thrown) {
        return ExceptionContext.of(message, thrown).with(this, protocol);
    }

    final void tell(String method, Runnable call) {
        try {
            call.run();
        } catch (Throwable thrown) {
            core.failed(thrown, () -> context("the protocol's " + method + " failed", thrown));
        }
    }
}
