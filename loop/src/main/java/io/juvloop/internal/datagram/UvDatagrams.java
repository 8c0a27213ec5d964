package io.juvloop.internal.datagram;

import io.juvloop.EventLoop;
import io.juvloop.datagram.DatagramEndpoint;
import io.juvloop.datagram.DatagramOptions;
import io.juvloop.datagram.DatagramProtocol;
import io.juvloop.internal.core.Arguments;
import io.juvloop.internal.core.Chapter;
import io.juvloop.internal.net.AdoptSocket;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// Datagram endpoints of the loop on libuv: checks the arguments and delegates.
///
/// Thread rule and lifetime: see [EventLoop].
public interface UvDatagrams extends EventLoop, Chapter {
    /// The shared state of the loop's endpoints.
    ///
    /// @return the same each time
    Datagrams datagrams();

    /// The part that adopts the user's sockets.
    ///
    /// @return the same each time
    AdoptSocket adoption();

    @Override
    default <P extends DatagramProtocol> CompletableFuture<DatagramEndpoint<P>> createDatagramEndpoint(
            Supplier<P> factory, DatagramOptions options) {
        core().checkUsable();
        Arguments.requireFactory(factory);
        return new EndpointOpening<>(core(), datagrams(), adoption(), factory, options).start();
    }
}
