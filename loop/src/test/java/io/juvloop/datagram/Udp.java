package io.juvloop.datagram;

import io.juvloop.EventLoop;
import io.juvloop.testing.Await;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.function.Supplier;

/// Endpoints that are open when the call returns.
///
/// On the thread that may run the loop, while it does not run.
final class Udp {
    static final DatagramOptions LOCAL = DatagramOptions.DEFAULT.withLocalAddress("127.0.0.1", 0);

    private Udp() {}

    static <P extends DatagramProtocol> P open(EventLoop loop, Supplier<P> factory, DatagramOptions options) {
        return loop.runUntilComplete(loop.createDatagramEndpoint(factory, options))
                .protocol();
    }

    /// An endpoint on a free port of 127.0.0.1.
    static Datagrams bound(EventLoop loop) {
        return open(loop, Datagrams::new, LOCAL);
    }

    /// An endpoint connected to an address.
    static Datagrams connected(EventLoop loop, SocketAddress peer) {
        return open(loop, Datagrams::new, DatagramOptions.DEFAULT.withRemoteAddress(peer));
    }

    static InetSocketAddress address(String host, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(host), port);
    }

    /// Closes endpoints, each of which must then be notified once.
    static void close(EventLoop loop, Datagrams... endpoints) {
        for (Datagrams endpoint : endpoints) {
            endpoint.transport().close();
        }
        for (Datagrams endpoint : endpoints) {
            Await.until(loop, "connectionLost", endpoint::isLost);
        }
    }
}
