package io.juvloop.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.EventLoop;
import io.juvloop.ExceptionContext;
import io.juvloop.net.peer.Flood;
import io.juvloop.net.peer.Pair;
import io.juvloop.testing.Await;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.RecordingProtocol;
import io.juvloop.testing.Reported;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The effect of the result of `eofReceived`.
@LoopTest
class EndOfStreamTest {
    @Test
    @Tag("T14")
    void falseClosesTheTransportAfterItsQueueIsSent(EventLoop loop) throws IOException {
        try (Pair<RecordingProtocol, RecordingProtocol> pair = Pair.connect(loop)) {
            pair.clientTransport().pauseReading();
            int flooded = Flood.untilQueueing(pair.serverTransport());
            pair.serverTransport().write(new byte[500_000]);
            pair.clientTransport().writeEof();
            Await.until(loop, () -> pair.server().count("eof") == 1);
            assertThat(pair.serverTransport().isClosing()).isTrue();
            assertThat(pair.server().isLost()).as("half a megabyte waits").isFalse();
            pair.clientTransport().resumeReading();
            pair.awaitLost();
            assertThat(pair.client().receivedCount()).isEqualTo(flooded + 500_000);
            assertThat(pair.server().events()).containsExactly("made", "pause", "eof", "resume", "lost");
        }
    }

    @Test
    @Tag("T14")
    void trueKeepsTheWriteSideOpenUntilClose(EventLoop loop) {
        try (Pair<RecordingProtocol, RecordingProtocol> pair = Pair.connect(loop)) {
            pair.server().stayOpenAfterEof();
            pair.clientTransport().writeEof();
            Await.until(loop, () -> pair.server().count("eof") == 1);
            assertThat(pair.serverTransport().isClosing()).isFalse();
            assertThat(pair.serverTransport().isReading()).isFalse();
            pair.serverTransport().write("one ".getBytes(UTF_8));
            pair.serverTransport().resumeReading();
            pair.serverTransport().pauseReading();
            pair.serverTransport().resumeReading();
            Await.until(loop, () -> pair.client().receivedCount() == 4);
            pair.serverTransport().write("two".getBytes(UTF_8));
            pair.serverTransport().close();
            pair.awaitLost();
            assertThat(pair.client().receivedText()).isEqualTo("one two");
            assertThat(pair.server().events()).containsExactly("made", "eof", "lost");
        }
    }

    @Test
    @Tag("T14")
    void anExceptionIsReportedOnceAndEndsTheConnectionWithIt(EventLoop loop, Reported reported) {
        IllegalStateException thrown = new IllegalStateException("eof is not welcome");
        class Surly extends RecordingProtocol {
            @Override
            public boolean eofReceived() {
                super.eofReceived();
                throw thrown;
            }
        }
        try (Pair<Surly, RecordingProtocol> pair = Pair.connect(loop, Surly::new, RecordingProtocol::new)) {
            pair.clientTransport().writeEof();
            pair.awaitLost();
            assertThat(pair.server().lossCause()).isSameAs(thrown);
            assertThat(pair.server().count("eof")).isEqualTo(1);
            ExceptionContext report = reported.only();
            assertThat(report.exception()).isSameAs(thrown);
            assertThat(report.protocol()).isSameAs(pair.server());
            assertThat(report.transport()).isSameAs(pair.serverTransport());
            assertThat(report.message()).contains("eofReceived");
        }
    }

    @Test
    void anEofWithDataBeforeItComesAfterTheData(EventLoop loop) {
        try (Pair<RecordingProtocol, RecordingProtocol> pair = Pair.connect(loop)) {
            pair.clientTransport().write(new byte[1_000_000]);
            pair.clientTransport().writeEof();
            pair.awaitLost();
            assertThat(pair.server().receivedCount()).isEqualTo(1_000_000);
            assertThat(pair.server().events()).containsExactly("made", "data", "eof", "lost");
        }
    }
}
