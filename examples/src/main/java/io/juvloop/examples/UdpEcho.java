package io.juvloop.examples;

import io.juvloop.EventLoop;
import io.juvloop.datagram.DatagramEndpoint;
import io.juvloop.datagram.DatagramOptions;
import io.juvloop.datagram.DatagramProtocol;
import io.juvloop.datagram.DatagramTransport;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Echo over UDP: each datagram goes back to where it came from.
///
/// `make run ARGS="udp-echo --port 9003"`, then `nc -u 127.0.0.1 9003`
///
/// Loop thread only.
final class UdpEcho implements Example {
    @Override
    public String usage() {
        return "--port N [--host H]";
    }

    @Override
    public String summary() {
        return "serves echo of datagrams and prints `ready HOST:PORT` once it receives";
    }

    @Override
    public void run(Options options) throws Exception {
        options.requireKnown(Set.of("port", "host"));
        if (!options.has("port")) {
            throw new Options.Misuse("--port is needed");
        }
        DatagramOptions local =
                DatagramOptions.DEFAULT.withLocalAddress(options.get("host", "127.0.0.1"), options.port("port", 0));
        EventLoop loop = EventLoop.create();
        DatagramEndpoint<Echo> endpoint = loop.runUntilComplete(loop.createDatagramEndpoint(Echo::new, local));
        Ready.print(endpoint.transport().localAddress());
        UntilInterrupted.run(loop, endpoint.transport()::close);
    }

    private static final class Echo implements DatagramProtocol {
        private @Nullable DatagramTransport transport;

        @Override
        public void connectionMade(DatagramTransport made) {
            transport = made;
        }

        @Override
        public void datagramReceived(ByteBuffer data, SocketAddress sender) {
            DatagramTransport here = transport;
            if (here != null) {
                here.sendTo(data, sender);
            }
        }

        @Override
        public void errorReceived(IOException error) {
            System.err.println(error.getMessage());
        }
    }
}
