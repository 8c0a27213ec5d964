package io.juvloop.internal.pipe;

import io.juvloop.BaseProtocol;
import io.juvloop.Connection;
import io.juvloop.LoopPipes;
import io.juvloop.PipePair;
import io.juvloop.bindings.Descriptors;
import io.juvloop.bindings.UvFailure;
import io.juvloop.internal.Arguments;
import io.juvloop.internal.LoopChapter;
import io.juvloop.internal.UvErrorMapping;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// The chapter of pipes on libuv.
///
/// Thread rule and lifetime: see [LoopPipes].
public interface UvPipes extends LoopPipes, LoopChapter {
    @Override
    default <P extends BaseProtocol> CompletableFuture<Connection<P>> connectReadPipe(Supplier<P> factory, long pipe) {
        loop().checkUsable();
        Arguments.requireFactory(factory);
        return PipeEnd.forReading(loop(), pipe).connect(factory, ReadPipeTransport::new);
    }

    @Override
    default <P extends BaseProtocol> CompletableFuture<Connection<P>> connectWritePipe(Supplier<P> factory, long pipe) {
        loop().checkUsable();
        Arguments.requireFactory(factory);
        return PipeEnd.forWriting(loop(), pipe).connect(factory, WritePipeTransport::new);
    }

    @Override
    default PipePair pipePair() throws IOException {
        loop().checkUsable();
        try {
            return new OpenPipePair(Descriptors.pipe());
        } catch (UvFailure failure) {
            throw UvErrorMapping.toException(failure, null);
        }
    }
}
