package io.juvloop.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.EventLoop;
import io.juvloop.Transport;
import io.juvloop.net.peer.Pair;
import io.juvloop.testing.Await;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.RecordingProtocol;
import io.juvloop.testing.Turns;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/// `pauseReading` and `resumeReading`.
@LoopTest
class PausedReadingTest {
    @Test
    void dataAndTheEndOfTheStreamAreHeldBackUntilResumed(EventLoop loop) {
        try (Pair<RecordingProtocol, RecordingProtocol> pair = Pair.connect(loop)) {
            pair.serverTransport().pauseReading();
            pair.serverTransport().pauseReading();
            assertThat(pair.serverTransport().isReading()).isFalse();
            pair.clientTransport().write("held".getBytes(UTF_8));
            pair.clientTransport().close();
            Await.until(loop, () -> pair.client().isLost());
            Turns.many(loop, 10);
            assertThat(pair.server().events()).containsExactly("made");
            pair.serverTransport().resumeReading();
            pair.serverTransport().resumeReading();
            assertThat(pair.serverTransport().isReading()).isTrue();
            pair.awaitLost();
            assertThat(pair.server().receivedText()).isEqualTo("held");
            assertThat(pair.server().events()).containsExactly("made", "data", "eof", "lost");
        }
    }

    @Test
    void pausedInsideDataReceivedTheNextPieceWaits(EventLoop loop) {
        class OneAtATime extends RecordingProtocol {
            int reads;

            @Override
            public void dataReceived(ByteBuffer data) {
                super.dataReceived(data);
                reads++;
                transport().pauseReading();
            }
        }
        try (Pair<OneAtATime, RecordingProtocol> pair = Pair.connect(loop, OneAtATime::new, RecordingProtocol::new)) {
            pair.clientTransport().write(new byte[1_000_000]);
            for (int expected = 1; expected <= 3; expected++) {
                int reads = expected;
                Await.until(loop, () -> pair.server().reads >= reads);
                Turns.many(loop, 3);
                assertThat(pair.server().reads).isEqualTo(reads);
                pair.serverTransport().resumeReading();
            }
        }
    }

    private static final class PausedFromTheStart extends RecordingProtocol {
        private final boolean resumesAtOnce;

        PausedFromTheStart(boolean resumesAtOnce) {
            this.resumesAtOnce = resumesAtOnce;
        }

        @Override
        public void connectionMade(Transport connection) {
            super.connectionMade(connection);
            connection.pauseReading();
            if (resumesAtOnce) {
                connection.resumeReading();
            }
        }
    }

    @Test
    void pausedInConnectionMadeNothingComes(EventLoop loop) {
        try (Pair<PausedFromTheStart, PausedFromTheStart> pair =
                Pair.connect(loop, () -> new PausedFromTheStart(false), () -> new PausedFromTheStart(false))) {
            pair.clientTransport().write("to server".getBytes(UTF_8));
            pair.serverTransport().write("to client".getBytes(UTF_8));
            Turns.many(loop, 10);
            assertThat(pair.server().events()).containsExactly("made");
            assertThat(pair.client().events()).containsExactly("made");
            pair.serverTransport().resumeReading();
            pair.clientTransport().resumeReading();
            Await.until(
                    loop, () -> pair.server().receivedCount() + pair.client().receivedCount() == 18);
        }
    }

    @Test
    void pausedAndResumedInConnectionMadeDataComes(EventLoop loop) {
        try (Pair<PausedFromTheStart, PausedFromTheStart> pair =
                Pair.connect(loop, () -> new PausedFromTheStart(true), () -> new PausedFromTheStart(true))) {
            pair.clientTransport().write("to server".getBytes(UTF_8));
            pair.serverTransport().write("to client".getBytes(UTF_8));
            Await.until(
                    loop, () -> pair.server().receivedCount() + pair.client().receivedCount() == 18);
            assertThat(pair.server().events()).containsExactly("made", "data");
            assertThat(pair.client().events()).containsExactly("made", "data");
        }
    }
}
