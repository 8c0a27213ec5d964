package io.juvloop.net.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.EventLoop;
import io.juvloop.Server;
import io.juvloop.ServerOptions;
import io.juvloop.net.peer.Echo;
import io.juvloop.net.peer.Serving;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.OtherThread;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Where a server listens.
@LoopTest
class ServerAddressTest {
    @Test
    void aServerTellsThePortItWasGiven(EventLoop loop) {
        try (Serving<Echo> serving = Serving.tcp(loop, Echo::new)) {
            Server server = serving.server();
            assertThat(server.port()).isPositive();
            assertThat(server.address())
                    .isEqualTo(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), server.port()));
            assertThat(server.addresses()).containsExactly(server.address());
            assertThat(server.address()).isEqualTo(server.sockets().getFirst().localAddress());
        }
    }

    @Test
    void ofSeveralAddressesTheFirstHasThePort(EventLoop loop) {
        List<String> hosts = List.of("127.0.0.1", "::1");
        try (Serving<Echo> serving = Serving.tcp(loop, Echo::new, hosts, 0, ServerOptions.DEFAULT)) {
            Server server = serving.server();
            assertThat(server.addresses()).hasSize(2).doesNotHaveDuplicates();
            assertThat(server.address()).isEqualTo(server.addresses().getFirst());
            assertThat(server.port()).isEqualTo(((InetSocketAddress) server.address()).getPort());
        }
    }

    @Test
    void aServerThatDoesNotServeYetKnowsItsAddress(EventLoop loop) {
        ServerOptions later = ServerOptions.DEFAULT.withStartServing(false);
        try (Serving<Echo> serving = Serving.tcp(loop, Echo::new, List.of("127.0.0.1"), 0, later)) {
            assertThat(serving.server().port()).isPositive();
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aUnixServerHasAPathAndNoPort(EventLoop loop, @TempDir Path folder) {
        Path path = folder.resolve("socket");
        try (Serving<Echo> serving = Serving.unix(loop, Echo::new, path)) {
            Server server = serving.server();
            assertThat(server.address()).isEqualTo(UnixDomainSocketAddress.of(path));
            assertThat(server.addresses()).containsExactly(server.address());
            assertThatThrownBy(server::port)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("the server has no port: server ")
                    .hasMessageContaining(path.toString());
        }
    }

    @Test
    void aClosedServerHasNeither(EventLoop loop) {
        try (Serving<Echo> serving = Serving.tcp(loop, Echo::new)) {
            Server server = serving.server();
            server.close();
            assertThat(server.addresses()).isEmpty();
            assertThatThrownBy(server::address)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the server has no address: server (closed)");
            assertThatThrownBy(server::port)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the server has no port: server (closed)");
        }
    }

    @Test
    void anotherThreadIsRefused(EventLoop loop) {
        try (Serving<Echo> serving = Serving.tcp(loop, Echo::new)) {
            OtherThread.run(() -> assertThatThrownBy(serving.server()::port)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("called on thread other-thread"));
        }
    }
}
