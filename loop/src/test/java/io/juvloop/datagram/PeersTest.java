package io.juvloop.datagram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.juvloop.EventLoop;
import io.juvloop.net.peer.Program;
import io.juvloop.testing.Await;
import io.juvloop.testing.LoopTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.NoRouteToHostException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Datagrams to and from other programs, and to groups.
@LoopTest
class PeersTest {
    private static final class Echo extends Datagrams {
        @Override
        public void datagramReceived(ByteBuffer data, SocketAddress sender) {
            transport().sendTo(data, sender);
        }
    }

    private static int port(Datagrams endpoint) {
        return ((InetSocketAddress) endpoint.name()).getPort();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    @Tag("U1")
    void pythonIsEchoed(String host, EventLoop loop) throws IOException {
        Datagrams echo = Udp.open(loop, Echo::new, DatagramOptions.DEFAULT.withLocalAddress(host, 0));
        String script = """
                host, port = sys.argv[1], int(sys.argv[2])
                s = socket.socket(socket.AF_INET6 if ':' in host else socket.AF_INET, socket.SOCK_DGRAM)
                s.settimeout(10)
                for size in (0, 1, 100, 1472, 9000, 60000):
                    data = bytes(i % 251 for i in range(size))
                    s.sendto(data, (host, port))
                    back, sender = s.recvfrom(70000)
                    assert back == data, (size, len(back))
                    assert sender[:2] == (host, port), sender
                print('echoed')
                """;
        try (Program python = Program.python(script, host, port(echo))) {
            assertThat(loop.runUntilComplete(python.rest())).isEqualTo("echoed");
        }
        Udp.close(loop, echo);
    }

    @Test
    @Tag("U1")
    void netcatIsEchoed(EventLoop loop) throws IOException {
        Datagrams echo = Udp.open(loop, Echo::new, Udp.LOCAL);
        String command = "echo hello | nc -u -w 1 127.0.0.1 " + port(echo);
        try (Program netcat = Program.start(List.of("sh", "-c", "command -v nc >/dev/null || exit 0; " + command))) {
            CompletableFuture<String> said = netcat.rest();
            assertThat(loop.runUntilComplete(said)).isIn("hello", "");
        }
        Udp.close(loop, echo);
    }

    @Test
    @Tag("U1")
    void aChannelOfTheJdkIsEchoed(EventLoop loop) throws IOException {
        Datagrams client = Udp.bound(loop);
        try (DatagramChannel channel = DatagramChannel.open().bind(Udp.address("127.0.0.1", 0))) {
            channel.configureBlocking(false);
            client.send("to the JDK", channel.getLocalAddress());
            ByteBuffer buffer = ByteBuffer.allocate(100);
            SocketAddress[] sender = new SocketAddress[1];
            Await.until(loop, () -> {
                try {
                    sender[0] = channel.receive(buffer);
                    return sender[0] != null;
                } catch (IOException failure) {
                    throw new AssertionError(failure);
                }
            });
            assertThat(sender[0]).isEqualTo(client.name());
            channel.send(buffer.flip(), client.name());
            Await.until(loop, () -> client.received().size() == 1);
            assertThat(client.texts()).containsExactly("to the JDK");
            assertThat(client.senders()).containsExactly(channel.getLocalAddress());
        }
        Udp.close(loop, client);
    }

    @Test
    void aGroupIsJoinedAndLeft(EventLoop loop) throws IOException {
        NetworkInterface loopback = NetworkInterface.getByInetAddress(InetAddress.ofLiteral("127.0.0.1"));
        assumeTrue(loopback != null, "there is no loopback interface");
        InetAddress group = InetAddress.ofLiteral("239.1.2.3");
        Datagrams member = Udp.open(loop, Datagrams::new, DatagramOptions.DEFAULT.withLocalAddress("0.0.0.0", 0));
        Datagrams sender = Udp.bound(loop);
        InetSocketAddress target = new InetSocketAddress(group, port(member));
        sender.transport().setMulticastInterface(loopback);
        sender.transport().setMulticastLoop(true);
        sender.transport().setMulticastTtl(0);
        roundOfMembership(loop, member, sender, target, loopback, null);
        roundOfMembership(loop, member, sender, target, loopback, InetAddress.ofLiteral("127.0.0.1"));
        Udp.close(loop, member, sender);
    }

    @Test
    void aGroupOfIpv6IsJoinedAndLeft(EventLoop loop) throws IOException {
        NetworkInterface loopback = NetworkInterface.getByInetAddress(InetAddress.ofLiteral("::1"));
        assumeTrue(loopback != null, "there is no loopback interface of IPv6");
        InetAddress group = InetAddress.ofLiteral("ff02::1234%" + loopback.getName());
        Datagrams member = Udp.open(loop, Datagrams::new, DatagramOptions.DEFAULT.withLocalAddress("::", 0));
        Datagrams sender = Udp.open(loop, Datagrams::new, DatagramOptions.DEFAULT.withLocalAddress("::", 0));
        sender.transport().setMulticastInterface(loopback);
        roundOfMembership(loop, member, sender, new InetSocketAddress(group, port(member)), loopback, null);
        Udp.close(loop, member, sender);
    }

    private static void roundOfMembership(
            EventLoop loop,
            Datagrams member,
            Datagrams sender,
            InetSocketAddress target,
            NetworkInterface near,
            @Nullable InetAddress source)
            throws IOException {
        DatagramTransport transport = member.transport();
        int before = member.received().size();
        transport.joinGroup(target.getAddress(), near, source);
        sender.send("to the group", target);
        assumeTrue(
                sender.errors().stream().noneMatch(NoRouteToHostException.class::isInstance),
                "the loopback interface carries no multicast of this family");
        assertThat(sender.errors()).isEmpty();
        Await.until(loop, () -> member.received().size() == before + 1);
        transport.leaveGroup(target.getAddress(), near, source);
        sender.send("to nobody", target);
        InetSocketAddress direct =
                Udp.address(target.getAddress().getAddress().length == 4 ? "127.0.0.1" : "::1", target.getPort());
        sender.send("direct", direct);
        Await.until(loop, () -> member.texts().getLast().equals("direct"));
        assertThat(member.texts()).doesNotContain("to nobody");
        assertThat(member.received()).hasSize(before + 2);
        assertThat(catchThrowable(() -> transport.leaveGroup(target.getAddress(), near, source)))
                .isInstanceOf(IOException.class);
        assertThat(catchThrowable(() -> transport.joinGroup(InetAddress.ofLiteral("10.0.0.1"), near, null)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
