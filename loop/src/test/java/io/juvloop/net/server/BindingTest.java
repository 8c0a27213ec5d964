package io.juvloop.net.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.EventLoop;
import io.juvloop.Server;
import io.juvloop.ServerOptions;
import io.juvloop.UvException;
import io.juvloop.net.peer.Echo;
import io.juvloop.net.peer.JdkSockets;
import io.juvloop.net.peer.SecondAddress;
import io.juvloop.net.peer.Serving;
import io.juvloop.testing.Await;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.RecordingProtocol;
import java.io.IOException;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

/// The addresses that a server listens on: all addresses of its hosts, or none.
@LoopTest
@ExtendWith(JdkSockets.class)
class BindingTest {
    private static Serving<Echo> serve(EventLoop loop, String... hosts) {
        return Serving.tcp(loop, Echo::new, List.of(hosts), 0, ServerOptions.DEFAULT);
    }

    private static List<InetSocketAddress> addresses(Serving<?> serving) {
        return serving.server().addresses().stream()
                .map(InetSocketAddress.class::cast)
                .toList();
    }

    private static void assertEchoes(EventLoop loop, InetSocketAddress address) {
        RecordingProtocol client = loop.runUntilComplete(loop.createConnection(
                        RecordingProtocol::new, address.getAddress().getHostAddress(), address.getPort()))
                .protocol();
        client.transport().write(new byte[5]);
        Await.until(loop, () -> client.receivedCount() == 5);
        client.transport().close();
        Await.until(loop, client::isLost);
    }

    @Test
    @Tag("S1")
    void noHostMeansEveryInterfaceOfBothFamilies(EventLoop loop) {
        for (String host : new String[] {null, ""}) {
            Server server = loop.runUntilComplete(loop.createServer(Echo::new, host, 0));
            List<InetSocketAddress> bound = server.addresses().stream()
                    .map(InetSocketAddress.class::cast)
                    .toList();
            assertThat(bound).allMatch(address -> address.getAddress().isAnyLocalAddress());
            assertThat(bound).anyMatch(address -> address.getAddress() instanceof Inet4Address);
            assertThat(bound).anyMatch(address -> address.getAddress() instanceof Inet6Address);
            for (InetSocketAddress address : bound) {
                String loopback = address.getAddress() instanceof Inet4Address ? "127.0.0.1" : "::1";
                assertEchoes(loop, new InetSocketAddress(InetAddress.ofLiteral(loopback), address.getPort()));
            }
            server.close();
            loop.runUntilComplete(server.waitClosed());
        }
    }

    @Test
    void aNumericAddressOfEitherFamilyIsServed(EventLoop loop) {
        for (String host : List.of("127.0.0.1", SecondAddress.orSkip(), "::1")) {
            try (Serving<Echo> serving = serve(loop, host)) {
                assertThat(addresses(serving))
                        .singleElement()
                        .extracting(InetSocketAddress::getAddress)
                        .isEqualTo(InetAddress.ofLiteral(host));
                assertThat(serving.port()).as("port 0 means a free one").isPositive();
                assertEchoes(loop, serving.address());
            }
        }
    }

    @Test
    @Tag("S1")
    void aListOfHostsIsServedOnEachAndDuplicatesOnce(EventLoop loop) {
        String second = SecondAddress.orSkip();
        try (Serving<Echo> serving = serve(loop, "127.0.0.1", second, "localhost", "127.0.0.1")) {
            assertThat(addresses(serving).stream().map(InetSocketAddress::getAddress))
                    .doesNotHaveDuplicates()
                    .contains(InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral(second));
            addresses(serving).forEach(address -> assertEchoes(loop, address));
        }
    }

    /// IPv6 sockets serve IPv6 only, or the second bind would fail.
    @Test
    @Tag("S1")
    void bothFamiliesShareAPort(EventLoop loop) throws IOException {
        int free;
        try (ServerSocket holder = new ServerSocket(0)) {
            free = holder.getLocalPort();
        }
        for (boolean reuse : List.of(true, false)) {
            ServerOptions options = ServerOptions.DEFAULT.withReuseAddress(reuse);
            try (Serving<Echo> serving = Serving.tcp(loop, Echo::new, List.of("0.0.0.0", "::"), free, options)) {
                assertThat(addresses(serving)).hasSize(2).allMatch(address -> address.getPort() == free);
                assertEchoes(loop, new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), free));
                assertEchoes(loop, new InetSocketAddress(InetAddress.ofLiteral("::1"), free));
            }
        }
    }

    @Test
    @Tag("S1")
    void anAddressInUseIsNamedAndNothingStaysBound(EventLoop loop) throws IOException {
        String second = SecondAddress.orSkip();
        try (Serving<Echo> first = serve(loop, "127.0.0.1")) {
            int port = first.port();
            for (boolean reuse : List.of(true, false)) {
                ServerOptions options = ServerOptions.DEFAULT.withReuseAddress(reuse);
                List<String> hosts = List.of(second, "127.0.0.1");
                assertThatThrownBy(() -> loop.runUntilComplete(loop.createServer(Echo::new, hosts, port, options)))
                        .isInstanceOf(CompletionException.class)
                        .cause()
                        .isInstanceOf(BindException.class)
                        .hasMessage("bind 127.0.0.1:" + port + ": address already in use (EADDRINUSE)")
                        .hasCauseInstanceOf(UvException.class);
                Await.until(loop, () -> loop.stats().handles().get("TCP").live() == 1);
                try (ServerSocket freed = new ServerSocket(port, 1, InetAddress.ofLiteral(second))) {
                    assertThat(freed.isBound()).isTrue();
                }
            }
        }
    }

    @Test
    void anUnknownHostFailsAndNothingStaysBound(EventLoop loop) {
        List<String> hosts = List.of("127.0.0.1", "nobody.invalid");
        assertThatThrownBy(() -> loop.runUntilComplete(loop.createServer(Echo::new, hosts, 0, ServerOptions.DEFAULT)))
                .cause()
                .isInstanceOf(UnknownHostException.class)
                .hasMessageContaining("nobody.invalid");
        assertThat(loop.stats().handles().get("TCP").created()).isZero();
    }

    @Test
    void cancellingDuringTheLookupOfTheNameBindsNothing(EventLoop loop) {
        CompletableFuture<Server> future = loop.createServer(Echo::new, List.of("localhost"), 0, ServerOptions.DEFAULT);
        assertThat(future.isDone()).isFalse();
        assertThat(future.cancel(false)).isTrue();
        Await.until(loop, () -> loop.stats().requests().get("GETADDRINFO").live() == 0);
        assertThat(loop.stats().handles().get("TCP").created()).isZero();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void reuseAddressTakesThePortOfAServerWhoseConnectionsLinger(EventLoop loop) throws IOException {
        int port = portWithALingeringConnection(loop);
        ServerOptions without = ServerOptions.DEFAULT.withReuseAddress(false);
        List<String> hosts = List.of("127.0.0.1");
        assertThatThrownBy(() -> loop.runUntilComplete(loop.createServer(Echo::new, hosts, port, without)))
                .hasCauseInstanceOf(BindException.class);
        try (Serving<Echo> again = Serving.tcp(loop, Echo::new, hosts, port, ServerOptions.DEFAULT)) {
            assertEchoes(loop, again.address());
        }
    }

    /// The side that closes first keeps the port in TIME_WAIT.
    private static int portWithALingeringConnection(EventLoop loop) throws IOException {
        try (Serving<Echo> serving = serve(loop, "127.0.0.1");
                Socket socket = JdkSockets.connect(serving.port())) {
            Echo protocol = serving.protocol(0);
            protocol.transport().close();
            Await.until(loop, protocol::isLost);
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
            return serving.port();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void withReusePortTwoServersShareAPortAndBothAccept(EventLoop loop) {
        for (boolean reuseAddress : List.of(true, false)) {
            ServerOptions shared = ServerOptions.DEFAULT.withReusePort(true).withReuseAddress(reuseAddress);
            List<String> hosts = List.of("127.0.0.1");
            try (Serving<Echo> first = Serving.tcp(loop, Echo::new, hosts, 0, shared);
                    Serving<Echo> second = Serving.tcp(loop, Echo::new, hosts, first.port(), shared)) {
                for (int i = 0;
                        i < 500
                                && (first.protocols().isEmpty()
                                        || second.protocols().isEmpty());
                        i++) {
                    assertEchoes(loop, first.address());
                }
                assertThat(first.protocols()).isNotEmpty();
                assertThat(second.protocols()).isNotEmpty();
                assertThatThrownBy(() -> loop.runUntilComplete(
                                loop.createServer(Echo::new, hosts, first.port(), ServerOptions.DEFAULT)))
                        .hasCauseInstanceOf(BindException.class);
            }
        }
    }

    /// 192.0.2.0/24 is reserved for documentation.
    @Test
    void anotherMachinesAddressFailsTheServerWholly(EventLoop loop) {
        for (String hosts : List.of("192.0.2.1", "127.0.0.1 192.0.2.1", "192.0.2.1 127.0.0.1")) {
            assertThatThrownBy(() -> serve(loop, hosts.split(" ")))
                    .hasCauseInstanceOf(BindException.class)
                    .hasMessageContaining("192.0.2.1");
        }
        Await.until(loop, () -> loop.stats().handles().get("TCP").live() == 0);
    }

    @Test
    void anotherMachinesAddressOfIpv6FailsTheServerToo(EventLoop loop) {
        assertThatThrownBy(() -> serve(loop, "::1", "2001:db8::1"))
                .hasCauseInstanceOf(BindException.class)
                .hasMessageContaining("2001:db8:");
    }
}
