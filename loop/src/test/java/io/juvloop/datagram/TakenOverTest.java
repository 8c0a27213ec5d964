package io.juvloop.datagram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.EventLoop;
import io.juvloop.ExtraInfo;
import io.juvloop.net.peer.Libc;
import io.juvloop.testing.Await;
import io.juvloop.testing.LoopTest;
import java.io.IOException;
import java.net.BindException;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Adopted sockets, and Unix domain sockets.
@LoopTest
@DisabledOnOs(OS.WINDOWS)
class TakenOverTest {
    private static void refuses(EventLoop loop, long socket, String why) {
        assertThatThrownBy(() -> Udp.open(loop, Datagrams::new, DatagramOptions.DEFAULT.withSocket(socket)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    @Test
    @Tag("U3")
    void aSocketOfDatagramsIsTakenOver(EventLoop loop) {
        int socket = Libc.INSTANCE.socket(Libc.AF_INET, Libc.SOCK_DGRAM, 0);
        Datagrams taken = Udp.open(loop, Datagrams::new, DatagramOptions.DEFAULT.withSocket(socket));
        assertThat(Objects.requireNonNull(taken.transport().extraInfo(ExtraInfo.SOCKET))
                        .fileno())
                .isEqualTo(socket);
        Datagrams other = Udp.bound(loop);
        taken.send("hello", other.name());
        Await.until(loop, () -> other.received().size() == 1);
        refuses(loop, socket, "belongs to datagram transport");
        Udp.close(loop, taken, other);
        assertThat(Libc.isOpen(socket)).isFalse();
    }

    /// With UDP, other sockets could take messages away.
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void othersMayHaveTheAddressIfTheyMightBefore(boolean shared, EventLoop loop) throws IOException {
        int socket = Libc.boundUdp(shared);
        Datagrams taken = Udp.open(loop, Datagrams::new, DatagramOptions.DEFAULT.withSocket(socket));
        try (DatagramChannel other = DatagramChannel.open(StandardProtocolFamily.INET)) {
            other.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            if (shared) {
                other.bind(taken.name());
            } else {
                assertThatThrownBy(() -> other.bind(taken.name())).isInstanceOf(BindException.class);
            }
        }
        Udp.close(loop, taken);
    }

    @Test
    @Tag("U3")
    void aStreamSocketIsRefusedAndStaysOpen(EventLoop loop) {
        int socket = Libc.INSTANCE.socket(Libc.AF_INET, Libc.SOCK_STREAM, 0);
        refuses(loop, socket, "is not one for datagrams");
        assertThat(Libc.isOpen(socket)).isTrue();
        Libc.INSTANCE.close(socket);
        refuses(loop, socket, "is not a socket");
    }

    @Test
    @Tag("U3")
    void aUnixPairWorksWithoutNames(EventLoop loop) {
        int[] pair = new int[2];
        Libc.INSTANCE.socketpair(Libc.AF_UNIX, Libc.SOCK_DGRAM, 0, pair);
        Datagrams one = Udp.open(loop, Datagrams::new, DatagramOptions.DEFAULT.withSocket(pair[0]));
        Datagrams two = Udp.open(loop, Datagrams::new, DatagramOptions.DEFAULT.withSocket(pair[1]));
        one.send("hello", null);
        one.send("", null);
        Await.until(loop, () -> two.received().size() == 2);
        assertThat(two.texts()).containsExactly("hello", "");
        assertThat(two.senders()).containsOnly(UnixDomainSocketAddress.of(""));
        byte[] large = new byte[150_000];
        two.transport().sendTo(large, null);
        Await.until(loop, () -> one.received().size() == 1);
        assertThat(one.received().getFirst()).hasSize(large.length);
        Udp.close(loop, one, two);
    }

    @Test
    @Tag("U3")
    void pathsAreNamesOfUnixSockets(EventLoop loop, @TempDir Path folder) {
        DatagramOptions plain = DatagramOptions.DEFAULT;
        SocketAddress serverName = UnixDomainSocketAddress.of(folder.resolve("server"));
        SocketAddress clientName = UnixDomainSocketAddress.of(folder.resolve("a-client-with-a-name-of-its-own"));
        Datagrams server = Udp.open(loop, Datagrams::new, plain.withLocalAddress(serverName));
        Datagrams client = Udp.open(loop, Datagrams::new, plain.withLocalAddress(clientName));
        client.send("hello", serverName);
        client.send("again", serverName);
        Await.until(loop, () -> server.received().size() == 2);
        assertThat(server.senders()).containsOnly(clientName);
        assertThat(server.senders().get(0)).isSameAs(server.senders().get(1));
        server.send("back", server.senders().getFirst());
        Await.until(loop, () -> client.received().size() == 1);
        assertThat(client.senders()).containsExactly(serverName);
        assertThat(server.name()).isEqualTo(serverName);
        Udp.close(loop, server);
        client.send("nobody", serverName);
        assertThat(client.errors()).hasSize(1);
        Datagrams again = Udp.open(loop, Datagrams::new, plain.withLocalAddress(serverName));
        client.send("replaced", serverName);
        Await.until(loop, () -> again.received().size() == 1);
        Udp.close(loop, client, again);
    }

    @Test
    void aFileInTheWayIsKept(EventLoop loop, @TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "precious", StandardCharsets.UTF_8);
        DatagramOptions options = DatagramOptions.DEFAULT.withLocalAddress(UnixDomainSocketAddress.of(file));
        assertThatThrownBy(() -> Udp.open(loop, Datagrams::new, options)).hasMessageContaining(file.toString());
        assertThat(file).hasContent("precious");
        DatagramOptions nobody =
                DatagramOptions.DEFAULT.withRemoteAddress(UnixDomainSocketAddress.of(folder.resolve("nobody")));
        assertThatThrownBy(() -> Udp.open(loop, Datagrams::new, nobody)).hasMessageContaining("nobody");
    }
}
