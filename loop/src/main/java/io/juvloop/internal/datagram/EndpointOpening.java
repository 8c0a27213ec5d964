package io.juvloop.internal.datagram;

import io.juvloop.DatagramEndpoint;
import io.juvloop.DatagramOptions;
import io.juvloop.DatagramProtocol;
import io.juvloop.bindings.DatagramEvents;
import io.juvloop.bindings.UvUdp;
import io.juvloop.internal.core.Arguments;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.core.OperationFuture;
import io.juvloop.internal.net.AdoptSocket;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// An endpoint being made: its future and its cancellation; how the socket is made is [SocketFactory]'s.
///
/// It ends once, by success, failure, cancellation or the loop's close; the socket it holds then has one owner
/// and is closed once. The protocol is told in a turn of the loop, as with every connection.
///
/// Loop thread only, except the future. See
/// [create_datagram_endpoint](https://docs.python.org/3.13/library/asyncio-eventloop.html#asyncio.loop.create_datagram_endpoint).
final class EndpointOpening<P extends DatagramProtocol> implements DatagramEvents {
    private final LoopCore core;
    private final Datagrams datagrams;
    private final Supplier<P> factory;
    private final DatagramOptions options;
    private final SocketFactory sockets;
    private final OperationFuture<DatagramEndpoint<P>> future;
    private @Nullable EndpointAddresses lookup;
    private @Nullable UvUdp socket;
    private boolean ended;

    EndpointOpening(
            LoopCore core, Datagrams datagrams, AdoptSocket adoption, Supplier<P> factory, DatagramOptions options) {
        this.core = core;
        this.datagrams = datagrams;
        this.factory = factory;
        this.options = options;
        this.sockets = new SocketFactory(core, datagrams.addresses(), adoption, options, this);
        this.future = new OperationFuture<>(core);
    }

    CompletableFuture<DatagramEndpoint<P>> start() {
        if (options.socket().isPresent()) {
            opened(sockets.adopt(options.socket().getAsLong()));
        } else if (sockets.isUnix()) {
            open(sockets::unix);
        } else {
            resolve();
        }
        future.onCancel(this::end);
        return future;
    }

    private void resolve() {
        EndpointAddresses addresses = new EndpointAddresses(core, options);
        lookup = addresses;
        addresses.find(pairs -> open(() -> sockets.internet(pairs)), this::fail);
    }

    @FunctionalInterface
    private interface Opener {
        UvUdp open() throws IOException;
    }

    private void open(Opener opener) {
        if (ended) {
            return;
        }
        try {
            opened(opener.open());
        } catch (IOException | UnsupportedOperationException failure) {
            fail(failure);
        }
    }

    private void opened(UvUdp made) {
        socket = made;
        core.callInternally(() -> {
            if (socket != null) {
                socket = null;
                succeed(made);
            }
        });
    }

    private boolean end() {
        if (ended) {
            return false;
        }
        ended = true;
        if (lookup != null) {
            lookup.cancel();
        }
        if (socket != null) {
            socket.close();
            socket = null;
        }
        return true;
    }

    private void fail(Exception failure) {
        if (end()) {
            future.completeExceptionally(failure);
        }
    }

    private void succeed(UvUdp made) {
        if (!end()) {
            made.close();
            return;
        }
        UdpTransport transport;
        P protocol;
        try {
            protocol = Arguments.requireProtocol(factory.get());
            transport = new UdpTransport(core, datagrams, made, protocol);
        } catch (Throwable thrown) {
            made.close();
            core.failStopping(thrown);
            future.completeExceptionally(thrown);
            return;
        }
        transport.begin();
        if (future.complete(new DatagramEndpoint<>(transport, protocol))) {
            core.callInternally(transport::beginReading);
        } else {
            transport.abort();
        }
    }

    /// The loop was closed under it.
    @Override
    public void onClosed() {
        if (socket != null) {
            fail(LoopCore.closedException());
        }
    }

    /// What a warning calls it if the loop is closed meanwhile.
    @Override
    public String toString() {
        return "datagram endpoint that is being made";
    }
}
