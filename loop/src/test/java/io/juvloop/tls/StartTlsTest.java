package io.juvloop.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.EventLoop;
import io.juvloop.Transport;
import io.juvloop.net.peer.Pair;
import io.juvloop.net.peer.Payload;
import io.juvloop.testing.Await;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.Recording;
import io.juvloop.testing.RecordingBufferedProtocol;
import io.juvloop.testing.RecordingProtocol;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// TLS on connections that have been used without.
@LoopTest
class StartTlsTest {
    private static final StartTlsOptions SERVER = StartTlsOptions.DEFAULT.withServerSide(true);
    private static final StartTlsOptions CLIENT = StartTlsOptions.DEFAULT.withServerName("localhost");
    private static final int MEBIBYTE = 1024 * 1024;

    /// Both ends of a connection, once they are encrypted.
    private record Ends(Transport server, Transport client) {}

    private static Ends upgrade(
            EventLoop loop,
            Transport server,
            Recording serverEnd,
            Transport client,
            Recording clientEnd,
            String version) {
        CompletableFuture<Transport> one = loop.startTls(server, serverEnd, Contexts.server(version), SERVER);
        CompletableFuture<Transport> other = loop.startTls(client, clientEnd, Contexts.client(version), CLIENT);
        return new Ends(loop.runUntilComplete(one), loop.runUntilComplete(other));
    }

    private static Ends upgrade(EventLoop loop, Pair<RecordingProtocol, RecordingProtocol> pair, String version) {
        return upgrade(loop, pair.serverTransport(), pair.server(), pair.clientTransport(), pair.client(), version);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void aConnectionGoesOnEncrypted(String version, EventLoop loop) {
        try (var pair = Pair.connect(loop)) {
            pair.clientTransport().write(new byte[] {1});
            Await.until(loop, () -> pair.server().receivedCount() == 1);
            Ends ends = upgrade(loop, pair, version);
            ends.client().write(new byte[] {2, 3});
            Await.until(loop, () -> pair.server().receivedCount() == 3);
            ends.server().write(new byte[] {4});
            Await.until(loop, () -> pair.client().receivedCount() == 1);
            ends.client().close();
            pair.awaitLost();

            assertThat(pair.server().events()).containsExactly("made", "data", "eof", "lost");
            assertThat(pair.client().events()).containsExactly("made", "data", "lost");
            assertThat(pair.server().received()).containsExactly(1, 2, 3);
        }
    }

    /// Case 18.
    @Test
    void tlsGoesInsideOfTls(EventLoop loop) {
        byte[] there = Payload.of(MEBIBYTE, 1);
        byte[] back = Payload.of(MEBIBYTE, 2);
        try (var pair = Pair.connect(loop)) {
            Ends outer = upgrade(loop, pair, "TLSv1.3");
            Ends inner = upgrade(loop, outer.server(), pair.server(), outer.client(), pair.client(), "TLSv1.2");
            inner.client().write(there);
            inner.server().write(back);
            Await.until(
                    loop,
                    () -> pair.server().receivedCount() == MEBIBYTE
                            && pair.client().receivedCount() == MEBIBYTE);
            assertThat(pair.server().received()).isEqualTo(there);
            assertThat(pair.client().received()).isEqualTo(back);

            loop.callSoon(() -> {
                inner.client().write(new byte[] {1});
                inner.client().write(new byte[] {2});
                inner.client().close();
            });
            pair.awaitLost();
            assertThat(pair.server().receivedCount()).isEqualTo(MEBIBYTE + 2);
            assertThat(pair.server().events()).endsWith("eof", "lost");
            assertThat(pair.client().lossCause()).isNull();
        }
    }

    /// Case 24.
    @ParameterizedTest
    @CsvSource({"TLSv1.3, plain", "TLSv1.3, buffered", "TLSv1.2, plain", "TLSv1.2, buffered"})
    void unixSocketsAreEncryptedToo(String version, String kind, EventLoop loop, @TempDir Path folder) {
        Path path = folder.resolve("s");
        var server = loop.runUntilComplete(loop.createUnixServer(
                () -> kind.equals("plain") ? new TlsEchoTest.Echo() : new TlsEchoTest.BufferedEcho(50_000),
                path,
                Contexts.serving(version)));
        var connection = loop.runUntilComplete(loop.createUnixConnection(
                RecordingProtocol::new, path, Contexts.connecting(version).withServerName("localhost")));
        connection.transport().write(new byte[] {7, 8});
        Await.until(loop, () -> connection.protocol().receivedCount() == 2);
        connection.transport().close();
        Await.until(loop, connection.protocol()::isLost);
        server.close();
        loop.runUntilComplete(server.waitClosed());
    }

    private static Pair<Recording, Recording> pair(EventLoop loop, String kind) {
        Supplier<Recording> end =
                kind.equals("plain") ? RecordingProtocol::new : () -> new RecordingBufferedProtocol(50_000);
        return Pair.connect(loop, end, end);
    }

    /// E4.
    @ParameterizedTest
    @CsvSource({"TLSv1.3, plain", "TLSv1.3, buffered", "TLSv1.2, plain", "TLSv1.2, buffered"})
    void aSilentPeerIsGivenUpAndTheProtocolLosesItOnce(String version, String kind, EventLoop loop) {
        try (var pair = pair(loop, kind)) {
            StartTlsOptions hasty = CLIENT.withTimeouts(Duration.ofMillis(200), Duration.ofSeconds(1));
            CompletableFuture<Transport> starting =
                    loop.startTls(pair.clientTransport(), pair.client(), Contexts.client(version), hasty);

            assertThatThrownBy(() -> loop.runUntilComplete(starting)).hasCauseInstanceOf(SocketTimeoutException.class);
            pair.awaitLost();
            assertThat(pair.client().events()).containsExactly("made", "lost(SocketTimeoutException)");
        }
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.3, plain", "TLSv1.3, buffered", "TLSv1.2, plain", "TLSv1.2, buffered"})
    void oneThatIsCancelledEndsTheConnection(String version, String kind, EventLoop loop) {
        try (var pair = pair(loop, kind)) {
            CompletableFuture<Transport> starting =
                    loop.startTls(pair.clientTransport(), pair.client(), Contexts.client(version), CLIENT);
            Await.until(loop, () -> pair.server().receivedCount() > 0);
            starting.cancel(true);
            pair.awaitLost();

            assertThatThrownBy(starting::join).isInstanceOf(CancellationException.class);
            assertThat(pair.client().events()).startsWith("made").hasSize(2);
        }
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.3, plain", "TLSv1.3, buffered", "TLSv1.2, plain", "TLSv1.2, buffered"})
    void recordsThatAreCorruptedLoseTheConnectionOnce(String version, String kind, EventLoop loop) {
        try (var pair = pair(loop, kind)) {
            Ends ends = upgrade(
                    loop, pair.serverTransport(), pair.server(), pair.clientTransport(), pair.client(), version);
            pair.clientTransport().write(new byte[] {
                23, 3, 3, 0, 20, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20
            });
            pair.awaitLost();

            assertThat(pair.server().lossCause()).isInstanceOf(SSLException.class);
            assertThat(pair.server().events()).hasSize(2);
            assertThat(pair.client().lossCause()).isInstanceOf(SSLException.class); // who got the alert
            assertThat(ends.server().isClosing()).isTrue();
        }
    }

    /// Bytes behind the word that began TLS belong to TLS: the answer of an attacker is no answer.
    @Test
    void bytesOfPlainTextBehindTheWordAreNoData(EventLoop loop) {
        try (var pair = Pair.connect(loop)) {
            byte[] injected = "250 from somebody else\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            CompletableFuture<Transport> starting = loop.startTls(
                    pair.clientTransport(), pair.client(), Contexts.client("TLSv1.3"), CLIENT.withReceived(injected));

            assertThatThrownBy(() -> loop.runUntilComplete(starting)).hasCauseInstanceOf(SSLException.class);
            pair.awaitLost();
            assertThat(pair.client().receivedCount()).isZero();
        }
    }

    @Test
    void aHelloThatCameBeforeIsHandedOver(EventLoop loop) {
        try (var pair = Pair.connect(loop)) {
            CompletableFuture<Transport> client =
                    loop.startTls(pair.clientTransport(), pair.client(), Contexts.client("TLSv1.3"), CLIENT);
            Await.until(loop, () -> pair.server().receivedCount() > 100);
            CompletableFuture<Transport> server = loop.startTls(
                    pair.serverTransport(),
                    pair.server(),
                    Contexts.server("TLSv1.3"),
                    SERVER.withReceived(pair.server().received()));
            loop.runUntilComplete(server);
            loop.runUntilComplete(client).close();
            pair.awaitLost();
        }
    }

    @Test
    void aWriterThatWasPausedGoesOn(EventLoop loop) {
        try (var pair = Pair.connect(loop)) {
            pair.serverTransport().pauseReading();
            byte[] sent = Payload.of(8 * MEBIBYTE, 3);
            pair.clientTransport().write(sent);
            assertThat(pair.client().count("pause")).isOne();
            CompletableFuture<Transport> client =
                    loop.startTls(pair.clientTransport(), pair.client(), Contexts.client("TLSv1.3"), CLIENT);
            pair.serverTransport().resumeReading();
            Await.until(loop, () -> pair.server().receivedCount() > sent.length);
            byte[] all = pair.server().received();
            CompletableFuture<Transport> server = loop.startTls(
                    pair.serverTransport(),
                    pair.server(),
                    Contexts.server("TLSv1.3"),
                    SERVER.withReceived(java.util.Arrays.copyOfRange(all, sent.length, all.length)));
            loop.runUntilComplete(server);
            loop.runUntilComplete(client).close();
            pair.awaitLost();

            assertThat(pair.client().count("resume")).isOne();
        }
    }

    @Test
    void whatCannotBeEncryptedIsRefused(EventLoop loop) {
        try (var pair = Pair.connect(loop)) {
            Transport transport = pair.clientTransport();
            refused(
                    "server name",
                    () -> loop.startTls(transport, pair.client(), Contexts.client("TLSv1.3"), StartTlsOptions.DEFAULT));
            refused("for servers", () -> loop.startTls(transport, pair.client(), Contexts.server("TLSv1.3"), CLIENT));
            refused("for clients", () -> loop.startTls(transport, pair.client(), Contexts.client("TLSv1.3"), SERVER));
            transport.writeEof();
            assertThatThrownBy(() -> loop.startTls(transport, pair.client(), Contexts.client("TLSv1.3"), CLIENT))
                    .isInstanceOf(IllegalStateException.class);
            transport.close();
            assertThatThrownBy(() -> loop.startTls(transport, pair.client(), Contexts.client("TLSv1.3"), CLIENT))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(transport.protocol()).isSameAs(pair.client());
        }
    }

    private static void refused(String why, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(why);
    }
}
