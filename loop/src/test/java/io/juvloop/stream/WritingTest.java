package io.juvloop.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.EventLoop;
import io.juvloop.Transport;
import io.juvloop.net.peer.InCallback;
import io.juvloop.net.peer.Pair;
import io.juvloop.testing.Await;
import io.juvloop.testing.Logged;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.RecordingProtocol;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The common behaviour of the three kinds of write.
@LoopTest
class WritingTest {
    private static ByteBuffer buffer(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }

    @Test
    void writelinesSendsInOrderAndEmptyPiecesAreHarmless(EventLoop loop) {
        try (Pair<RecordingProtocol, RecordingProtocol> pair = Pair.connect(loop)) {
            Transport transport = pair.clientTransport();
            InCallback.run(loop, () -> {
                transport.writeLines(List.of(buffer("one "), buffer(""), buffer("two "), buffer("three")));
                transport.writeLines(List.of());
            });
            Await.until(loop, () -> pair.server().receivedCount() == 13);
            assertThat(pair.server().receivedText()).isEqualTo("one two three");
        }
    }

    @Test
    void emptyWritesOfEveryKindDoNothing(EventLoop loop) {
        try (Pair<RecordingProtocol, RecordingProtocol> pair = Pair.connect(loop)) {
            Transport transport = pair.clientTransport();
            transport.write(new byte[0]);
            transport.write(ByteBuffer.allocate(0));
            transport.write(ByteBuffer.allocateDirect(0));
            transport.write(MemorySegment.NULL);
            transport.write("x".getBytes(UTF_8));
            Await.until(loop, () -> pair.server().receivedCount() > 0);
            assertThat(pair.server().receivedText()).isEqualTo("x");
        }
    }

    @ParameterizedTest(name = "{0} bytes")
    @ValueSource(ints = {8, 8000, 800_000})
    void aBuffersRemainingBytesAreSentAndItsPositionMovesToItsLimit(int size, EventLoop loop) {
        try (Pair<RecordingProtocol, RecordingProtocol> pair = Pair.connect(loop)) {
            for (ByteBuffer data : List.of(ByteBuffer.allocate(size), ByteBuffer.allocateDirect(size))) {
                int before = pair.server().receivedCount();
                data.put(3, (byte) 7);
                InCallback.run(
                        loop,
                        () -> pair.clientTransport().write(data.position(3).limit(size - 2)));
                assertThat(data.position()).isEqualTo(size - 2);
                Await.until(loop, () -> pair.server().receivedCount() == before + size - 5);
                assertThat(pair.server().received()[before]).isEqualTo((byte) 7);
            }
        }
    }

    @Test
    void writesAfterCloseAreDroppedSilentlyAndFromTheFifthOnWithAWarning(EventLoop loop, Logged logged) {
        try (Pair<RecordingProtocol, RecordingProtocol> pair = Pair.connect(loop)) {
            Transport transport = pair.clientTransport();
            transport.close();
            ByteBuffer late = buffer("late");
            transport.write(late);
            assertThat(late.hasRemaining()).isFalse();
            for (int i = 2; i <= 4; i++) {
                transport.write(new byte[10]);
            }
            assertThat(logged.count()).isZero();
            transport.write(new byte[10]);
            assertThat(logged.only().message()).contains("dropped").contains("transport");
            pair.awaitLost();
            transport.write(new byte[10]);
            assertThat(logged.only().message()).contains("dropped");
            assertThat(pair.server().receivedCount()).isZero();
        }
    }

    @Test
    void nullsAreRefused(EventLoop loop) {
        try (Pair<RecordingProtocol, RecordingProtocol> pair = Pair.connect(loop)) {
            Transport transport = pair.clientTransport();
            assertThatThrownBy(() -> transport.write((byte[]) null)).isInstanceOf(NullPointerException.class);
            assertThatThrownBy(() -> transport.write((ByteBuffer) null)).isInstanceOf(NullPointerException.class);
            assertThatThrownBy(() -> transport.write((MemorySegment) null)).isInstanceOf(NullPointerException.class);
            assertThatThrownBy(() -> transport.setProtocol(null)).isInstanceOf(NullPointerException.class);
            assertThatThrownBy(() -> transport.setWriteBufferLimits(null)).isInstanceOf(NullPointerException.class);
            transport.write("still here".getBytes(UTF_8));
            Await.until(loop, () -> pair.server().receivedCount() == 10);
        }
    }
}
