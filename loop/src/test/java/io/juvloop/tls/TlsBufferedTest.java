package io.juvloop.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.EventLoop;
import io.juvloop.net.peer.Payload;
import io.juvloop.testing.Await;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.RecordingBufferedProtocol;
import io.juvloop.testing.RecordingProtocol;
import io.juvloop.testing.Reported;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Buffered protocols, into whose memory records are decrypted where they fit.
@LoopTest
class TlsBufferedTest {
    private static final int LARGE = 256 * 1024;

    /// Counts its calls, and checks their order: each `bufferUpdated` belongs to the `getBuffer` before it.
    private static class Counting extends RecordingBufferedProtocol {
        private int asked;
        private int updated;
        private boolean given;

        Counting(long size) {
            super(size);
        }

        @Override
        public MemorySegment getBuffer(long sizeHint) {
            asked++;
            given = true;
            return super.getBuffer(sizeHint);
        }

        final int calls() {
            return updated;
        }

        @Override
        public void bufferUpdated(long count) {
            assertThat(given).as("memory for " + count + " bytes").isTrue();
            assertThat(count).isPositive();
            given = false;
            updated++;
            super.bufferUpdated(count);
        }
    }

    private static <S extends RecordingBufferedProtocol> TlsPair<S, RecordingProtocol> pair(
            EventLoop loop, Supplier<S> server, String version) {
        return new TlsPair<>(
                loop, server, RecordingProtocol::new, Contexts.serving(version), Contexts.connecting(version));
    }

    /// Case 9.
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void manyRecordsOfOneReadGoIntoOneBuffer(String version, EventLoop loop) {
        try (var pair = pair(loop, () -> new Counting(LARGE), version)) {
            byte[] sent = Payload.of(20_000, 9);
            pair.server().transport().pauseReading();
            for (int i = 0; i < 200; i++) {
                pair.client().transport().write(ByteBuffer.wrap(sent, i * 100, 100));
            }
            int asked = pair.server().asked;
            pair.server().transport().resumeReading();
            Await.until(loop, () -> pair.server().receivedCount() == sent.length);

            assertThat(pair.server().received()).isEqualTo(sent);
            assertThat(pair.server().updated).isLessThan(5);
            assertThat(pair.server().asked - asked).isLessThan(5);
        }
    }

    /// Less than a record, a record with its data alone, with its header, a few records, and a whole read.
    @ParameterizedTest
    @CsvSource({
        "TLSv1.3, 100",
        "TLSv1.3, 16384",
        "TLSv1.3, 16406",
        "TLSv1.3, 40000",
        "TLSv1.3, 262144",
        "TLSv1.2, 1000",
        "TLSv1.2, 16384",
        "TLSv1.2, 40000"
    })
    void everyByteArrivesWhateverTheSize(String version, int size, EventLoop loop) {
        byte[] sent = Payload.of(size < 1000 ? 100_000 : 2_000_000, size);
        try (var pair = pair(loop, () -> new Counting(size), version)) {
            pair.client().transport().write(ByteBuffer.wrap(sent, 0, 17));
            pair.client().transport().write(ByteBuffer.wrap(sent, 17, sent.length - 17));
            pair.client().transport().close();
            pair.awaitLost();

            assertThat(pair.server().received()).isEqualTo(sent);
            assertThat(pair.server().events()).containsExactly("made", "data", "eof", "lost");
        }
    }

    /// Gives other memory each time, and ends the life of the one before.
    @SuppressWarnings("MustBeClosedChecker") // the next buffer closes it
    private static final class Fleeting extends RecordingBufferedProtocol {
        private Arena arena = Arena.ofConfined();
        private MemorySegment last = arena.allocate(1);

        @Override
        public MemorySegment getBuffer(long sizeHint) {
            arena.close();
            arena = Arena.ofConfined();
            last = arena.allocate(30_000);
            return last;
        }

        @Override
        public void bufferUpdated(long count) {
            MemorySegment.copy(last, 0, super.getBuffer(0), 0, count);
            super.bufferUpdated(count);
        }

        void end() {
            arena.close();
        }
    }

    @Test
    void memoryMayBeAnotherEachTime(EventLoop loop) {
        byte[] sent = Payload.of(1_000_000, 11);
        try (var pair = pair(loop, Fleeting::new, "TLSv1.3")) {
            pair.client().transport().write(sent);
            Await.until(loop, () -> pair.server().receivedCount() == sent.length);
            assertThat(pair.server().received()).isEqualTo(sent);
            pair.server().end();
        }
    }

    /// What it does at each piece.
    private static final class Acting extends Counting {
        private Runnable action = () -> {};

        Acting(long size) {
            super(size);
        }

        @Override
        public void bufferUpdated(long count) {
            super.bufferUpdated(count);
            action.run();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 20_000})
    void aProtocolMayBeReplacedAtEachPiece(int size, EventLoop loop) {
        byte[] sent = Payload.of(200_000, 12);
        try (var pair = pair(loop, () -> new Acting(size), "TLSv1.3")) {
            Acting first = pair.server();
            RecordingProtocol second = new RecordingProtocol();
            first.action = () -> first.transport().setProtocol(second);
            pair.client().transport().write(sent);
            Await.until(loop, () -> first.receivedCount() + second.receivedCount() == sent.length);

            byte[] all = ByteBuffer.allocate(sent.length)
                    .put(first.received())
                    .put(second.received())
                    .array();
            assertThat(all).isEqualTo(sent);
            assertThat(first.receivedCount()).isPositive();
            first.transport().setProtocol(first);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 20_000})
    void aProtocolThatClosesAtAPieceGetsNoMore(int size, EventLoop loop) {
        try (var pair = pair(loop, () -> new Acting(size), "TLSv1.3")) {
            Acting server = pair.server();
            server.action = () -> server.transport().close();
            pair.client().transport().write(new byte[200_000]);
            pair.awaitLost();
            assertThat(server.calls()).isOne();
            assertThat(server.lossCause()).isNull();
        }
    }

    /// Memory that cannot be written costs the connection, and not the process.
    @ParameterizedTest
    @ValueSource(strings = {"empty", "heap", "read-only", "closed", "throws"})
    void unusableMemoryCostsTheConnection(String kind, EventLoop loop, Reported reported) {
        Supplier<RecordingBufferedProtocol> end = () -> new RecordingBufferedProtocol() {
            @Override
            public MemorySegment getBuffer(long sizeHint) {
                return unusable(kind);
            }
        };
        try (var pair = pair(loop, end, "TLSv1.3")) {
            pair.client().transport().write(new byte[1000]);
            pair.awaitLost();
            assertThat(reported.only().message()).contains("getBuffer");
            assertThat(pair.server().lossCause()).isInstanceOf(IllegalArgumentException.class);
            assertThat(pair.server().receivedCount()).isZero();
        }
    }

    private static MemorySegment unusable(String kind) {
        return switch (kind) {
            case "empty" -> MemorySegment.NULL;
            case "heap" -> MemorySegment.ofArray(new byte[100_000]);
            case "read-only" -> Arena.ofAuto().allocate(100_000).asReadOnly();
            case "closed" -> {
                try (Arena arena = Arena.ofConfined()) {
                    yield arena.allocate(100_000);
                }
            }
            default -> throw new IllegalArgumentException("on purpose");
        };
    }
}
