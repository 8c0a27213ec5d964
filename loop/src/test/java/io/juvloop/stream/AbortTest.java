package io.juvloop.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.EventLoop;
import io.juvloop.UvException;
import io.juvloop.net.peer.Blocking;
import io.juvloop.net.peer.Flood;
import io.juvloop.net.peer.JdkSockets;
import io.juvloop.net.peer.Pair;
import io.juvloop.net.peer.Program;
import io.juvloop.net.peer.Serving;
import io.juvloop.testing.Await;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.NeedsLibuv;
import io.juvloop.testing.RecordingProtocol;
import io.juvloop.testing.Reported;
import io.juvloop.testing.Turns;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Ends without a clean close: our abort, and the peer's reset.
@LoopTest
@ExtendWith(JdkSockets.class)
class AbortTest {
    @Test
    @Tag("T12")
    void abortDropsWhatWaitsAndTheLossComesInTheNextTurn(EventLoop loop) throws IOException {
        try (Pair<RecordingProtocol, RecordingProtocol> pair = Pair.connect(loop)) {
            pair.serverTransport().pauseReading();
            int flooded = Flood.untilQueueing(pair.clientTransport());
            pair.clientTransport().write(new byte[2_000_000]);
            pair.clientTransport().abort();
            assertThat(pair.clientTransport().isClosing()).isTrue();
            assertThat(pair.client().isLost()).as("not inside abort").isFalse();
            Turns.one(loop);
            assertThat(pair.client().events()).last().isEqualTo("lost");
            assertThat(pair.clientTransport().writeBufferSize()).isZero();
            pair.serverTransport().resumeReading();
            Await.until(loop, () -> pair.server().isLost());
            assertThat(pair.server().receivedCount()).isLessThan(flooded + 2_000_000);
        }
    }

    @Test
    void abortEndsACloseThatIsStillSending(EventLoop loop) throws IOException {
        try (Pair<RecordingProtocol, RecordingProtocol> pair = Pair.connect(loop)) {
            pair.serverTransport().pauseReading();
            Flood.untilQueueing(pair.clientTransport());
            pair.clientTransport().write(new byte[1_000_000]);
            pair.clientTransport().close();
            Turns.many(loop, 3);
            assertThat(pair.client().isLost()).isFalse();
            pair.clientTransport().abort();
            pair.clientTransport().abort();
            Await.until(loop, () -> pair.client().isLost());
            assertThat(pair.client().events()).containsExactly("made", "pause", "lost");
        }
    }

    @Test
    @NeedsLibuv(NeedsLibuv.SYSTEM)
    void aBlockingPeerSeesOurAbortAsAReset(EventLoop loop) throws IOException {
        try (Serving<RecordingProtocol> serving = Serving.tcp(loop, RecordingProtocol::new);
                Socket socket = JdkSockets.connect(serving.port())) {
            CompletableFuture<Integer> reader =
                    Blocking.call(() -> socket.getInputStream().read());
            serving.protocol(0).transport().abort();
            assertThatThrownBy(() -> loop.runUntilComplete(reader))
                    .hasCauseInstanceOf(SocketException.class)
                    .hasMessageContaining("Connection reset");
            assertThat(serving.protocol(0).events()).containsExactly("made", "lost");
        }
    }

    @Test
    @NeedsLibuv(NeedsLibuv.SYSTEM)
    void aBlockingPeerSeesOurCloseAsAnEnd(EventLoop loop) throws IOException {
        try (Serving<RecordingProtocol> serving = Serving.tcp(loop, RecordingProtocol::new);
                Socket socket = JdkSockets.connect(serving.port())) {
            CompletableFuture<Integer> reader =
                    Blocking.call(() -> socket.getInputStream().read());
            serving.protocol(0).transport().close();
            assertThat(loop.runUntilComplete(reader)).isEqualTo(-1);
        }
    }

    @Test
    @NeedsLibuv(NeedsLibuv.SYSTEM)
    @Tag("T18")
    void aResetByTheJdkIsTheLossesCauseAndIsNotReported(EventLoop loop, Reported reported) throws IOException {
        try (Serving<RecordingProtocol> serving = Serving.tcp(loop, RecordingProtocol::new);
                Socket socket = JdkSockets.connect(serving.port())) {
            RecordingProtocol protocol = serving.protocol(0);
            JdkSockets.reset(socket);
            Await.until(loop, protocol::isLost);
            assertResetOfTheSystem(protocol);
            assertThat(reported.count()).isZero();
        }
    }

    @Test
    @NeedsLibuv(NeedsLibuv.SYSTEM)
    @Tag("T18")
    void aResetByPythonIsTheLossesCauseAndIsNotReported(EventLoop loop, Reported reported) throws IOException {
        String script = """
            s = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
            s.sendall(b"before")
            s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            input()
            s.close()
            """;
        try (Serving<RecordingProtocol> serving = Serving.tcp(loop, RecordingProtocol::new);
                Program python = Program.python(script, serving.port())) {
            RecordingProtocol protocol = serving.protocol(0);
            Await.until(loop, () -> protocol.receivedCount() == 6);
            python.feed("now\n");
            Await.until(loop, protocol::isLost);
            assertResetOfTheSystem(protocol);
            assertThat(reported.count()).isZero();
        }
    }

    /// The bytes read before a reset are not taken for the complete stream.
    @Test
    @Tag("T18")
    void aResetBehindUnreadDataIsNoEndOfTheStream(EventLoop loop) throws IOException {
        try (Pair<RecordingProtocol, RecordingProtocol> pair = Pair.connect(loop)) {
            pair.serverTransport().pauseReading();
            Flood.untilQueueing(pair.clientTransport());
            pair.clientTransport().abort();
            Await.until(loop, () -> pair.client().isLost());
            pair.serverTransport().resumeReading();
            Await.until(loop, () -> pair.server().isLost());
            assertReset(pair.server());
            assertThat(pair.server().events()).doesNotContain("eof");
        }
    }

    @Test
    @NeedsLibuv(NeedsLibuv.SYSTEM)
    @Tag("T18")
    void aResetFoundByAWriteIsTheLossesCause(EventLoop loop, Reported reported) throws IOException {
        try (Serving<RecordingProtocol> serving = Serving.tcp(loop, RecordingProtocol::new);
                Socket socket = JdkSockets.connect(serving.port())) {
            RecordingProtocol protocol = serving.protocol(0);
            protocol.transport().pauseReading();
            Flood.untilQueueing(protocol.transport());
            JdkSockets.reset(socket);
            Await.until(loop, protocol::isLost);
            assertThat(protocol.lossCause()).isInstanceOf(SocketException.class).hasCauseInstanceOf(UvException.class);
            assertThat(protocol.events().stream().filter(event -> event.startsWith("lost")))
                    .hasSize(1);
            assertThat(reported.count()).isZero();
        }
    }

    private static void assertReset(RecordingProtocol protocol) {
        assertThat(protocol.lossCause()).isInstanceOf(SocketException.class).hasMessage("Connection reset");
    }

    private static void assertResetOfTheSystem(RecordingProtocol protocol) {
        assertReset(protocol);
        assertThat(protocol.lossCause()).cause().isInstanceOfSatisfying(UvException.class, cause -> {
            assertThat(cause.errorName()).isEqualTo("ECONNRESET");
            assertThat(cause.operation()).isEqualTo("uv_read");
        });
    }
}
