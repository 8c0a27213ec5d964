package io.juvloop.names;

import io.juvloop.EventLoop;
import io.juvloop.Server;
import io.juvloop.ServerOptions;
import io.juvloop.datagram.DatagramOptions;
import io.juvloop.datagram.DatagramProtocol;
import io.juvloop.datagram.DatagramTransport;
import io.juvloop.testing.RecordingProtocol;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;

/// A program in a network of its own, whose two interfaces have the same address, each in its own zone. It
/// prints the results.
final class Zones {
    /// Makes the network, and then runs what follows.
    static final List<String> IN_A_NETWORK_OF_ITS_OWN = List.of("unshare", "--net", "sh", "-c", """
            ip link set lo up &&
            ip link add near type veth peer name far &&
            ip link set far up && ip link set near up &&
            ip addr add fe80::1/64 dev near nodad && ip addr add fe80::1/64 dev far nodad &&
            exec "$@"
            """, "sh");

    private static final List<String> HOSTS = List.of("fe80::1%near", "fe80::1%far", "fe80::1%near");

    private Zones() {}

    public static void main(String[] arguments) throws IOException {
        EventLoop loop = EventLoop.create();
        Server server =
                loop.runUntilComplete(loop.createServer(RecordingProtocol::new, HOSTS, 0, ServerOptions.DEFAULT));
        List<String> zones = server.addresses().stream()
                .map(InetSocketAddress.class::cast)
                .map(Zones::zone)
                .toList();
        System.out.println("served: " + zones);
        server.close();

        InetSocketAddress near = new InetSocketAddress(InetAddress.getByName(HOSTS.get(0)), 9);
        InetSocketAddress far = new InetSocketAddress(InetAddress.getByName(HOSTS.get(1)), 9);
        DatagramProtocol silent = (data, sender) -> {};
        DatagramTransport connected = loop.runUntilComplete(
                        loop.createDatagramEndpoint(() -> silent, DatagramOptions.DEFAULT.withRemoteAddress(near)))
                .transport();
        System.out.println("to the peer: " + send(connected, near));
        System.out.println("to its namesake: " + send(connected, far));
        connected.abort();
        loop.stop();
        loop.runForever();
        loop.close();
    }

    private static String zone(InetSocketAddress address) {
        try {
            int index = ((Inet6Address) address.getAddress()).getScopeId();
            return NetworkInterface.getByIndex(index).getName();
        } catch (SocketException unknown) {
            throw new UncheckedIOException(unknown);
        }
    }

    private static String send(DatagramTransport transport, InetSocketAddress target) {
        try {
            transport.sendTo(new byte[1], target);
            return "sent";
        } catch (IllegalArgumentException refused) {
            return "refused";
        }
    }
}
