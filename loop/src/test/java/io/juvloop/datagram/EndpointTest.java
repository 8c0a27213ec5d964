package io.juvloop.datagram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.EventLoop;
import io.juvloop.ExtraInfo;
import io.juvloop.TransportSocket;
import io.juvloop.testing.Await;
import io.juvloop.testing.LoopTest;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Datagrams between two endpoints of one loop.
@LoopTest
class EndpointTest {
    private static Datagrams bound(EventLoop loop, String host) {
        return Udp.open(loop, Datagrams::new, DatagramOptions.DEFAULT.withLocalAddress(host, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1", "localhost"})
    @Tag("U1")
    void bytesBoundariesAndSendersAreExactBothWays(String host, EventLoop loop) {
        Datagrams one = bound(loop, host);
        Datagrams two = bound(loop, host);
        one.send("first", two.name());
        one.send("", two.name());
        one.send("third", two.name());
        two.send("back", one.name());
        Await.until(loop, () -> two.received().size() == 3 && one.received().size() == 1);
        assertThat(two.texts()).containsExactly("first", "", "third");
        assertThat(two.senders()).containsOnly(one.name());
        assertThat(one.texts()).containsExactly("back");
        assertThat(one.senders()).containsOnly(two.name());
        assertThat(two.senders().get(2))
                .as("the cached object")
                .isSameAs(two.senders().get(0));
        Udp.close(loop, one, two);
        assertThat(one.events()).containsExactly("made", "data", "lost");
    }

    @Test
    @Tag("U1")
    void largeDatagramsArriveWhole(EventLoop loop) {
        Datagrams receiver = Udp.bound(loop);
        Datagrams sender = Udp.bound(loop);
        for (int size : new int[] {1, 1472, 4096, 4097, 16_385, 65_507}) {
            byte[] data = new byte[size];
            Arrays.fill(data, (byte) size);
            int count = receiver.received().size();
            sender.transport().sendTo(data, receiver.name());
            Await.until(loop, () -> receiver.received().size() > count);
            assertThat(receiver.received().getLast()).isEqualTo(data);
        }
        Udp.close(loop, receiver, sender);
    }

    @Test
    @Tag("U2")
    void aConnectedEndpointSendsToItsPeerAlone(EventLoop loop) {
        Datagrams server = Udp.bound(loop);
        Datagrams client = Udp.connected(loop, server.name());
        SocketAddress other = Udp.address("127.0.0.1", 9);
        client.send("none", null);
        client.send("same", server.name());
        assertThatThrownBy(() -> client.send("other", other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is connected to");
        Await.until(loop, () -> server.received().size() == 2);
        assertThat(server.texts()).containsExactly("none", "same");
        assertThat(client.transport().remoteAddress()).isEqualTo(server.name());
        server.send("answer", server.senders().getFirst());
        Await.until(loop, () -> client.received().size() == 1);
        assertThat(client.senders()).containsOnly(server.name());
        Udp.close(loop, server, client);
    }

    @Test
    void everyKindOfDataIsCapturedAtTheCall(EventLoop loop) {
        Datagrams receiver = Udp.bound(loop);
        Datagrams sender = Udp.bound(loop);
        byte[] array = {1, 2, 3};
        sender.transport().sendTo(array, receiver.name());
        Arrays.fill(array, (byte) 0);
        ByteBuffer heap = ByteBuffer.wrap(new byte[] {9, 4, 5, 9}, 1, 2);
        sender.transport().sendTo(heap, receiver.name());
        ByteBuffer direct = ByteBuffer.allocateDirect(4)
                .put(new byte[] {9, 6, 7, 9})
                .position(1)
                .limit(3);
        sender.transport().sendTo(direct, receiver.name());
        assertThat(heap.remaining() + direct.remaining()).isZero();
        try (Arena arena = Arena.ofConfined()) {
            sender.transport().sendTo(arena.allocateFrom(ValueLayout.JAVA_BYTE, (byte) 8), receiver.name());
        }
        Await.until(loop, () -> receiver.received().size() == 4);
        assertThat(receiver.received())
                .containsExactly(new byte[] {1, 2, 3}, new byte[] {4, 5}, new byte[] {6, 7}, new byte[] {8});
        Udp.close(loop, receiver, sender);
    }

    @ParameterizedTest(name = "debug {0}")
    @ValueSource(booleans = {false, true})
    void theViewAndPartsOfItCanBeSentBack(boolean debug, EventLoop loop) {
        loop.setDebug(debug);
        class Swapper extends Datagrams {
            @Override
            public void datagramReceived(ByteBuffer data, SocketAddress sender) {
                assertThat(data.isReadOnly()).isTrue();
                assertThat(data.position()).isZero();
                transport().sendTo(data.position(2), sender);
                assertThat(data.hasRemaining()).isFalse();
                transport().sendTo(data.position(0).limit(2), sender);
            }
        }
        Datagrams swapper = Udp.open(loop, Swapper::new, Udp.LOCAL);
        Datagrams client = Udp.bound(loop);
        client.send("abcd", swapper.name());
        Await.until(loop, () -> client.received().size() == 2);
        assertThat(client.texts()).containsExactly("cd", "ab");
        Udp.close(loop, swapper, client);
    }

    @Test
    void aKeptViewThrowsInDebugMode(EventLoop loop) {
        loop.setDebug(true);
        ByteBuffer[] kept = new ByteBuffer[1];
        class Keeper extends Datagrams {
            @Override
            public void datagramReceived(ByteBuffer data, SocketAddress sender) {
                super.datagramReceived(data, sender);
                kept[0] = data;
            }
        }
        Datagrams keeper = Udp.open(loop, Keeper::new, Udp.LOCAL);
        keeper.send("self", keeper.name());
        Await.until(loop, () -> keeper.received().size() == 1);
        assertThatThrownBy(() -> Objects.requireNonNull(kept[0]).get(0)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> keeper.transport().sendTo(kept[0].position(0), keeper.name()))
                .isInstanceOf(IllegalArgumentException.class);
        Udp.close(loop, keeper);
    }

    @Test
    void readingCanBePausedAndResumed(EventLoop loop) {
        Datagrams receiver = Udp.bound(loop);
        Datagrams sender = Udp.bound(loop);
        receiver.transport().pauseReading();
        assertThat(receiver.transport().isReading()).isFalse();
        sender.send("waits", receiver.name());
        loop.runUntilComplete(loop.runInExecutor(null, () -> "a few turns"));
        assertThat(receiver.received()).isEmpty();
        receiver.transport().resumeReading();
        assertThat(receiver.transport().isReading()).isTrue();
        Await.until(loop, () -> receiver.received().size() == 1);
        Udp.close(loop, receiver, sender);
    }

    @Test
    void pausingInsideTheCallbackHoldsTheNextOneBack(EventLoop loop) {
        class Pauser extends Datagrams {
            @Override
            public void datagramReceived(ByteBuffer data, SocketAddress sender) {
                super.datagramReceived(data, sender);
                transport().pauseReading();
            }
        }
        Datagrams receiver = Udp.open(loop, Pauser::new, Udp.LOCAL);
        Datagrams sender = Udp.bound(loop);
        for (int i = 1; i <= 5; i++) {
            sender.send("" + i, receiver.name());
        }
        for (int i = 1; i <= 5; i++) {
            int expected = i;
            Await.until(loop, () -> receiver.received().size() == expected);
            assertThat(receiver.transport().isReading()).isFalse();
            receiver.transport().resumeReading();
        }
        assertThat(receiver.texts()).containsExactly("1", "2", "3", "4", "5");
        Udp.close(loop, receiver, sender);
    }

    @Test
    void theProtocolCanBeChanged(EventLoop loop) {
        Datagrams first = Udp.bound(loop);
        Datagrams second = new Datagrams();
        first.transport().setProtocol(second);
        assertThat(first.transport().protocol()).isSameAs(second);
        first.send("self", first.name());
        Await.until(loop, () -> second.received().size() == 1);
        first.transport().close();
        Await.until(loop, second::isLost);
        assertThat(first.events()).containsExactly("made");
        assertThat(second.events()).containsExactly("data", "lost");
    }

    @Test
    void aFamilyIsEnoughToSend(EventLoop loop) {
        for (StandardProtocolFamily family :
                new StandardProtocolFamily[] {StandardProtocolFamily.INET, StandardProtocolFamily.INET6}) {
            String host = family == StandardProtocolFamily.INET ? "127.0.0.1" : "::1";
            Datagrams server = bound(loop, host);
            Datagrams client = Udp.open(loop, Datagrams::new, DatagramOptions.DEFAULT.withFamily(family));
            client.send("hello", server.name());
            Await.until(loop, () -> server.received().size() == 1);
            server.send("you", server.senders().getFirst());
            Await.until(loop, () -> client.received().size() == 1);
            Udp.close(loop, server, client);
        }
    }

    @Test
    void anIpv6SocketSpeaksIpv4UnlessToldNotTo(EventLoop loop) throws IOException {
        Datagrams both = bound(loop, "::");
        int port = ((InetSocketAddress) both.name()).getPort();
        Datagrams client = Udp.bound(loop);
        client.send("mapped", Udp.address("127.0.0.1", port));
        Await.until(loop, () -> both.received().size() == 1);
        assertThat(both.senders()).containsExactly(client.name());
        both.send("back", both.senders().getFirst());
        Await.until(loop, () -> client.received().size() == 1);
        assertThat(client.senders()).containsExactly(Udp.address("127.0.0.1", port));
        Udp.close(loop, both);

        DatagramOptions v6 = DatagramOptions.DEFAULT.withIpv6Only(true).withLocalAddress("::", 0);
        Datagrams only = Udp.open(loop, Datagrams::new, v6);
        int samePort = ((InetSocketAddress) only.name()).getPort();
        Datagrams beside =
                Udp.open(loop, Datagrams::new, DatagramOptions.DEFAULT.withLocalAddress("0.0.0.0", samePort));
        Udp.close(loop, only, beside, client);
    }

    @Test
    void theSocketCanBeLookedAtAndTuned(EventLoop loop) throws IOException {
        Datagrams endpoint = Udp.bound(loop);
        TransportSocket socket = Objects.requireNonNull(endpoint.transport().extraInfo(ExtraInfo.SOCKET));
        assertThat(socket.fileno()).isGreaterThan(0);
        assertThat(socket.localAddress()).isEqualTo(endpoint.name());
        assertThat(socket.remoteAddress()).isNull();
        socket.setReceiveBufferSize(50_000);
        socket.setSendBufferSize(50_000);
        assertThat(socket.receiveBufferSize()).isGreaterThanOrEqualTo(50_000);
        assertThat(socket.sendBufferSize()).isGreaterThanOrEqualTo(50_000);
        assertThatThrownBy(() -> socket.setReceiveBufferSize(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> socket.setNoDelay(true)).isInstanceOf(SocketException.class);
        assertThatThrownBy(() -> socket.setKeepAlive(Duration.ofSeconds(1))).isInstanceOf(SocketException.class);
        endpoint.transport().setTtl(7);
        endpoint.transport().setMulticastTtl(3);
        assertThatThrownBy(() -> endpoint.transport().setTtl(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> endpoint.transport().setMulticastTtl(256))
                .isInstanceOf(IllegalArgumentException.class);
        Udp.close(loop, endpoint);
        assertThat(socket.fileno()).isEqualTo(-1);
        assertThat(socket.localAddress()).isEqualTo(endpoint.name());
        assertThatThrownBy(() -> endpoint.transport().setTtl(7)).isInstanceOf(SocketException.class);
        assertThatThrownBy(socket::sendBufferSize).isInstanceOf(SocketException.class);
    }
}
