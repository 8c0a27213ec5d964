package io.juvloop.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.EventLoop;
import io.juvloop.ExtraInfo;
import io.juvloop.Transport;
import io.juvloop.WriteBufferLimits;
import io.juvloop.net.peer.Flood;
import io.juvloop.net.peer.InCallback;
import io.juvloop.net.peer.Pair;
import io.juvloop.net.peer.Payload;
import io.juvloop.testing.Await;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.RecordingProtocol;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Bytes are sent in the order of the writes, whichever way each write takes: gathered, tried, queued, lent.
@LoopTest
class WriteOrderTest {
    private static final int TOTAL = 1_000_000;

    /// Writes of all sizes and kinds of memory, in one callback, until long after the kernel takes no more.
    @ParameterizedTest(name = "up to {0} bytes, high mark {1}")
    @CsvSource({"7, 65536", "7, 2000000000", "1000, 65536", "1000, 2000000000", "200000, 65536", "200000, 2000000000"})
    void piecesOfAllSizesAndKindsKeepTheirOrder(int largest, long high, EventLoop loop) throws IOException {
        byte[] payload = Payload.of(TOTAL, largest);
        try (Pair<RecordingProtocol, RecordingProtocol> pair = Pair.connect(loop)) {
            Transport transport = pair.clientTransport();
            pair.serverTransport().pauseReading();
            smallSendBuffer(transport);
            transport.setWriteBufferLimits(WriteBufferLimits.ofHigh(high));
            Random random = new Random(largest);
            InCallback.run(loop, () -> {
                for (int at = 0; at < TOTAL; ) {
                    int size = Math.min(TOTAL - at, 1 + random.nextInt(1 + random.nextInt(largest)));
                    writeSomehow(transport, Arrays.copyOfRange(payload, at, at + size), random.nextInt(4));
                    at += size;
                }
            });
            assertThat(transport.writeBufferSize()).isPositive();
            pair.serverTransport().resumeReading();
            Await.until(loop, "all bytes", () -> pair.server().receivedCount() >= TOTAL);
            assertThat(Arrays.equals(pair.server().received(), payload)).isTrue();
        }
    }

    private static void smallSendBuffer(Transport transport) throws IOException {
        Objects.requireNonNull(transport.extraInfo(ExtraInfo.SOCKET)).setSendBufferSize(16 * 1024);
    }

    private static void writeSomehow(Transport transport, byte[] piece, int how) {
        switch (how) {
            case 0 -> transport.write(piece);
            case 1 ->
                transport.write(
                        ByteBuffer.allocateDirect(piece.length).put(piece).flip());
            case 2 -> transport.write(MemorySegment.ofArray(piece));
            default -> {
                try (Arena arena = Arena.ofConfined()) {
                    transport.write(arena.allocateFrom(ValueLayout.JAVA_BYTE, piece));
                }
            }
        }
    }

    private static final class Wrapper extends RecordingProtocol {
        @Override
        public void dataReceived(ByteBuffer data) {
            super.dataReceived(data);
            transport().write(new byte[] {'<'});
            transport().write(data);
            transport().write(new byte[] {'>'});
        }
    }

    /// The kernel refuses the first of the three writes, which then starts the queue.
    @DisabledOnOs(OS.WINDOWS)
    @ParameterizedTest(name = "{0} bytes")
    @ValueSource(ints = {10, 5000})
    void anAnswerAroundTheViewThatWasReceivedKeepsItsOrder(int size, EventLoop loop, @TempDir Path folder) {
        int full = writesThatFillTheKernel(loop, folder.resolve("probe"));
        byte[] dots = new byte[size];
        Arrays.fill(dots, (byte) '.');
        try (Pair<Wrapper, RecordingProtocol> pair =
                Pair.connectUnix(loop, Wrapper::new, RecordingProtocol::new, folder.resolve("socket"))) {
            pair.clientTransport().pauseReading();
            for (int i = 0; i < full; i++) {
                pair.serverTransport().write(new byte[1]);
            }
            assertThat(pair.serverTransport().writeBufferSize()).isZero();
            pair.clientTransport().write(dots);
            Await.until(loop, () -> pair.server().receivedCount() == size);
            assertThat(pair.serverTransport().writeBufferSize()).isEqualTo(size + 2);
            pair.clientTransport().resumeReading();
            Await.until(loop, () -> pair.client().receivedCount() == full + size + 2);
            assertThat(pair.client().receivedText().substring(full)).isEqualTo("<" + ".".repeat(size) + ">");
        }
    }

    private static int writesThatFillTheKernel(EventLoop loop, Path path) {
        try (Pair<RecordingProtocol, RecordingProtocol> pair =
                Pair.connectUnix(loop, RecordingProtocol::new, RecordingProtocol::new, path)) {
            pair.clientTransport().pauseReading();
            int writes = 0;
            while (pair.serverTransport().writeBufferSize() == 0) {
                pair.serverTransport().write(new byte[1]);
                writes++;
            }
            return writes - 1;
        }
    }

    /// The marker must not be sent in the middle of the large write that caused the pause.
    @ParameterizedTest(name = "high mark {0}")
    @ValueSource(longs = {0, 1000, 65_536})
    void whatIsWrittenWhenToldToPauseComesAfterThePieceThatCausedIt(long high, EventLoop loop) throws IOException {
        class Marker extends RecordingProtocol {
            @Override
            public void pauseWriting() {
                super.pauseWriting();
                transport().write(new byte[] {1});
            }
        }
        final int size = 5_000_000;
        try (Pair<RecordingProtocol, Marker> pair = Pair.connect(loop, RecordingProtocol::new, Marker::new)) {
            pair.serverTransport().pauseReading();
            pair.clientTransport().setWriteBufferLimits(WriteBufferLimits.ofHigh(high));
            InCallback.run(loop, () -> pair.clientTransport().write(new byte[size]));
            assertThat(pair.client().count("pause")).isEqualTo(1);
            pair.serverTransport().resumeReading();
            Await.until(loop, () -> pair.server().receivedCount() == size + 1);
            byte[] received = pair.server().received();
            assertThat(received[size]).isEqualTo((byte) 1);
            assertThat(Arrays.equals(received, 0, size, new byte[size], 0, size))
                    .isTrue();
        }
    }

    @Test
    void aFloodedConnectionsGatheredBytesStayItsOwn(EventLoop loop) throws IOException {
        try (Pair<RecordingProtocol, RecordingProtocol> slow = Pair.connect(loop);
                Pair<RecordingProtocol, RecordingProtocol> fast = Pair.connect(loop)) {
            slow.serverTransport().pauseReading();
            int flooded = Flood.untilQueueing(slow.clientTransport());
            InCallback.run(loop, () -> {
                for (int i = 0; i < 1000; i++) {
                    slow.clientTransport().write(new byte[] {(byte) i});
                    fast.clientTransport().write(new byte[] {(byte) i});
                }
            });
            slow.serverTransport().resumeReading();
            Await.until(
                    loop,
                    () -> slow.server().receivedCount() == flooded + 1000
                            && fast.server().receivedCount() == 1000);
            byte[] last = Arrays.copyOfRange(slow.server().received(), flooded, flooded + 1000);
            assertThat(last).isEqualTo(fast.server().received());
            assertThat(last[999]).isEqualTo((byte) 999);
        }
    }
}
