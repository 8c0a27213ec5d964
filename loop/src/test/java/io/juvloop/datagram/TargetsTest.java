package io.juvloop.datagram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.EventLoop;
import io.juvloop.UvException;
import io.juvloop.net.peer.ForeignMemory;
import io.juvloop.testing.Await;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.OtherThread;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.reflect.Method;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Datagrams that cannot be sent: an error of the program throws at the call, one of the network is reported to
/// the protocol.
@LoopTest
class TargetsTest {
    private static void refuses(Datagrams endpoint, SocketAddress target, String why) {
        assertThatThrownBy(() -> endpoint.send("x", target))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    @Test
    @Tag("U7")
    void aNameIsRefusedWithoutLookingItUp(EventLoop loop) {
        Datagrams endpoint = Udp.bound(loop);
        refuses(endpoint, InetSocketAddress.createUnresolved("localhost", 80), "is not resolved");
        refuses(endpoint, null, "needs a target");
        refuses(endpoint, Udp.address("::1", 80), "another family");
        refuses(endpoint, UnixDomainSocketAddress.of("/tmp/x"), "another family");
        endpoint.send("good", endpoint.name());
        refuses(endpoint, InetSocketAddress.createUnresolved("localhost", 80), "is not resolved");
        Await.until(loop, () -> endpoint.received().size() == 1);
        Udp.close(loop, endpoint);
        assertThat(endpoint.events()).containsExactly("made", "data", "lost");
    }

    @Test
    @Tag("U7")
    void broadcastNeedsTheFlag(EventLoop loop) throws IOException {
        SocketAddress everybody = Udp.address("127.255.255.255", 9);
        Datagrams plain = Udp.bound(loop);
        plain.send("refused", everybody);
        assertThat(plain.errors()).hasSize(1);
        plain.transport().setBroadcast(true);
        plain.send("allowed", everybody);
        assertThat(plain.errors()).hasSize(1);
        Datagrams allowed = Udp.open(loop, Datagrams::new, Udp.LOCAL.withAllowBroadcast(true));
        allowed.send("allowed", everybody);
        assertThat(allowed.errors()).isEmpty();
        Udp.close(loop, plain, allowed);
    }

    @Test
    @Tag("U7")
    void thereIsNoWayToReuseAnAddress() {
        assertThat(Arrays.stream(DatagramOptions.class.getMethods()).map(Method::getName))
                .contains("withReusePort")
                .doesNotContain("withReuseAddress");
    }

    @Test
    @Tag("U4")
    void aDatagramThatIsTooLargeIsToldAndTheEndpointGoesOn(EventLoop loop) {
        Datagrams endpoint = Udp.bound(loop);
        for (int size : new int[] {70_000, 1_000_000}) {
            int before = endpoint.errors().size();
            endpoint.transport().sendTo(new byte[size], endpoint.name());
            endpoint.transport().sendTo(ByteBuffer.allocateDirect(size), endpoint.name());
            endpoint.transport().sendTo(MemorySegment.ofArray(new byte[size]), endpoint.name());
            assertThat(endpoint.errors())
                    .hasSize(before + 3)
                    .last()
                    .satisfies(error ->
                            assertThat(((UvException) error).errorName()).isEqualTo("EMSGSIZE"));
        }
        endpoint.send("small", endpoint.name());
        Await.until(loop, () -> endpoint.received().size() == 1);
        assertThat(endpoint.texts()).containsExactly("small");
        Udp.close(loop, endpoint);
        assertThat(endpoint.lossCause()).isNull();
    }

    @Test
    void aPeerThatIsNotThereIsToldAndTheEndpointGoesOn(EventLoop loop) {
        Datagrams gone = Udp.bound(loop);
        SocketAddress name = gone.name();
        Udp.close(loop, gone);
        Datagrams client = Udp.connected(loop, name);
        client.send("nobody", null);
        Await.until(loop, () -> client.errors().size() == 1);
        assertThat(client.errors().getFirst())
                .isInstanceOf(ConnectException.class)
                .hasCauseInstanceOf(UvException.class);
        Datagrams back = Udp.open(loop, Datagrams::new, DatagramOptions.DEFAULT.withLocalAddress(name));
        client.send("somebody", null);
        Await.until(loop, () -> back.received().size() == 1);
        Udp.close(loop, client, back);
    }

    @Test
    void memoryThatMustNotBeReadIsRefused(EventLoop loop) {
        Datagrams endpoint = Udp.bound(loop);
        MemorySegment closed;
        try (Arena arena = Arena.ofConfined()) {
            closed = arena.allocate(10);
        }
        ByteBuffer view = closed.asByteBuffer();
        assertThatThrownBy(() -> endpoint.transport().sendTo(closed, endpoint.name()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("closed");
        assertThatThrownBy(() -> endpoint.transport().sendTo(view, endpoint.name()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(view.remaining()).isEqualTo(10);
        try (ForeignMemory foreign = new ForeignMemory(10)) {
            assertThatThrownBy(() -> endpoint.transport().sendTo(foreign.segment(), endpoint.name()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("another thread");
        }
        Udp.close(loop, endpoint);
        assertThat(endpoint.events()).containsExactly("made", "lost");
    }

    @Test
    void anotherThreadIsRefused(EventLoop loop) {
        Datagrams endpoint = Udp.bound(loop);
        SocketAddress name = endpoint.name();
        OtherThread.run(() -> {
            assertThatThrownBy(() -> endpoint.send("x", name)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(endpoint.transport()::close).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> endpoint.transport().setTtl(1)).isInstanceOf(IllegalStateException.class);
        });
        Udp.close(loop, endpoint);
    }
}
