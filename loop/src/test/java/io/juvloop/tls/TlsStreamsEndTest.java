package io.juvloop.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.Server;
import io.juvloop.ServerOptions;
import io.juvloop.Task;
import io.juvloop.Transport;
import io.juvloop.net.peer.Blocking;
import io.juvloop.net.peer.Payload;
import io.juvloop.streams.StreamConnection;
import io.juvloop.streams.StreamOptions;
import io.juvloop.streams.StreamReader;
import io.juvloop.streams.StreamWriter;
import io.juvloop.streams.Streams;
import io.juvloop.testing.InTask;
import io.juvloop.testing.Loopback;
import io.juvloop.testing.TaskTest;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// E1, E2, E4, E6, E7 and E8 of encrypted streams.
@TaskTest
class TlsStreamsEndTest {
    private static final int MEBIBYTE = 1024 * 1024;
    private static final int CLIENTS = 25;

    private static void echo(StreamReader reader, StreamWriter writer) throws IOException {
        for (byte[] some = reader.read(100_000); some.length > 0; some = reader.read(100_000)) {
            writer.write(some);
            writer.drain();
        }
        writer.close();
        writer.waitClosed();
    }

    private static boolean talk(int port, String version, int seed) throws IOException {
        byte[] sent = Payload.of(MEBIBYTE, seed);
        try (StreamConnection connection = Streams.openConnection(Loopback.HOST, port, Contexts.connecting(version))) {
            connection.writer().write(sent);
            assertThat(connection.reader().readExactly(sent.length)).isEqualTo(sent);
            return true;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void manyClientsGetEverythingBackAndEndCleanly(String version, EventLoop loop) {
        InTask.run(loop, () -> {
            Server server = Streams.startServer(
                    TlsStreamsEndTest::echo, Loopback.HOST, 0, Contexts.serving(version), StreamOptions.DEFAULT);
            List<Task<Boolean>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                int seed = i;
                clients.add(loop.createTaskOf(() -> talk(server.port(), version, seed)));
            }
            for (Task<Boolean> client : clients) {
                assertThat(Async.await(client)).isTrue();
            }
            server.close();
            Async.await(server.waitClosed());
        });
    }

    /// A connection of the JDK's own to a server, in blocking code.
    private interface Peer<T> {
        T talk(Socket raw, SSLSocket socket) throws IOException;
    }

    private static <T> CompletableFuture<T> peer(int port, String version, Peer<T> peer) {
        return Blocking.call(() -> {
            try (Socket raw = new Socket()) {
                raw.setReceiveBufferSize(8 * 1024);
                raw.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                SSLSocket socket = JdkPeer.over(raw, port);
                socket.setEnabledProtocols(new String[] {version});
                socket.startHandshake();
                return peer.talk(raw, socket);
            }
        });
    }

    /// E6.
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void everythingWrittenArrivesAfterClose(String version, EventLoop loop) {
        byte[] sent = Payload.of(4 * MEBIBYTE, 6);
        InTask.run(loop, () -> {
            Server server = Streams.startServer(
                    (reader, writer) -> {
                        writer.write(sent);
                        writer.close();
                    },
                    Loopback.HOST,
                    0,
                    Contexts.serving(version),
                    StreamOptions.DEFAULT);
            byte[] received = Async.await(peer(
                    server.port(),
                    version,
                    (_, socket) -> socket.getInputStream().readAllBytes()));
            assertThat(received).isEqualTo(sent);
            server.close();
            Async.await(server.waitClosed());
        });
    }

    /// E7.
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void whatWasWrittenArrivesThoughThePeerHasEnded(String version, EventLoop loop) {
        byte[] sent = Payload.of(4 * MEBIBYTE, 7);
        InTask.run(loop, () -> {
            Server server = Streams.startServer(
                    (reader, writer) -> {
                        writer.write(sent);
                        assertThat(reader.read(-1)).isEmpty();
                        writer.close();
                    },
                    Loopback.HOST,
                    0,
                    Contexts.serving(version),
                    StreamOptions.DEFAULT);
            int port = server.port();
            byte[] received = Async.await(Blocking.call(() -> OpensslPeer.readAfterEnd(port, version, sent.length)));
            assertThat(received).isEqualTo(sent);
            server.close();
            Async.await(server.waitClosed());
        });
    }

    /// E8: a reader gives the data, and then the error or the end.
    @ParameterizedTest
    @CsvSource({"TLSv1.3, false", "TLSv1.3, true", "TLSv1.2, false", "TLSv1.2, true"})
    void anEndWithoutTheEndOfTlsIsNoCleanEndUnlessTolerated(String version, boolean tolerated, EventLoop loop) {
        TlsContext context = TlsContext.server(Contexts.serverOptions(version).withTruncationTolerated(tolerated));
        InTask.run(loop, () -> {
            CompletableFuture<String> ended = new CompletableFuture<>();
            Server server = Streams.startServer(
                    (reader, writer) -> {
                        int count = reader.readExactly(10_000).length;
                        try {
                            ended.complete(count + " and " + reader.read(1).length);
                        } catch (SSLException truncated) {
                            ended.complete(count + " and " + truncated.getMessage());
                        }
                        writer.close();
                    },
                    Loopback.HOST,
                    0,
                    ServerOptions.DEFAULT.withTls(context),
                    StreamOptions.DEFAULT);
            boolean over = Async.await(peer(server.port(), version, (raw, socket) -> {
                socket.getOutputStream().write(new byte[10_000]);
                raw.shutdownOutput();
                raw.getInputStream().transferTo(OutputStream.nullOutputStream());
                return true;
            }));
            assertThat(over).isTrue();
            assertThat(Async.await(ended))
                    .isEqualTo(
                            tolerated
                                    ? "10000 and 0"
                                    : "10000 and the connection has ended without an end of TLS: data may be missing");
            server.close();
            Async.await(server.waitClosed());
        });
    }

    /// Answers nothing, until its client gives up.
    private static void listen(StreamReader reader, StreamWriter writer) {
        assertThatThrownBy(() -> reader.read(-1)).isInstanceOf(SocketException.class);
        writer.close();
    }

    /// E2.
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void aHandshakeThatFailsFailsTheConnectionAlone(String version, EventLoop loop) {
        InTask.run(loop, () -> {
            Server server = Streams.startServer(
                    TlsStreamsEndTest::echo, Loopback.HOST, 0, Contexts.serving(version), StreamOptions.DEFAULT);
            assertThatThrownBy(() -> Streams.openConnection(
                            Loopback.HOST,
                            server.port(),
                            Contexts.connecting(version).withServerName("elsewhere")))
                    .isInstanceOf(SSLHandshakeException.class);
            assertThat(talk(server.port(), version, 2)).isTrue();
            server.close();
            Async.await(server.waitClosed());

            Server silent = Streams.startServer(TlsStreamsEndTest::listen, Loopback.HOST, 0);
            Duration limit = Duration.ofMillis(200);
            assertThatThrownBy(() -> Streams.openConnection(
                            Loopback.HOST,
                            silent.port(),
                            Contexts.connecting(version).withTlsTimeouts(limit, limit)))
                    .isInstanceOf(SocketTimeoutException.class);
            silent.close();
            Async.await(silent.waitClosed());
        });
    }

    /// Answers the word that begins TLS, and then nothing.
    private static void stall(StreamReader reader, StreamWriter writer) throws IOException {
        reader.readLine();
        writer.write("go\r\n", US_ASCII);
        listen(reader, writer);
    }

    private static StreamConnection asking(int port) throws IOException {
        StreamConnection connection = Streams.openConnection(Loopback.HOST, port);
        connection.writer().write("STARTTLS\r\n", US_ASCII);
        connection.reader().readLine();
        return connection;
    }

    /// E4: a task that gives up, or a limit of the handshake, ends the connection.
    @ParameterizedTest
    @CsvSource({"TLSv1.3, true", "TLSv1.3, false", "TLSv1.2, true", "TLSv1.2, false"})
    void aSilentPeerIsGivenUp(String version, boolean cancelled, EventLoop loop) {
        InTask.run(loop, () -> {
            Server server = Streams.startServer(TlsStreamsEndTest::stall, Loopback.HOST, 0);
            StreamConnection connection = asking(server.port());
            Duration limit = Duration.ofMillis(200);
            StartTlsOptions named = StartTlsOptions.DEFAULT.withServerName("localhost");
            StreamWriter writer = connection.writer();
            if (cancelled) {
                assertThatThrownBy(() -> Async.<Boolean, IOException>timeout(limit, () -> {
                            writer.startTls(Contexts.client(version), named);
                            return true;
                        }))
                        .isInstanceOf(TimeoutException.class);
            } else {
                assertThatThrownBy(() -> writer.startTls(Contexts.client(version), named.withTimeouts(limit, limit)))
                        .isInstanceOf(SocketTimeoutException.class);
            }
            assertThat(writer.isClosing()).isTrue();
            assertThatThrownBy(() -> {
                        writer.write("x", US_ASCII);
                        writer.drain();
                    })
                    .isInstanceOf(IOException.class);
            server.close();
            Async.await(server.waitClosed());
        });
    }

    /// E4: a reader throws, on both sides.
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void recordsThatAreCorruptedFailBothReaders(String version, EventLoop loop) {
        byte[] corrupted = Payload.of(25, 4);
        System.arraycopy(new byte[] {23, 3, 3, 0, 20}, 0, corrupted, 0, 5);
        InTask.run(loop, () -> {
            Server server = Streams.startServer(
                    (reader, writer) -> {
                        Transport below = writer.transport();
                        reader.readLine();
                        writer.write("go\r\n", US_ASCII);
                        writer.startTls(Contexts.server(version));
                        writer.write(reader.readLine());
                        reader.readLine();
                        below.write(corrupted);
                        assertThatThrownBy(() -> reader.read(1)).isInstanceOf(SSLException.class);
                        writer.close();
                    },
                    Loopback.HOST,
                    0);
            StreamConnection connection = asking(server.port());
            connection.writer().startTls(Contexts.client(version), StartTlsOptions.DEFAULT.withServerName("localhost"));
            connection.writer().write("a line\r\n", US_ASCII);
            assertThat(connection.reader().readLine()).isEqualTo("a line\r\n".getBytes(US_ASCII));
            connection.writer().write("harm me\r\n", US_ASCII);
            assertThatThrownBy(() -> connection.reader().read(1)).isInstanceOf(SSLException.class);
            connection.writer().close();
            server.close();
            Async.await(server.waitClosed());
        });
    }
}
