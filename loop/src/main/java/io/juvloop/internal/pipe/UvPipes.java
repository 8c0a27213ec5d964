package io.juvloop.internal.pipe;

import io.juvloop.BaseProtocol;
import io.juvloop.Connection;
import io.juvloop.EventLoop;
import io.juvloop.bindings.Descriptors;
import io.juvloop.bindings.UvFailure;
import io.juvloop.internal.core.Arguments;
import io.juvloop.internal.core.Chapter;
import io.juvloop.internal.core.UvErrorMapping;
import io.juvloop.internal.net.AdoptSocket;
import io.juvloop.ipc.PipePair;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// Pipes of the loop on libuv.
///
/// Thread rule and lifetime: see [EventLoop].
public interface UvPipes extends EventLoop, Chapter {
    /// The part that adopts the user's descriptors.
    ///
    /// @return the same each time
    AdoptSocket adoption();

    @Override
    default <P extends BaseProtocol> CompletableFuture<Connection<P>> connectReadPipe(Supplier<P> factory, long pipe) {
        core().checkUsable();
        Arguments.requireFactory(factory);
        return PipeEnd.forReading(core(), adoption(), pipe).connect(factory, ReadPipeTransport::new);
    }

    @Override
    default <P extends BaseProtocol> CompletableFuture<Connection<P>> connectWritePipe(Supplier<P> factory, long pipe) {
        core().checkUsable();
        Arguments.requireFactory(factory);
        return PipeEnd.forWriting(core(), adoption(), pipe).connect(factory, WritePipeTransport::new);
    }

    @Override
    default PipePair pipePair() throws IOException {
        core().checkUsable();
        try {
            return new OpenPipePair(core(), adoption().watched(), Descriptors.pipe());
        } catch (UvFailure failure) {
            throw UvErrorMapping.toException(failure, null);
        }
    }
}
