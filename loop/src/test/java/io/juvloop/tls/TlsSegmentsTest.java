package io.juvloop.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.EventLoop;
import io.juvloop.Transport;
import io.juvloop.net.peer.Blocking;
import io.juvloop.net.peer.Pair;
import io.juvloop.net.peer.Payload;
import io.juvloop.net.peer.Serving;
import io.juvloop.testing.Await;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.Recording;
import io.juvloop.testing.RecordingBufferedProtocol;
import io.juvloop.testing.RecordingProtocol;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Records that come in other pieces than they were sent.
@LoopTest
class TlsSegmentsTest {
    /// How much data a record has, and how many bytes it has besides, at most.
    private static final int RECORD = 16 * 1024 - 17;

    private static final long OVERHEAD = 40;

    /// Between a client and a server: passes bytes on, one at a time for the first so many, and to the server only.
    private static CompletableFuture<Boolean> relay(ServerSocket front, int back, int singly) {
        return Blocking.run(() -> {
            try (Socket client = front.accept();
                    Socket server = new Socket(InetAddress.getLoopbackAddress(), back)) {
                server.setTcpNoDelay(true);
                client.setTcpNoDelay(true);
                CompletableFuture<Boolean> other =
                        Blocking.run(() -> pass(server.getInputStream(), client.getOutputStream(), singly, client));
                pass(client.getInputStream(), server.getOutputStream(), singly, server);
                other.join();
            }
        });
    }

    private static void pass(InputStream from, OutputStream to, int singly, Socket end) throws IOException {
        byte[] bytes = new byte[64 * 1024];
        int left = singly;
        for (int count = from.read(bytes); count > 0; count = from.read(bytes)) {
            int at = 0;
            for (; at < count && left > 0; at++, left--) {
                to.write(bytes, at, 1);
            }
            to.write(bytes, at, count - at);
        }
        end.shutdownOutput();
    }

    /// Case 8: the handshake and a mebibyte.
    @ParameterizedTest
    @CsvSource({
        "TLSv1.3, plain, 1048576",
        "TLSv1.3, buffered, 1048576",
        "TLSv1.3, names, 100000",
        "TLSv1.2, plain, 1048576",
        "TLSv1.2, buffered, 100000"
    })
    void oneByteAtATimeIsEnough(String version, String kind, int size, EventLoop loop) throws Exception {
        byte[] sent = Payload.of(size, 8);
        var options = kind.equals("names")
                ? io.juvloop.ServerOptions.DEFAULT.withTls(TlsContext.server(Contexts.serverOptions(version)
                        .withServerNames(Map.of("example.org", Contexts.server(version)))))
                : Contexts.serving(version);
        try (ServerSocket front = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Serving<? extends Recording> serving = Serving.tcp(
                        loop,
                        () -> kind.equals("buffered") ? new TlsEchoTest.BufferedEcho(1000) : new TlsEchoTest.Echo(),
                        List.of("127.0.0.1"),
                        0,
                        options)) {
            CompletableFuture<Boolean> relayed = relay(front, serving.port(), Integer.MAX_VALUE);
            var connection = loop.runUntilComplete(loop.createConnection(
                    RecordingProtocol::new, "127.0.0.1", front.getLocalPort(), Contexts.connecting(version)));
            connection.transport().write(sent);
            for (int part = 1; part <= 10; part++) {
                int wanted = (int) (size * (long) part / 10);
                Await.until(loop, wanted + " bytes", () -> connection.protocol().receivedCount() >= wanted);
            }
            assertThat(connection.protocol().received()).isEqualTo(sent);
            connection.transport().close();
            Await.until(loop, connection.protocol()::isLost);
            assertThat(connection.protocol().lossCause()).isNull();
            loop.runUntilComplete(relayed);
        }
    }

    /// Counts the calls that brought data.
    private static final class Counting extends RecordingProtocol {
        private int calls;

        @Override
        public void dataReceived(ByteBuffer data) {
            calls++;
            super.dataReceived(data);
        }
    }

    /// Case 9. A Unix socket has the records at once, where TCP may hold some back.
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void theDataOfManyRecordsComeTogether(String version, EventLoop loop, @TempDir Path folder) {
        try (var pair = Pair.connectUnix(loop, Counting::new, RecordingProtocol::new, folder.resolve("s"))) {
            byte[] sent = Payload.of(20_000, 9);
            var serving = loop.startTls(
                    pair.serverTransport(),
                    pair.server(),
                    Contexts.server(version),
                    StartTlsOptions.DEFAULT.withServerSide(true));
            Transport client = loop.runUntilComplete(loop.startTls(
                    pair.clientTransport(),
                    pair.client(),
                    Contexts.client(version),
                    StartTlsOptions.DEFAULT.withServerName("localhost")));
            Transport server = loop.runUntilComplete(serving);
            server.pauseReading();
            for (int i = 0; i < 200; i++) {
                client.write(ByteBuffer.wrap(sent, i * 100, 100)); // outside of callbacks: a record each
            }
            server.resumeReading();
            Await.until(loop, () -> pair.server().receivedCount() == sent.length);
            assertThat(pair.server().calls).isOne();
            assertThat(pair.server().received()).isEqualTo(sent);
            client.abort();
            pair.awaitLost();
        }
    }

    @Test
    void aBufferedProtocolWithLittleRoomGetsEveryByte(EventLoop loop) {
        try (var pair = new TlsPair<>(
                loop,
                () -> new RecordingBufferedProtocol(100),
                RecordingProtocol::new,
                Contexts.serving("TLSv1.3"),
                Contexts.connecting("TLSv1.3"))) {
            byte[] sent = Payload.of(20_000, 10);
            pair.client().transport().write(sent);
            Await.until(loop, () -> pair.server().receivedCount() == sent.length);
            assertThat(pair.server().received()).isEqualTo(sent);
        }
    }

    /// Pauses at each piece that it gets.
    private static final class Hesitant extends RecordingBufferedProtocol {
        private final EventLoop loop;

        Hesitant(EventLoop loop) {
            super(700);
            this.loop = loop;
        }

        @Override
        public void bufferUpdated(long count) {
            super.bufferUpdated(count);
            transport().pauseReading();
            loop.callSoon(() -> transport().resumeReading());
        }
    }

    @Test
    void aProtocolMayPauseAtEachPiece(EventLoop loop) {
        try (var pair = new TlsPair<>(
                loop,
                () -> new Hesitant(loop),
                RecordingProtocol::new,
                Contexts.serving("TLSv1.3"),
                Contexts.connecting("TLSv1.3"))) {
            byte[] sent = Payload.of(200_000, 12);
            pair.client().transport().write(sent);
            pair.client().transport().close();
            pair.awaitLost();
            assertThat(pair.server().received()).isEqualTo(sent);
            assertThat(pair.server().events()).containsExactly("made", "data", "eof", "lost");
        }
    }

    /// Lines fill records together, whether they are small or large, in a callback or outside of one.
    @ParameterizedTest
    @CsvSource({
        "TLSv1.3, 100, true",
        "TLSv1.3, 100, false",
        "TLSv1.3, 5000, true",
        "TLSv1.3, 5000, false",
        "TLSv1.3, 40000, false",
        "TLSv1.2, 5000, true"
    })
    void linesWrittenTogetherFillRecords(String version, int size, boolean inCallback, EventLoop loop) {
        try (var pair = new TlsPair<>(
                loop, Counting::new, RecordingProtocol::new, Contexts.serving(version), Contexts.connecting(version))) {
            byte[] sent = Payload.of(10 * size, 15);
            List<ByteBuffer> lines = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                lines.add(ByteBuffer.wrap(sent, i * size, size));
            }
            long before = loop.stats().bytesSent();
            Runnable write = () -> pair.client().transport().writeLines(lines);
            if (inCallback) {
                loop.callSoon(write);
            } else {
                write.run();
            }
            Await.until(loop, () -> pair.server().receivedCount() == sent.length);
            assertThat(pair.server().received()).isEqualTo(sent);
            assertThat(lines).noneMatch(ByteBuffer::hasRemaining);
            int records = (sent.length + RECORD - 1) / RECORD;
            assertThat(loop.stats().bytesSent() - before - sent.length).isLessThanOrEqualTo(records * OVERHEAD);
        }
    }

    @Test
    void smallWritesOfACallbackBecomeOneRecord(EventLoop loop) {
        try (var pair = new TlsPair<>(
                loop,
                Counting::new,
                RecordingProtocol::new,
                Contexts.serving("TLSv1.3"),
                Contexts.connecting("TLSv1.3"))) {
            byte[] sent = Payload.of(5000, 13);
            loop.callSoon(() -> {
                for (int i = 0; i < 50; i++) {
                    pair.client().transport().write(ByteBuffer.wrap(sent, i * 100, 100));
                }
                assertThat(pair.client().transport().writeBufferSize()).isEqualTo(sent.length);
            });
            Await.until(loop, () -> pair.server().receivedCount() == sent.length);
            assertThat(pair.server().received()).isEqualTo(sent);
            assertThat(pair.server().calls).isOne();
        }
    }

    @Test
    void aFastWriterIsPausedAndResumed(EventLoop loop) {
        try (var pair = new TlsPair<>(
                loop,
                RecordingProtocol::new,
                RecordingProtocol::new,
                Contexts.serving("TLSv1.3"),
                Contexts.connecting("TLSv1.3"))) {
            Transport transport = pair.client().transport();
            assertThat(transport.writeBufferLimits().high()).isEqualTo(512 * 1024);
            pair.server().transport().pauseReading();
            byte[] piece = new byte[256 * 1024];
            int sent = 0;
            while (pair.client().count("pause") == 0) {
                transport.write(piece);
                sent += piece.length;
                assertThat(sent).isLessThan(64 * 1024 * 1024);
            }
            assertThat(transport.writeBufferSize()).isGreaterThan(512 * 1024);
            pair.server().transport().resumeReading();
            int all = sent;
            Await.until(loop, () -> pair.server().receivedCount() == all);
            assertThat(pair.client().events()).containsExactly("made", "pause", "resume");
        }
    }
}
