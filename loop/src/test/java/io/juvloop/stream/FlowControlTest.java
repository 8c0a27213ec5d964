package io.juvloop.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.EventLoop;
import io.juvloop.Transport;
import io.juvloop.WriteBufferLimits;
import io.juvloop.net.peer.Flood;
import io.juvloop.net.peer.Pair;
import io.juvloop.testing.Await;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.RecordingProtocol;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The calls of `pauseWriting` and `resumeWriting`.
@LoopTest
class FlowControlTest {
    private static final int LOW = 16 * 1024;
    private static final int HIGH = 64 * 1024;

    /// Records the size of the buffer at each call.
    private static class Sender extends RecordingProtocol {
        final List<Long> sizesAtPause = new ArrayList<>();
        final List<Long> sizesAtResume = new ArrayList<>();

        @Override
        public void pauseWriting() {
            super.pauseWriting();
            sizesAtPause.add(transport().writeBufferSize());
        }

        @Override
        public void resumeWriting() {
            super.resumeWriting();
            sizesAtResume.add(transport().writeBufferSize());
        }
    }

    private static Pair<RecordingProtocol, Sender> unread(EventLoop loop) {
        Pair<RecordingProtocol, Sender> pair = Pair.connect(loop, RecordingProtocol::new, Sender::new);
        pair.serverTransport().pauseReading();
        return pair;
    }

    @Test
    @Tag("T6")
    void theMarksAre16And64KibUnlessSet(EventLoop loop) {
        try (Pair<RecordingProtocol, Sender> pair = unread(loop)) {
            assertThat(pair.clientTransport().writeBufferLimits()).isEqualTo(new WriteBufferLimits(LOW, HIGH));
        }
        assertThat(WriteBufferLimits.ofHigh(100)).isEqualTo(new WriteBufferLimits(25, 100));
        assertThat(WriteBufferLimits.ofLow(100)).isEqualTo(new WriteBufferLimits(100, 400));
    }

    @Test
    @Tag("T6")
    void marksThatContradictThemselvesAreRefused() {
        assertThatThrownBy(() -> new WriteBufferLimits(2, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new WriteBufferLimits(-1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> WriteBufferLimits.ofHigh(-4)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void pausesAboveTheHighMarkAndResumesAtTheLowOne(EventLoop loop) throws IOException {
        try (Pair<RecordingProtocol, Sender> pair = unread(loop)) {
            Transport transport = pair.clientTransport();
            Flood.untilQueueing(transport);
            transport.write(new byte[HIGH - (int) transport.writeBufferSize()]);
            assertThat(transport.writeBufferSize()).isEqualTo(HIGH);
            assertThat(pair.client().events()).as("at the mark, not above it").doesNotContain("pause");
            transport.write(new byte[1]);
            assertThat(pair.client().sizesAtPause).containsExactly(HIGH + 1L);
            transport.write(new byte[HIGH]);
            assertThat(pair.client().count("pause")).as("told once").isEqualTo(1);

            pair.serverTransport().resumeReading();
            Await.until(loop, "resumeWriting", () -> pair.client().count("resume") > 0);
            assertThat(pair.client().sizesAtResume)
                    .hasSize(1)
                    .allSatisfy(size -> assertThat(size).isLessThanOrEqualTo(LOW));
        }
    }

    @Test
    void pauseAndResumeAlternateStrictly(EventLoop loop) {
        final int rounds = 20;
        class Insatiable extends Sender {
            @Override
            public void resumeWriting() {
                super.resumeWriting();
                if (count("resume") < rounds) {
                    transport().write(new byte[8 * HIGH]);
                }
            }
        }
        try (Pair<RecordingProtocol, Insatiable> pair = Pair.connect(loop, RecordingProtocol::new, Insatiable::new)) {
            pair.serverTransport().pauseReading();
            while (pair.client().count("pause") == 0) {
                pair.clientTransport().write(new byte[8 * HIGH]);
            }
            pair.serverTransport().resumeReading();
            Await.until(
                    loop, "everything to go out", () -> pair.clientTransport().writeBufferSize() == 0);
            List<String> told = pair.client().events().stream()
                    .filter(event -> event.equals("pause") || event.equals("resume"))
                    .toList();
            for (int i = 0; i < told.size(); i++) {
                assertThat(told.get(i)).as("call %d of %s", i, told).isEqualTo(i % 2 == 0 ? "pause" : "resume");
            }
            assertThat(told).hasSizeGreaterThan(1).last().isEqualTo("resume");
        }
    }

    @Test
    @Tag("T6")
    void aHighMarkOfZeroPausesOnlyWhenSomethingWaitsAndResumesAtZero(EventLoop loop) throws IOException {
        try (Pair<RecordingProtocol, Sender> pair = unread(loop)) {
            Transport transport = pair.clientTransport();
            transport.setWriteBufferLimits(WriteBufferLimits.ofHigh(0));
            transport.write(new byte[1]);
            assertThat(pair.client().events()).as("the kernel took it").doesNotContain("pause");
            Flood.untilQueueing(transport);
            assertThat(pair.client().count("pause")).isEqualTo(1);
            pair.serverTransport().resumeReading();
            Await.until(loop, "resumeWriting", () -> pair.client().count("resume") > 0);
            assertThat(pair.client().sizesAtResume).containsExactly(0L);
        }
    }

    @Test
    void newMarksTakeEffectAtOnce(EventLoop loop) throws IOException {
        try (Pair<RecordingProtocol, Sender> pair = unread(loop)) {
            Transport transport = pair.clientTransport();
            Flood.untilQueueing(transport);
            transport.setWriteBufferLimits(new WriteBufferLimits(0, 0));
            assertThat(pair.client().count("pause")).isEqualTo(1);
            transport.setWriteBufferLimits(WriteBufferLimits.DEFAULT);
            assertThat(pair.client().count("resume")).isEqualTo(1);
        }
    }

    @Test
    void aProtocolMayWriteWhenToldToPause(EventLoop loop) throws IOException {
        class Stubborn extends RecordingProtocol {
            @Override
            public void pauseWriting() {
                super.pauseWriting();
                transport().write("!".repeat(HIGH).getBytes(StandardCharsets.US_ASCII));
            }
        }
        try (Pair<RecordingProtocol, Stubborn> pair = Pair.connect(loop, RecordingProtocol::new, Stubborn::new)) {
            pair.serverTransport().pauseReading();
            int flooded = Flood.untilQueueing(pair.clientTransport());
            pair.clientTransport().write(new byte[HIGH]);
            assertThat(pair.client().count("pause")).isEqualTo(1);
            pair.serverTransport().resumeReading();
            int expected = flooded + 2 * HIGH;
            Await.until(loop, "all bytes", () -> pair.server().receivedCount() == expected);
            byte[] received = pair.server().received();
            assertThat(received[expected - HIGH - 1]).isZero();
            assertThat(received[expected - HIGH]).isEqualTo((byte) '!');
            assertThat(received[expected - 1]).isEqualTo((byte) '!');
        }
    }
}
