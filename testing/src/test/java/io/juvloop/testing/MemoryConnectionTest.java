package io.juvloop.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.juvloop.ExtraInfo;
import io.juvloop.Transport;
import io.juvloop.WriteBufferLimits;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The contract of a transport, kept in memory.
@EventLoopTest
class MemoryConnectionTest {
    private static final int SENDS = 200;

    private final Recorded left = new Recorded();
    private final Recorded right = new Recorded();

    private static byte[] bytes(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }

    private MemoryConnection<Recorded, Recorded> connect(TestLoop loop, LinkOptions options) {
        return loop.connect(left, right, options);
    }

    @Test
    void bytesArriveAndTheEndReachesBoth(TestLoop loop) {
        connect(loop, LinkOptions.DEFAULT);
        left.transport().write(bytes("hello"));
        left.transport().close();
        loop.runReady();
        assertThat(right.text()).isEqualTo("hello");
        assertThat(right.events()).containsExactly("made", "data", "eof", "lost null");
        assertThat(left.events()).containsExactly("made", "lost null");
    }

    @Test
    void connectionMadeIsCalledBeforeConnectReturnsAndLossNeverInsideACall(TestLoop loop) {
        connect(loop, LinkOptions.DEFAULT);
        left.transport().abort();
        assertThat(left.events()).containsExactly("made");
        loop.runReady();
        assertThat(left.events()).containsExactly("made", "lost null");
        assertThat(right.events()).containsExactly("made", "lost java.net.SocketException: Connection reset");
    }

    @Test
    void delayIsVirtualTime(TestLoop loop) {
        connect(loop, LinkOptions.DEFAULT.withDelay(Duration.ofSeconds(2)));
        left.transport().write(bytes("slow"));
        loop.advance(Duration.ofMillis(1999));
        assertThat(right.text()).isEmpty();
        loop.advance(Duration.ofMillis(1));
        assertThat(right.text()).isEqualTo("slow");
        end(loop);
    }

    private void end(TestLoop loop) {
        left.transport().abort();
        right.transport().abort();
        loop.advance(Duration.ofMinutes(1));
    }

    @Test
    void chunksAreCutAndMergedBySeed(TestLoop loop) {
        LinkOptions options = LinkOptions.DEFAULT.withChunks(1, 5).withSeed(7);
        connect(loop, options);
        left.transport().write(bytes("abcdefghij"));
        left.transport().write(bytes("klmnopqrst"));
        loop.runReady();
        assertThat(right.text()).isEqualTo("abcdefghijklmnopqrst");
        assertThat(right.chunks()).hasSizeGreaterThan(3).allMatch(length -> length <= 5);

        Recorded again = new Recorded();
        var second = loop.connect(new Recorded(), again, options);
        second.first().transport().write(bytes("abcdefghijklmnopqrst"));
        loop.runReady();
        assertThat(again.chunks()).isEqualTo(right.chunks());
        second.link().reset();
        end(loop);
    }

    @Test
    void writingPausesAboveTheHighMarkAndResumesAtTheLowOne(TestLoop loop) {
        connect(loop, LinkOptions.DEFAULT.withWindow(10));
        Transport writing = left.transport();
        writing.setWriteBufferLimits(new WriteBufferLimits(5, 20));
        right.transport().pauseReading();
        writing.write(new byte[30]);
        assertThat(writing.writeBufferSize()).isEqualTo(20);
        assertThat(left.events()).containsExactly("made");
        writing.write(new byte[1]);
        assertThat(left.events()).containsExactly("made", "pause");
        loop.runReady();
        assertThat(right.text()).isEmpty();
        right.transport().resumeReading();
        loop.runReady();
        assertThat(left.events()).containsExactly("made", "pause", "resume");
        assertThat(right.text()).hasSize(31);
        end(loop);
    }

    @Test
    void closeSendsWhatWasWritten(TestLoop loop) {
        connect(loop, LinkOptions.DEFAULT.withWindow(3));
        left.transport().write(bytes("all of it"));
        left.transport().close();
        assertThat(left.transport().isClosing()).isTrue();
        loop.runReady();
        assertThat(right.text()).isEqualTo("all of it");
        assertThat(left.events()).contains("lost null");
    }

    @Test
    void oneSideMayEndAlone(TestLoop loop) {
        right.keepOpen();
        connect(loop, LinkOptions.DEFAULT);
        left.transport().write(bytes("question"));
        left.transport().writeEof();
        assertThatIllegalStateException().isThrownBy(() -> left.transport().write(bytes("late")));
        loop.runReady();
        assertThat(right.events()).containsExactly("made", "data", "eof");
        right.transport().write(bytes("answer"));
        right.transport().close();
        loop.runReady();
        assertThat(left.text()).isEqualTo("answer");
        assertThat(left.events()).endsWith("eof", "lost null");
    }

    @Test
    void aPausedEndHoldsTheEndOfStreamBack(TestLoop loop) {
        connect(loop, LinkOptions.DEFAULT);
        right.transport().pauseReading();
        assertThat(right.transport().isReading()).isFalse();
        left.transport().close();
        loop.runReady();
        assertThat(right.events()).containsExactly("made");
        right.transport().resumeReading();
        loop.runReady();
        assertThat(right.events()).containsExactly("made", "eof", "lost null");
    }

    @Test
    void aCutLinkInformsNobody(TestLoop loop) {
        var connection = connect(loop, LinkOptions.DEFAULT);
        connection.link().cut();
        left.transport().write(bytes("lost"));
        loop.advance(Duration.ofHours(1));
        assertThat(right.events()).containsExactly("made");
        end(loop);
    }

    @Test
    void aResetByChanceReachesBoth(TestLoop loop) {
        connect(loop, LinkOptions.DEFAULT.withResets(1));
        left.transport().write(bytes("never"));
        loop.runReady();
        String lost = "lost " + new SocketException("Connection reset");
        assertThat(List.of(left.events().getLast(), right.events().getLast())).containsExactly(lost, lost);
    }

    @Test
    void theSeedDecidesWhichSendBreaksTheConnection(TestLoop loop) {
        LinkOptions fragile = LinkOptions.DEFAULT.withResets(0.1);
        List<Integer> received = bytesUntilItBreaks(loop, fragile);
        assertThat(received).doesNotContain(SENDS);
        assertThat(Set.copyOf(received)).as("different seeds").hasSizeGreaterThan(1);
        assertThat(bytesUntilItBreaks(loop, fragile)).as("once more").isEqualTo(received);
    }

    @Test
    void theSeedDecidesWhichSendCutsTheLink(TestLoop loop) {
        LinkOptions fragile = LinkOptions.DEFAULT.withCuts(0.1);
        List<Integer> received = bytesUntilItBreaks(loop, fragile);
        assertThat(received).doesNotContain(SENDS);
        assertThat(Set.copyOf(received)).as("different seeds").hasSizeGreaterThan(1);
        assertThat(bytesUntilItBreaks(loop, fragile)).as("once more").isEqualTo(received);
    }

    /// For each of some seeds the number of bytes that arrive, of which each is a send of its own.
    private static List<Integer> bytesUntilItBreaks(TestLoop loop, LinkOptions options) {
        List<Integer> counts = new ArrayList<>();
        for (int seed = 0; seed < 5; seed++) {
            Recorded receiver = new Recorded();
            var pair = loop.connect(new Recorded(), receiver, options.withSeed(seed));
            for (int i = 0; i < SENDS && !receiver.isLost(); i++) {
                pair.first().transport().write(new byte[1]);
                loop.runReady();
            }
            pair.link().reset();
            loop.runReady();
            counts.add(receiver.text().length());
        }
        return counts;
    }

    @Test
    void anErrorOfAProtocolCostsItsConnectionAndIsReported(TestLoop loop, ExceptionReports reports) {
        IllegalArgumentException failure = new IllegalArgumentException("on purpose");
        right.failWith(failure);
        connect(loop, LinkOptions.DEFAULT);
        left.transport().write(bytes("bad"));
        loop.runReady();
        assertThat(right.events()).endsWith("lost " + failure);
        assertThat(left.events()).endsWith("eof", "lost null");
        assertThat(reports.look())
                .singleElement()
                .satisfies(context -> assertThat(context.exception()).isSameAs(failure));
    }

    @Test
    void aViewThatIsKeptThrows(TestLoop loop) {
        connect(loop, LinkOptions.DEFAULT);
        left.transport().write(bytes("view"));
        loop.runReady();
        assertThatIllegalStateException().isThrownBy(() -> right.lastView().get(0));
        end(loop);
    }

    @Test
    void bothEndsKnowTheirAddresses(TestLoop loop) {
        connect(loop, LinkOptions.DEFAULT);
        assertThat(left.transport().extraInfo(ExtraInfo.PEERNAME))
                .isNotNull()
                .isEqualTo(right.transport().extraInfo(ExtraInfo.SOCKNAME));
        assertThat(left.transport().extraInfo(ExtraInfo.PIPE)).isNull();
        end(loop);
    }
}
