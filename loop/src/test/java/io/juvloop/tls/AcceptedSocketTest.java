package io.juvloop.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.ConnectOptions;
import io.juvloop.Connection;
import io.juvloop.EventLoop;
import io.juvloop.ExtraInfo;
import io.juvloop.ServerOptions;
import io.juvloop.net.peer.Libc;
import io.juvloop.net.peer.Payload;
import io.juvloop.testing.Await;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.RecordingProtocol;
import io.juvloop.testing.Turns;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// TLS on sockets that other code has connected: one in both directions, as `socketpair` makes them.
@LoopTest
@DisabledOnOs(OS.WINDOWS)
class AcceptedSocketTest {
    private static int[] socketPair() {
        int[] pair = new int[2];
        assertThat(Libc.INSTANCE.socketpair(Libc.AF_UNIX, Libc.SOCK_STREAM, 0, pair))
                .isZero();
        return pair;
    }

    private static CompletableFuture<Connection<RecordingProtocol>> client(
            EventLoop loop, long socket, String version) {
        return loop.createUnixConnection(
                RecordingProtocol::new,
                (String) null,
                Contexts.connecting(version).withSocket(socket).withServerName("localhost"));
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.3, plain", "TLSv1.3, buffered", "TLSv1.2, plain", "TLSv1.2, buffered"})
    void anAcceptedSocketIsServedEncrypted(String version, String kind, EventLoop loop) {
        int[] sockets = socketPair();
        byte[] sent = Payload.of(1024 * 1024, 24);
        var accepting = loop.connectAcceptedSocket(
                () -> kind.equals("plain") ? new TlsEchoTest.Echo() : new TlsEchoTest.BufferedEcho(64 * 1024),
                sockets[0],
                Contexts.serving(version));
        var client = loop.runUntilComplete(client(loop, sockets[1], version));
        var server = loop.runUntilComplete(accepting);
        client.transport().write(sent);
        Await.until(loop, () -> client.protocol().receivedCount() == sent.length);
        assertThat(client.protocol().received()).isEqualTo(sent);
        assertThat(server.transport().extraInfo(ExtraInfo.SSL_OBJECT)).isNotNull();

        client.transport().close();
        Await.until(loop, () -> client.protocol().isLost() && server.protocol().isLost());
        assertThat(server.protocol().lossCause()).isNull();
        assertThat(Libc.isOpen(sockets[0])).isFalse();
    }

    @Test
    void withoutTlsItIsAsBefore(EventLoop loop) {
        int[] sockets = socketPair();
        var connection = loop.runUntilComplete(
                loop.connectAcceptedSocket(RecordingProtocol::new, sockets[0], ServerOptions.DEFAULT));
        assertThat(connection.transport().extraInfo(ExtraInfo.SSL_OBJECT)).isNull();
        Libc.INSTANCE.close(sockets[1]);
        Await.until(loop, connection.protocol()::isLost);
    }

    @ParameterizedTest
    @ValueSource(strings = {"silent", "gone", "plain"})
    void aHandshakeThatFailsFailsTheCallAndClosesTheSocket(String peer, EventLoop loop) {
        int[] sockets = socketPair();
        RecordingProtocol never = new RecordingProtocol();
        ServerOptions options =
                Contexts.serving("TLSv1.3").withTlsTimeouts(Duration.ofMillis(200), Duration.ofSeconds(5));
        var accepting = loop.connectAcceptedSocket(() -> never, sockets[0], options);
        var other = loop.runUntilComplete(loop.createUnixConnection(
                RecordingProtocol::new, (String) null, ConnectOptions.DEFAULT.withSocket(sockets[1])));
        switch (peer) {
            case "gone" -> other.transport().abort();
            case "plain" -> other.transport().write(new byte[] {'G', 'E', 'T', ' '});
            default -> {}
        }
        assertThatThrownBy(() -> loop.runUntilComplete(accepting))
                .hasCauseInstanceOf(
                        switch (peer) {
                            case "gone" -> SocketException.class;
                            case "plain" -> SSLException.class;
                            default -> SocketTimeoutException.class;
                        });
        Await.until(loop, other.protocol()::isLost);
        assertThat(never.events()).isEmpty();
        Await.until(loop, () -> !Libc.isOpen(sockets[0]));
    }

    /// Case 11: nothing is waited for, whichever protocol it is that the peer speaks.
    @ParameterizedTest
    @ValueSource(
            strings = {"47", "474554202f20", "00000000", "802e01000200150000001000", "160301ffff01", "16030a", "1701"})
    void aPeerThatDoesNotSpeakTlsIsClosedAtOnce(String first, EventLoop loop) {
        int[] sockets = socketPair();
        var accepting = loop.connectAcceptedSocket(RecordingProtocol::new, sockets[0], Contexts.serving("TLSv1.3"));
        var other = loop.runUntilComplete(loop.createUnixConnection(
                RecordingProtocol::new, (String) null, ConnectOptions.DEFAULT.withSocket(sockets[1])));
        Await.until(loop, () -> loop.stats().tls().engines().live() == 1);
        other.transport().write(HexFormat.of().parseHex(first));
        Turns.many(loop, 2); // it is read in one, and the socket is closed at the end of it

        assertThat(accepting).isCompletedExceptionally();
        assertThat(Libc.isOpen(sockets[0])).isFalse();
        assertThatThrownBy(accepting::join).hasCauseInstanceOf(SSLException.class);
        Await.until(loop, other.protocol()::isLost);
    }

    @Test
    void cancelledItIsClosed(EventLoop loop) {
        int[] sockets = socketPair();
        var accepting = loop.connectAcceptedSocket(RecordingProtocol::new, sockets[0], Contexts.serving("TLSv1.3"));
        var other = loop.runUntilComplete(loop.createUnixConnection(
                RecordingProtocol::new, (String) null, ConnectOptions.DEFAULT.withSocket(sockets[1])));
        accepting.cancel(false);
        Await.until(loop, other.protocol()::isLost);
        Await.until(loop, () -> !Libc.isOpen(sockets[0]));
    }

    @Test
    void badArgumentsLeaveTheSocketToTheCaller(EventLoop loop) {
        int[] sockets = socketPair();
        refused(
                "for clients",
                () -> loop.connectAcceptedSocket(
                        RecordingProtocol::new, sockets[0], ServerOptions.DEFAULT.withTls(Contexts.client("TLSv1.3"))));
        refused(
                "no TLS",
                () -> loop.connectAcceptedSocket(
                        RecordingProtocol::new,
                        sockets[0],
                        ServerOptions.DEFAULT.withTlsTimeouts(Duration.ofSeconds(1), Duration.ofSeconds(1))));
        refused(
                "handles cannot be passed",
                () -> loop.connectAcceptedSocket(
                        RecordingProtocol::new,
                        sockets[0],
                        Contexts.serving("TLSv1.3").withIpc(true)));
        assertThat(Libc.isOpen(sockets[0])).isTrue();
        Libc.INSTANCE.close(sockets[0]);
        Libc.INSTANCE.close(sockets[1]);
        refused(
                String.valueOf(sockets[0]),
                () -> loop.connectAcceptedSocket(RecordingProtocol::new, sockets[0], Contexts.serving("TLSv1.3")));
    }

    private static void refused(String why, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(why);
    }
}
