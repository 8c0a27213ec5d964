package io.juvloop.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.ExtraInfo;
import io.juvloop.Server;
import io.juvloop.ServerOptions;
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
import java.util.Objects;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Encrypted connections as streams.
@TaskTest
class TlsStreamsTest {
    private static void echo(StreamReader reader, StreamWriter writer) throws IOException {
        for (byte[] some = reader.read(100_000); some.length > 0; some = reader.read(100_000)) {
            writer.write(some);
            writer.drain();
        }
        writer.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void aMebibyteGoesThereAndBack(String version, EventLoop loop) {
        byte[] sent = Payload.of(1024 * 1024, 14);
        InTask.run(loop, () -> {
            Server server = Streams.startServer(
                    TlsStreamsTest::echo, Loopback.HOST, 0, Contexts.serving(version), StreamOptions.DEFAULT);
            try (StreamConnection connection =
                    Streams.openConnection(Loopback.HOST, server.port(), Contexts.connecting(version))) {
                connection.writer().write(sent);
                assertThat(connection.reader().readExactly(sent.length)).isEqualTo(sent);
                assertThat(Objects.requireNonNull(connection.writer().extraInfo(ExtraInfo.SSL_OBJECT))
                                .protocol())
                        .isEqualTo(version);
                assertThat(connection.writer().canWriteEof()).isFalse();
            }
            server.close();
            Async.await(server.waitClosed());
        });
    }

    private static void upgrading(StreamReader reader, StreamWriter writer) throws IOException {
        assertThat(reader.readLine()).isEqualTo("STARTTLS\r\n".getBytes(US_ASCII));
        writer.write("220 go\r\n", US_ASCII);
        writer.startTls(Contexts.server("TLSv1.3"));
        writer.write(reader.readLine());
        writer.drain();
        writer.close();
    }

    @Test
    void aStreamIsUpgraded(EventLoop loop) {
        InTask.run(loop, () -> {
            Server server = Streams.startServer(TlsStreamsTest::upgrading, Loopback.HOST, 0);
            StreamConnection connection = Streams.openConnection(Loopback.HOST, server.port());
            connection.writer().write("STARTTLS\r\n", US_ASCII);
            assertThat(connection.reader().readLine()).isEqualTo("220 go\r\n".getBytes(US_ASCII));
            assertThatThrownBy(() -> connection.writer().startTls(Contexts.client("TLSv1.3"), StartTlsOptions.DEFAULT))
                    .isInstanceOf(IllegalArgumentException.class);
            connection
                    .writer()
                    .startTls(Contexts.client("TLSv1.3"), StartTlsOptions.DEFAULT.withServerName("localhost"));
            connection.writer().write("secret\r\n", US_ASCII);
            assertThat(connection.reader().readLine()).isEqualTo("secret\r\n".getBytes(US_ASCII));
            assertThat(connection.reader().read(1)).isEmpty();
            connection.close();
            server.close();
            Async.await(server.waitClosed());
        });
    }

    private static void injecting(StreamReader reader, StreamWriter writer) throws IOException {
        reader.readLine();
        writer.write("220 go\r\n250 from somebody else\r\n", US_ASCII);
        reader.read(-1);
        writer.close();
    }

    @Test
    void plainTextBehindTheAnswerIsNotTakenForEncrypted(EventLoop loop) {
        InTask.run(loop, () -> {
            Server server = Streams.startServer(TlsStreamsTest::injecting, Loopback.HOST, 0);
            StreamConnection connection = Streams.openConnection(Loopback.HOST, server.port());
            connection.writer().write("STARTTLS\r\n", US_ASCII);
            connection.reader().readLine();
            assertThatThrownBy(() -> connection
                            .writer()
                            .startTls(Contexts.client("TLSv1.3"), StartTlsOptions.DEFAULT.withServerName("localhost")))
                    .isInstanceOf(SSLException.class);
            assertThatThrownBy(() -> connection.reader().read(1)).isInstanceOf(IOException.class);
            server.close();
            Async.await(server.waitClosed());
        });
    }

    private static void truncating(StreamReader reader, StreamWriter writer) throws IOException {
        writer.write("half", US_ASCII);
        writer.drain();
        reader.read(1);
        writer.transport().abort();
    }

    @Test
    void aReaderThrowsForATruncatedStream(EventLoop loop) {
        InTask.run(loop, () -> {
            Server server = Streams.startServer(
                    TlsStreamsTest::truncating,
                    Loopback.HOST,
                    0,
                    ServerOptions.DEFAULT.withTls(Contexts.server("TLSv1.3")),
                    StreamOptions.DEFAULT);
            StreamConnection connection =
                    Streams.openConnection(Loopback.HOST, server.port(), Contexts.connecting("TLSv1.3"));
            assertThat(connection.reader().readExactly(4)).isEqualTo("half".getBytes(US_ASCII));
            connection.writer().write("x", US_ASCII);
            assertThatThrownBy(() -> connection.reader().read(1)).isInstanceOf(IOException.class);
            connection.writer().close();
            server.close();
            Async.await(server.waitClosed());
        });
    }
}
