package io.juvloop.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.juvloop.datagram.DatagramOptions;
import io.juvloop.datagram.DatagramProtocol;
import io.juvloop.datagram.DatagramTransport;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Datagrams in memory: by port and by name, late, lost, and refused.
@EventLoopTest
class MemoryDatagramsTest {
    private static final DatagramOptions LOCAL = DatagramOptions.DEFAULT.withLocalAddress("localhost", 0);

    /// Keeps what it receives.
    private static class Endpoint implements DatagramProtocol {
        final List<String> texts = new ArrayList<>();
        final List<SocketAddress> senders = new ArrayList<>();
        final List<IOException> errors = new ArrayList<>();

        @Nullable
        DatagramTransport made;

        boolean lost;

        DatagramTransport transport() {
            return Objects.requireNonNull(made);
        }

        SocketAddress name() {
            return Objects.requireNonNull(transport().localAddress());
        }

        @Override
        public void connectionMade(DatagramTransport transport) {
            made = transport;
        }

        @Override
        public void datagramReceived(ByteBuffer data, SocketAddress sender) {
            texts.add(US_ASCII.decode(data).toString());
            senders.add(sender);
        }

        @Override
        public void errorReceived(IOException error) {
            errors.add(error);
        }

        @Override
        public void connectionLost(@Nullable Throwable cause) {
            lost = true;
        }
    }

    private static Endpoint open(TestLoop loop, DatagramOptions options) {
        return loop.runUntilComplete(loop.createDatagramEndpoint(Endpoint::new, options))
                .protocol();
    }

    private static Endpoint named(TestLoop loop, String name) {
        return open(loop, DatagramOptions.DEFAULT.withLocalAddress(UnixDomainSocketAddress.of(name)));
    }

    private static void close(TestLoop loop, Endpoint... all) {
        for (Endpoint endpoint : all) {
            endpoint.transport().close();
        }
        loop.runReady();
        assertThat(all).allMatch(endpoint -> endpoint.lost);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(US_ASCII);
    }

    @Test
    void aDatagramArrivesWithItsSenderWhoCanBeAnswered(TestLoop loop) {
        Endpoint first = open(loop, LOCAL);
        Endpoint second = open(loop, LOCAL);
        first.transport().sendTo(bytes("hello"), second.name());
        first.transport().sendTo(ByteBuffer.allocate(0), second.name());
        loop.runReady();
        assertThat(second.texts).containsExactly("hello", "");
        second.transport().sendTo(bytes("back"), second.senders.getFirst());
        loop.runReady();
        assertThat(first.texts).containsExactly("back");
        assertThat(first.senders).containsExactly(second.name());
        close(loop, first, second);
    }

    @Test
    void theHostIsOfNoConsequence(TestLoop loop) {
        Endpoint receiver = open(loop, DatagramOptions.DEFAULT.withLocalAddress("a.example", 4000));
        Endpoint sender = open(loop, DatagramOptions.DEFAULT.withRemoteAddress("b.example", 4000));
        sender.transport().sendTo(bytes("one"), null);
        loop.runReady();
        assertThat(receiver.texts).containsExactly("one");
        close(loop, receiver, sender);
    }

    @Test
    void aDelayIsVirtualAndDatagramsMayOvertake(TestLoop loop) {
        loop.setLink(LinkOptions.DEFAULT
                .withDelay(Duration.ofMillis(10), Duration.ofMillis(900))
                .withSeed(3));
        Endpoint receiver = open(loop, LOCAL);
        Endpoint sender = open(loop, LOCAL);
        List<String> sent = IntStream.range(0, 50).mapToObj(Integer::toString).toList();
        sent.forEach(text -> sender.transport().sendTo(bytes(text), receiver.name()));
        loop.advance(Duration.ofMillis(9));
        assertThat(receiver.texts).isEmpty();
        loop.advance(Duration.ofSeconds(1));
        assertThat(receiver.texts).containsExactlyInAnyOrderElementsOf(sent).isNotEqualTo(sent);
        close(loop, receiver, sender);
    }

    @Test
    void someAreLostButNoneOfAUnixSocket(TestLoop loop) {
        loop.setLink(LinkOptions.DEFAULT.withLosses(0.5).withSeed(3));
        Endpoint receiver = open(loop, LOCAL);
        Endpoint sender = open(loop, LOCAL);
        Endpoint unix = named(loop, "/run/receiver");
        Endpoint unixSender = named(loop, "/run/sender");
        for (int i = 0; i < 100; i++) {
            sender.transport().sendTo(bytes("some"), receiver.name());
            unixSender.transport().sendTo(bytes("all"), unix.name());
        }
        loop.runReady();
        assertThat(receiver.texts).hasSizeBetween(20, 80);
        assertThat(unix.texts).hasSize(100);
        assertThat(unix.senders).containsOnly(unixSender.name());
        close(loop, receiver, sender, unix, unixSender);
    }

    @Test
    void aConnectedEndpointHearsItsPeerAloneAndOfItsAbsence(TestLoop loop) {
        Endpoint peer = open(loop, LOCAL);
        Endpoint stranger = open(loop, LOCAL);
        Endpoint connected = open(loop, DatagramOptions.DEFAULT.withRemoteAddress(peer.name()));
        stranger.transport().sendTo(bytes("strange"), connected.name());
        peer.transport().sendTo(bytes("known"), connected.name());
        loop.runReady();
        assertThat(connected.texts).containsExactly("known");
        close(loop, peer);
        connected.transport().sendTo(bytes("lost"), null);
        stranger.transport().sendTo(bytes("lost"), peer.name());
        loop.runReady();
        assertThat(connected.errors).singleElement().isInstanceOf(ConnectException.class);
        assertThat(stranger.errors).isEmpty();
        close(loop, stranger, connected);
    }

    @Test
    void whatIsTooLargeOrHasNoReceiverIsAnErrorOfTheSender(TestLoop loop) {
        Endpoint internet = open(loop, LOCAL);
        internet.transport().sendTo(new byte[65_508], internet.name());
        assertThat(internet.errors).singleElement().asString().contains("EMSGSIZE");
        Endpoint unix = named(loop, "@abstract");
        unix.transport().sendTo(bytes("nobody"), UnixDomainSocketAddress.of("/run/missing"));
        unix.transport().sendTo(bytes("nobody"), UnixDomainSocketAddress.of("@missing"));
        assertThat(unix.errors.getFirst()).isInstanceOf(NoSuchFileException.class);
        assertThat(unix.errors.getLast()).isInstanceOf(ConnectException.class);
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> unix.transport().sendTo(bytes("x"), new InetSocketAddress(1)));
        close(loop, internet, unix);
    }

    @Test
    void aReceiverThatDoesNotReadKeepsSomeAndDropsTheRest(TestLoop loop) {
        Endpoint receiver = open(loop, LOCAL);
        Endpoint sender = open(loop, LOCAL);
        receiver.transport().pauseReading();
        for (int i = 0; i < 1000; i++) {
            sender.transport().sendTo(bytes("" + i), receiver.name());
        }
        loop.runReady();
        assertThat(receiver.texts).isEmpty();
        receiver.transport().resumeReading();
        loop.runReady();
        assertThat(receiver.texts).hasSize(256).startsWith("0", "1");
        close(loop, receiver, sender);
    }

    @Test
    void aCloseActionMayCloseAnEndpoint(TestLoop loop) {
        Endpoint first = open(loop, LOCAL);
        Endpoint second = open(loop, LOCAL);
        loop.addCloseAction(() -> {
            first.transport().sendTo(bytes("bye"), second.name());
            first.transport().close();
            second.transport().abort();
        });
        loop.close();
        assertThat(List.of(first, second)).allMatch(endpoint -> endpoint.lost);
        assertThat(second.texts).isEmpty();
    }

    @Test
    void anAddressIsTakenOnce(TestLoop loop) {
        Endpoint first = open(loop, LOCAL);
        int port = ((InetSocketAddress) first.name()).getPort();
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> open(loop, DatagramOptions.DEFAULT.withLocalAddress("localhost", port)))
                .withCauseInstanceOf(BindException.class);
        Endpoint named = named(loop, "@name");
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> named(loop, "@name"))
                .withCauseInstanceOf(BindException.class);
        close(loop, first, named);
    }
}
