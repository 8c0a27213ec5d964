package io.juvloop.locks;

import io.juvloop.EventLoop;
import io.juvloop.ipc.PipePair;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;

/// Pipes of the system, from writing clients to reading servers.
///
/// For the test's thread.
final class PipeConnections extends Connections {
    PipeConnections(LoopElsewhere there, Supplier<CallbackProtocol> ofServer, Supplier<CallbackProtocol> ofClients) {
        super(there, ofServer, ofClients);
    }

    @Override
    void beginOnLoop() {
        EventLoop loop = there().loop();
        try (PipePair pipe = loop.pipePair()) {
            var _ = loop.connectReadPipe(this::makeServer, pipe.takeReadEnd());
            var _ = loop.connectWritePipe(this::makeClient, pipe.takeWriteEnd());
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }
}
