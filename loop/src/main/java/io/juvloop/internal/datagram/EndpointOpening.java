package io.juvloop.internal.datagram;

import io.juvloop.bindings.DatagramEvents;
import io.juvloop.bindings.UvUdp;
import io.juvloop.datagram.DatagramEndpoint;
import io.juvloop.datagram.DatagramOptions;
import io.juvloop.datagram.DatagramProtocol;
import io.juvloop.internal.core.Arguments;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.core.Opening;
import io.juvloop.internal.net.AdoptSocket;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Opens an endpoint: resolves its addresses, creates its socket with [SocketFactory], and attaches the
/// protocol in a callback of the loop, as for every connection.
///
/// Thread rule and lifetime: see [Opening]. See
/// [create_datagram_endpoint](https://docs.python.org/3.13/library/asyncio-eventloop.html#asyncio.loop.create_datagram_endpoint).
final class EndpointOpening<P extends DatagramProtocol> extends Opening<DatagramEndpoint<P>> implements DatagramEvents {
    private final Datagrams datagrams;
    private final Supplier<P> factory;
    private final DatagramOptions options;
    private final SocketFactory sockets;
    private @Nullable EndpointAddresses lookup;
    private @Nullable UvUdp socket;

    EndpointOpening(
            LoopCore core, Datagrams datagrams, AdoptSocket adoption, Supplier<P> factory, DatagramOptions options) {
        super(core);
        this.datagrams = datagrams;
        this.factory = factory;
        this.options = options;
        this.sockets = new SocketFactory(core, datagrams.addresses(), adoption, options, this);
    }

    CompletableFuture<DatagramEndpoint<P>> start() {
        return begin(this::find);
    }

    private void find() {
        if (options.socket().isPresent()) {
            socket = sockets.adopt(options.socket().getAsLong());
            opened();
        } else if (sockets.isUnix()) {
            open(sockets::unix);
        } else {
            resolve();
        }
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
        if (hasEnded()) {
            return;
        }
        try {
            socket = opener.open();
            opened();
        } catch (IOException | UnsupportedOperationException failure) {
            fail(failure);
        }
    }

    private void opened() {
        core.callInternally(event(() -> {
            UvUdp made = socket;
            if (made != null) {
                socket = null;
                try {
                    attach(made);
                } catch (Throwable thrown) {
                    made.close();
                    throw thrown;
                }
            }
        }));
    }

    @Override
    protected void release() {
        if (lookup != null) {
            lookup.cancel();
        }
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }

    private void attach(UvUdp made) {
        succeed(made::close, () -> {
            P protocol = Arguments.requireProtocol(factory.get());
            UdpTransport transport = new UdpTransport(core, datagrams, made, protocol);
            return new Opened<>(
                    new DatagramEndpoint<>(transport, protocol),
                    transport::begin,
                    transport::beginReading,
                    transport::abort);
        });
    }

    /// The loop was closed during the opening.
    @Override
    public void onClosed() {
        if (socket != null) {
            loopClosed();
        }
    }

    /// The name in a warning, if the loop is closed meanwhile.
    @Override
    public String toString() {
        return "datagram endpoint that is being made";
    }
}
