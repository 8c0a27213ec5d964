package io.juvloop.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.EventLoop;
import io.juvloop.ExtraInfo;
import io.juvloop.Transport;
import io.juvloop.TransportSocket;
import io.juvloop.net.peer.JdkSockets;
import io.juvloop.net.peer.Pair;
import io.juvloop.net.peer.Serving;
import io.juvloop.testing.Await;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.NeedsLibuv;
import io.juvloop.testing.RecordingProtocol;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// `extraInfo`: names and the socket.
@LoopTest
@ExtendWith(JdkSockets.class)
class ExtraInfoTest {
    private static TransportSocket socketOf(Transport transport) {
        return Objects.requireNonNull(transport.extraInfo(ExtraInfo.SOCKET));
    }

    @Test
    @NeedsLibuv(NeedsLibuv.SYSTEM)
    void theNamesAreThoseThatThePeerSees(EventLoop loop) throws IOException {
        try (Serving<RecordingProtocol> serving = Serving.tcp(loop, RecordingProtocol::new);
                Socket socket = JdkSockets.connect(serving.port())) {
            Transport transport = serving.protocol(0).transport();
            SocketAddress peer = transport.extraInfo(ExtraInfo.PEERNAME);
            SocketAddress own = transport.extraInfo(ExtraInfo.SOCKNAME);
            assertThat(peer).isEqualTo(socket.getLocalSocketAddress());
            assertThat(own).isEqualTo(socket.getRemoteSocketAddress());
            assertThat(transport.remoteAddress()).isEqualTo(peer);
            assertThat(transport.localAddress()).isEqualTo(own);
            assertThat(socketOf(transport).remoteAddress()).isEqualTo(peer);
            assertThat(socketOf(transport).localAddress()).isEqualTo(own);
        }
    }

    @Test
    @NeedsLibuv("sockets in memory have no descriptor")
    void theNamesSurviveTheCloseAndTheNumberDoesNot(EventLoop loop) {
        try (Pair<RecordingProtocol, RecordingProtocol> pair = Pair.connect(loop)) {
            TransportSocket socket = socketOf(pair.clientTransport());
            assertThat(socket.fileno()).isPositive();
            assertThat(pair.clientTransport().extraInfo(ExtraInfo.SOCKET)).isSameAs(socket);
            pair.clientTransport().close();
            pair.awaitLost();
            for (Transport transport : List.of(pair.clientTransport(), pair.serverTransport())) {
                assertThat(transport.extraInfo(ExtraInfo.PEERNAME)).isInstanceOf(InetSocketAddress.class);
                assertThat(transport.extraInfo(ExtraInfo.SOCKNAME)).isInstanceOf(InetSocketAddress.class);
                assertThat(socketOf(transport).fileno()).isEqualTo(-1);
            }
            assertThat(pair.clientTransport().extraInfo(ExtraInfo.PEERNAME))
                    .isEqualTo(pair.serverTransport().extraInfo(ExtraInfo.SOCKNAME));
            assertThat(pair.clientTransport().remoteAddress())
                    .isNotNull()
                    .isEqualTo(pair.serverTransport().localAddress());
        }
    }

    @Test
    @NeedsLibuv(NeedsLibuv.SYSTEM)
    void ipv6NamesAreOfIpv6(EventLoop loop) {
        try (Serving<RecordingProtocol> serving =
                Serving.tcp(loop, RecordingProtocol::new, List.of("::1"), 0, io.juvloop.ServerOptions.DEFAULT)) {
            Transport transport = loop.runUntilComplete(
                            loop.createConnection(RecordingProtocol::new, "::1", serving.port()))
                    .transport();
            assertThat(transport.extraInfo(ExtraInfo.PEERNAME))
                    .isEqualTo(new InetSocketAddress(InetAddress.ofLiteral("::1"), serving.port()))
                    .isEqualTo(serving.protocol(0).transport().extraInfo(ExtraInfo.SOCKNAME));
            transport.close();
            Await.until(loop, () -> serving.protocol(0).isLost());
        }
    }

    @Test
    void aFactOfAnotherTypeIsAbsent(EventLoop loop) {
        try (Pair<RecordingProtocol, RecordingProtocol> pair = Pair.connect(loop)) {
            assertThat(pair.clientTransport().extraInfo(new ExtraInfo<>("peername", String.class)))
                    .isNull();
            assertThat(pair.clientTransport().extraInfo(new ExtraInfo<>("weather", Object.class)))
                    .isNull();
        }
    }

    @Test
    @NeedsLibuv(NeedsLibuv.SYSTEM)
    void theSocketsOptionsCanBeReadAndSetWhileItIsOpen(EventLoop loop) throws IOException {
        try (Pair<RecordingProtocol, RecordingProtocol> pair = Pair.connect(loop)) {
            TransportSocket socket = socketOf(pair.clientTransport());
            socket.setSendBufferSize(50_000);
            socket.setReceiveBufferSize(60_000);
            assertThat(socket.sendBufferSize()).isBetween(50_000, 100_000);
            assertThat(socket.receiveBufferSize()).isBetween(60_000, 120_000);
            socket.setNoDelay(false);
            socket.setNoDelay(true);
            socket.setKeepAlive(Duration.ofSeconds(30));
            socket.setKeepAlive(null);
            assertThatThrownBy(() -> socket.setSendBufferSize(0)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> socket.setReceiveBufferSize(-1)).isInstanceOf(IllegalArgumentException.class);
            pair.clientTransport().abort();
            pair.awaitLost();
            assertThatThrownBy(socket::sendBufferSize).isInstanceOf(SocketException.class);
            assertThatThrownBy(() -> socket.setReceiveBufferSize(60_000)).isInstanceOf(SocketException.class);
            assertThatThrownBy(() -> socket.setNoDelay(true)).isInstanceOf(SocketException.class);
            assertThatThrownBy(() -> socket.setKeepAlive(null)).isInstanceOf(SocketException.class);
        }
    }
}
