package io.juvloop.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.EventLoop;
import io.juvloop.Transport;
import io.juvloop.net.peer.Flood;
import io.juvloop.net.peer.InCallback;
import io.juvloop.net.peer.Pair;
import io.juvloop.net.peer.Program;
import io.juvloop.net.peer.Serving;
import io.juvloop.testing.Await;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.NeedsLibuv;
import io.juvloop.testing.RecordingProtocol;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// `writeEof`: the write side is closed alone.
@LoopTest
class EndOfWritingTest {
    private static RecordingProtocol keptOpen() {
        RecordingProtocol protocol = new RecordingProtocol();
        protocol.stayOpenAfterEof();
        return protocol;
    }

    @Test
    @Tag("T10")
    void writesAfterwardsAreRefusedAndASecondEndDoesNothing(EventLoop loop) {
        try (Pair<RecordingProtocol, RecordingProtocol> pair = Pair.connect(loop)) {
            Transport transport = pair.clientTransport();
            assertThat(transport.canWriteEof()).isTrue();
            transport.writeEof();
            for (byte[] data : List.of(new byte[1], new byte[0], new byte[100_000])) {
                assertThatThrownBy(() -> transport.write(data))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("cannot write after writeEof");
            }
            transport.writeEof();
            pair.awaitLost();
            assertThat(pair.server().events()).containsExactly("made", "eof", "lost");
        }
    }

    @Test
    @Tag("T10")
    void thePeersDataStillArrives(EventLoop loop) {
        try (Pair<RecordingProtocol, RecordingProtocol> pair =
                Pair.connect(loop, EndOfWritingTest::keptOpen, RecordingProtocol::new)) {
            pair.clientTransport().writeEof();
            Await.until(loop, () -> pair.server().count("eof") == 1);
            pair.serverTransport().write("afterwards".getBytes(UTF_8));
            Await.until(loop, () -> pair.client().receivedCount() == 10);
            assertThat(pair.client().events()).containsExactly("made", "data");
            assertThat(pair.clientTransport().isReading()).isTrue();
            pair.serverTransport().close();
            pair.awaitLost();
            assertThat(pair.client().events()).containsExactly("made", "data", "eof", "lost");
            assertThat(pair.server().events()).containsExactly("made", "eof", "lost");
        }
    }

    @Test
    @Tag("T10")
    void whatWasQueuedIsSentBeforeTheEnd(EventLoop loop) throws IOException {
        try (Pair<RecordingProtocol, RecordingProtocol> pair = Pair.connect(loop)) {
            pair.serverTransport().pauseReading();
            int flooded = Flood.untilQueueing(pair.clientTransport());
            pair.clientTransport().write(new byte[2_000_000]);
            pair.clientTransport().writeEof();
            pair.serverTransport().resumeReading();
            pair.awaitLost();
            assertThat(pair.server().receivedCount()).isEqualTo(flooded + 2_000_000);
            assertThat(pair.server().events()).containsExactly("made", "data", "eof", "lost");
        }
    }

    @Test
    @Tag("T10")
    void whatTheSameCallbackWroteIsSentBeforeTheEnd(EventLoop loop) {
        try (Pair<RecordingProtocol, RecordingProtocol> pair = Pair.connect(loop)) {
            InCallback.run(loop, () -> {
                pair.clientTransport().write("last words".getBytes(UTF_8));
                pair.clientTransport().writeEof();
            });
            pair.awaitLost();
            assertThat(pair.server().receivedText()).isEqualTo("last words");
        }
    }

    @Test
    @Tag("T10")
    void endingWhileClosingDoesNothing(EventLoop loop) {
        try (Pair<RecordingProtocol, RecordingProtocol> pair = Pair.connect(loop)) {
            pair.clientTransport().close();
            pair.clientTransport().writeEof();
            pair.awaitLost();
            pair.clientTransport().writeEof();
            assertThat(pair.client().events()).containsExactly("made", "lost");
        }
    }

    @Test
    @Tag("T10")
    void closeAndAbortAfterTheEndWork(EventLoop loop) throws IOException {
        for (boolean abort : List.of(false, true)) {
            try (Pair<RecordingProtocol, RecordingProtocol> pair = Pair.connect(loop)) {
                pair.serverTransport().pauseReading();
                Flood.untilQueueing(pair.clientTransport());
                pair.clientTransport().writeEof();
                if (abort) {
                    pair.clientTransport().abort();
                } else {
                    pair.clientTransport().close();
                }
                pair.serverTransport().resumeReading();
                Await.until(loop, () -> pair.client().isLost());
                assertThat(pair.client().events()).containsExactly("made", "lost");
            }
        }
    }

    @Test
    @NeedsLibuv(NeedsLibuv.SYSTEM)
    void halfCloseBothWaysWithPython(EventLoop loop) throws IOException {
        String script = """
            s = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
            s.sendall(b"from python")
            s.shutdown(socket.SHUT_WR)
            print(s.makefile("rb").read().decode())
            """;
        try (Serving<RecordingProtocol> serving = Serving.tcp(loop, EndOfWritingTest::keptOpen);
                Program python = Program.python(script, serving.port())) {
            RecordingProtocol protocol = serving.protocol(0);
            Await.until(loop, () -> protocol.count("eof") == 1);
            protocol.transport().write("to python".getBytes(UTF_8));
            protocol.transport().writeEof();
            assertThat(loop.runUntilComplete(python.rest())).isEqualTo("to python");
            assertThat(protocol.receivedText()).isEqualTo("from python");
            assertThat(protocol.events()).containsExactly("made", "data", "eof");
        }
    }
}
