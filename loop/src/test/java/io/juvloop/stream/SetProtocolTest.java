package io.juvloop.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.BaseProtocol;
import io.juvloop.EventLoop;
import io.juvloop.net.peer.Pair;
import io.juvloop.testing.Await;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.Recording;
import io.juvloop.testing.RecordingBufferedProtocol;
import io.juvloop.testing.RecordingProtocol;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// `setProtocol` in mid-stream.
@LoopTest
class SetProtocolTest {
    private static void send(EventLoop loop, Pair<?, ?> pair, Recording receiver, String text) {
        pair.clientTransport().write(text.getBytes(UTF_8));
        Await.until(loop, text, () -> receiver.receivedText().equals(text));
    }

    @Test
    @Tag("T20")
    void eachPieceGoesToTheProtocolOfItsTimePlainAndBuffered(EventLoop loop) {
        try (Pair<RecordingProtocol, RecordingProtocol> pair = Pair.connect(loop)) {
            RecordingBufferedProtocol buffered = new RecordingBufferedProtocol();
            RecordingProtocol last = new RecordingProtocol();
            send(loop, pair, pair.server(), "first");
            pair.serverTransport().setProtocol(buffered);
            assertThat(pair.serverTransport().protocol()).isSameAs(buffered);
            send(loop, pair, buffered, "second");
            pair.serverTransport().setProtocol(last);
            send(loop, pair, last, "third");
            pair.clientTransport().close();
            Await.until(loop, last::isLost);
            assertThat(pair.server().events()).containsExactly("made", "data");
            assertThat(buffered.events()).containsExactly("data");
            assertThat(last.events()).containsExactly("data", "eof", "lost");
        }
    }

    @Test
    @Tag("T20")
    void aProtocolThatReplacesItselfGetsNoMore(EventLoop loop) {
        RecordingProtocol body = new RecordingProtocol();
        class Header extends RecordingProtocol {
            @Override
            public void dataReceived(ByteBuffer data) {
                super.dataReceived(data);
                transport().setProtocol(body);
            }

            @Override
            public boolean eofReceived() {
                throw new AssertionError("not mine any more");
            }
        }
        try (Pair<Header, RecordingProtocol> pair = Pair.connect(loop, Header::new, RecordingProtocol::new)) {
            send(loop, pair, pair.server(), "header");
            send(loop, pair, body, "body");
            pair.clientTransport().close();
            Await.until(loop, body::isLost);
            assertThat(pair.server().events()).containsExactly("made", "data");
        }
    }

    /// The plain protocol must receive the bytes of the peer, not the earlier content of the loop's own buffer.
    @Test
    @Tag("T20")
    void aProtocolThatIsReplacedWhileAskedForABufferTouchesNoBytes(EventLoop loop) {
        RecordingProtocol heir = new RecordingProtocol();
        class Quitter extends RecordingBufferedProtocol {
            @Override
            public MemorySegment getBuffer(long sizeHint) {
                transport().setProtocol(heir);
                return super.getBuffer(sizeHint);
            }
        }
        try (Pair<Quitter, RecordingProtocol> pair = Pair.connect(loop, Quitter::new, RecordingProtocol::new);
                Pair<RecordingProtocol, RecordingProtocol> other = Pair.connect(loop)) {
            send(loop, other, other.server(), "secret");
            send(loop, pair, heir, "public");
            assertThat(pair.server().receivedCount()).isZero();
        }
    }

    @Test
    void aProtocolThatIsNeitherPlainNorBufferedIsRefused(EventLoop loop) {
        try (Pair<RecordingProtocol, RecordingProtocol> pair = Pair.connect(loop)) {
            assertThatThrownBy(() -> pair.serverTransport().setProtocol(new BaseProtocol() {}))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("neither a Protocol nor a BufferedProtocol");
            assertThat(pair.serverTransport().protocol()).isSameAs(pair.server());
        }
    }

    @Test
    void afterTheLossANewProtocolIsTakenAndToldNothing(EventLoop loop) {
        RecordingProtocol late = new RecordingProtocol();
        try (Pair<RecordingProtocol, RecordingProtocol> pair = Pair.connect(loop)) {
            pair.serverTransport().close();
            pair.awaitLost();
            pair.serverTransport().setProtocol(late);
            assertThat(pair.serverTransport().protocol()).isSameAs(late);
        }
        assertThat(late.events()).isEmpty();
    }
}
