package io.juvloop.postgres.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.juvloop.postgres.ProtocolViolation;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// How bytes become messages, wherever reads cut them.
class FramesTest {
    private static final int MAX_MESSAGE = 1 << 20;

    /// Writes down what it receives: a message as its type and body, a row as `D` and its body.
    private static final class Recorder implements FrameReceiver {
        final List<String> seen = new ArrayList<>();
        int blocks;
        int droppedBytes;
        boolean isWanting = true;
        boolean isDropping;

        @Override
        public void frameReceived(Frame frame) {
            seen.add((char) frame.type() + HexFormat.of().formatHex(frame.getRest()));
            if (frame.type() == 'X') {
                isDropping = true;
            }
        }

        @Override
        public boolean wantsRows() {
            return isWanting;
        }

        @Override
        public void rowsReceived(RowBlock rows) {
            blocks++;
            for (int i = 0; i < rows.rows(); i++) {
                int from = rows.body(i);
                byte[] body = Arrays.copyOfRange(rows.bytes(), from, from + rows.length(i));
                seen.add('D' + HexFormat.of().formatHex(body));
            }
        }

        @Override
        public void rowsDropped(int rows, int bytes) {
            droppedBytes += bytes;
            for (int i = 0; i < rows; i++) {
                seen.add("-");
            }
        }

        @Override
        public boolean isDropping() {
            return isDropping;
        }
    }

    private static OutBuffer message(OutBuffer out, char type, byte... body) {
        out.putByte(type);
        out.putInt(Integer.BYTES + body.length);
        out.putBytes(body);
        return out;
    }

    private static byte[] body(Random random, int length) {
        byte[] body = new byte[length];
        random.nextBytes(body);
        return body;
    }

    private static byte[] conversation(Random random, int messages) {
        OutBuffer out = new OutBuffer(1 << 12);
        for (int i = 0; i < messages; i++) {
            char type = random.nextInt(3) > 0 ? 'D' : "ZC2TtnEA".charAt(random.nextInt(8));
            int length = random.nextInt(10) == 0 ? random.nextInt(3_000) : random.nextInt(20);
            message(out, type, body(random, type == 'D' ? length + Short.BYTES : length));
        }
        return out.toByteArray();
    }

    private static Recorder inOnePiece(byte[] bytes) {
        Recorder recorder = new Recorder();
        new Frames(recorder, MAX_MESSAGE).take(ByteBuffer.wrap(bytes));
        return recorder;
    }

    private static Recorder inPieces(byte[] bytes, Random random, int longest) {
        Recorder recorder = new Recorder();
        Frames frames = new Frames(recorder, MAX_MESSAGE);
        int at = 0;
        while (at < bytes.length) {
            int end = Math.min(bytes.length, at + 1 + random.nextInt(longest));
            frames.take(ByteBuffer.wrap(Arrays.copyOfRange(bytes, at, end)).asReadOnlyBuffer());
            at = end;
        }
        assertThat(frames.isCut()).isFalse();
        return recorder;
    }

    @Test
    void messagesAreTheSameWhereverTheyAreCut() {
        byte[] bytes = conversation(new Random(1), 40);
        List<String> whole = inOnePiece(bytes).seen;
        assertThat(whole).hasSize(40);
        for (int cut = 1; cut < bytes.length; cut++) {
            Recorder recorder = new Recorder();
            Frames frames = new Frames(recorder, MAX_MESSAGE);
            frames.take(ByteBuffer.wrap(Arrays.copyOf(bytes, cut)));
            frames.take(ByteBuffer.wrap(Arrays.copyOfRange(bytes, cut, bytes.length)));
            assertThat(recorder.seen).as("cut at %d", cut).isEqualTo(whole);
            assertThat(frames.isCut()).isFalse();
        }
    }

    @Test
    void messagesAreTheSameInAnyPieces() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            byte[] bytes = conversation(random, 1 + random.nextInt(60));
            List<String> whole = inOnePiece(bytes).seen;
            assertThat(inPieces(bytes, random, 1).seen)
                    .as("seed %d, bytes", seed)
                    .isEqualTo(whole);
            assertThat(inPieces(bytes, random, 7).seen)
                    .as("seed %d, sevens", seed)
                    .isEqualTo(whole);
            assertThat(inPieces(bytes, random, 900).seen).as("seed %d", seed).isEqualTo(whole);
        }
    }

    @Test
    void rowsThatComeTogetherAreOneBlock() {
        OutBuffer out = new OutBuffer(64);
        for (int i = 0; i < 100; i++) {
            message(out, 'D', (byte) 0, (byte) i);
        }
        message(out, 'C');
        message(out, 'D', (byte) 0, (byte) 7);
        Recorder recorder = inOnePiece(out.toByteArray());
        assertThat(recorder.seen).hasSize(102);
        assertThat(recorder.blocks).isEqualTo(2);
    }

    @Test
    void rowsThatAreNotWantedAreCounted() {
        OutBuffer out = new OutBuffer(64);
        for (int i = 0; i < 10; i++) {
            message(out, 'D', (byte) i, (byte) 2, (byte) 3);
        }
        byte[] bytes = out.toByteArray();
        Recorder recorder = new Recorder();
        recorder.isWanting = false;
        Frames frames = new Frames(recorder, MAX_MESSAGE);
        frames.take(ByteBuffer.wrap(bytes, 0, 27).slice());
        frames.take(ByteBuffer.wrap(bytes, 27, bytes.length - 27).slice());
        assertThat(recorder.seen).hasSize(10).containsOnly("-");
        assertThat(recorder.droppedBytes).isEqualTo(bytes.length);
    }

    @Test
    void aMessageLargerThanMemoryIsTrustedWithGrowsAsItComes() {
        byte[] body = body(new Random(3), 5 << 20);
        byte[] bytes = message(new OutBuffer(64), 'D', body).toByteArray();
        Recorder recorder = new Recorder();
        Frames frames = new Frames(recorder, 1 << 30);
        for (int at = 0; at < bytes.length; at += 1 << 18) {
            frames.take(ByteBuffer.wrap(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + (1 << 18)))));
        }
        assertThat(recorder.seen).containsExactly('D' + HexFormat.of().formatHex(body));
    }

    @Test
    void aLengthThatCannotBeIsRefusedBeforeItIsBelieved() {
        for (int length : new int[] {0, 3, -1, Integer.MIN_VALUE, MAX_MESSAGE + 1, Integer.MAX_VALUE}) {
            for (char type : new char[] {'D', 'Z'}) {
                OutBuffer out = message(message(new OutBuffer(64), 'D', (byte) 0, (byte) 1), '2');
                out.putByte(type);
                out.putInt(length);
                byte[] bytes = out.toByteArray();
                assertThatExceptionOfType(ProtocolViolation.class)
                        .isThrownBy(() -> new Frames(new Recorder(), MAX_MESSAGE).take(ByteBuffer.wrap(bytes)));
                assertThatExceptionOfType(ProtocolViolation.class)
                        .as("cut in the header")
                        .isThrownBy(() -> {
                            Frames frames = new Frames(new Recorder(), MAX_MESSAGE);
                            for (byte each : bytes) {
                                frames.take(ByteBuffer.wrap(new byte[] {each}));
                            }
                        });
            }
        }
    }

    @Test
    void aRowThatHasNoRoomForItsCountIsAViolation() {
        for (int size = 0; size < Short.BYTES; size++) {
            byte[] row = message(new OutBuffer(64), 'D', new byte[size]).toByteArray();
            byte[] behindOthers = message(message(new OutBuffer(64), 'D', new byte[2]), 'D', new byte[size])
                    .toByteArray();
            byte[] beforeOthers = message(message(new OutBuffer(64), 'D', new byte[size]), 'D', new byte[2])
                    .toByteArray();
            for (byte[] bytes : List.of(row, behindOthers, beforeOthers)) {
                assertThatExceptionOfType(ProtocolViolation.class).isThrownBy(() -> inOnePiece(bytes));
                assertThatExceptionOfType(ProtocolViolation.class).isThrownBy(() -> inPieces(bytes, new Random(4), 1));
            }
        }
    }

    /// With the header alone a MiB is allocated, and no more.
    @Test
    void theLargestLengthIsBelievedOrRefusedAndNeverOverflows() {
        for (int length = Integer.MAX_VALUE; length > Integer.MAX_VALUE - 40; length--) {
            byte[] bytes = ByteBuffer.allocate(10)
                    .put((byte) 'D')
                    .putInt(length)
                    .put(new byte[5])
                    .array();
            Frames frames = new Frames(new Recorder(), Integer.MAX_VALUE);
            if (length > Integer.MAX_VALUE - 16) {
                assertThatExceptionOfType(ProtocolViolation.class)
                        .isThrownBy(() -> frames.take(ByteBuffer.wrap(bytes)));
            } else {
                frames.take(ByteBuffer.wrap(bytes));
                assertThat(frames.isCut()).isTrue();
            }
        }
    }

    @Test
    void onlyMessagesWithDataTextOrColumnsMayBeLong() {
        for (char type : "DdTENA".toCharArray()) {
            Frames frames = new Frames(new Recorder(), 1 << 30);
            frames.take(ByteBuffer.wrap(header(type, 1 << 29)));
            assertThat(frames.isCut()).as("%s", type).isTrue();
        }
        for (char type : "RSK123CcGHWInstZv?\0".toCharArray()) {
            Frames frames = new Frames(new Recorder(), 1 << 30);
            assertThatExceptionOfType(ProtocolViolation.class)
                    .as("%s", type)
                    .isThrownBy(() -> frames.take(ByteBuffer.wrap(header(type, 1 << 29))));
        }
        Frames types = new Frames(new Recorder(), 1 << 30);
        types.take(ByteBuffer.wrap(header('t', Integer.BYTES + Short.BYTES + 65_535 * Integer.BYTES)));
        assertThat(types.isCut()).isTrue();
    }

    private static byte[] header(char type, int length) {
        return ByteBuffer.allocate(1 + Integer.BYTES)
                .put((byte) type)
                .putInt(length)
                .array();
    }

    @Test
    void corruptedBytesEndInMessagesOrInAViolationAndNothingElse() {
        int violations = 0;
        for (int seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            byte[] bytes = conversation(random, 10);
            for (int i = 0; i < 3; i++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            Frames frames = new Frames(new Recorder(), MAX_MESSAGE);
            try {
                int at = 0;
                while (at < bytes.length) {
                    int end = Math.min(bytes.length, at + 1 + random.nextInt(50));
                    frames.take(ByteBuffer.wrap(Arrays.copyOfRange(bytes, at, end)));
                    at = end;
                }
            } catch (ProtocolViolation expected) {
                violations++;
            }
        }
        assertThat(violations).isBetween(1, 1_999);
    }

    @Test
    void nothingIsShownBehindWhatEndsTheConnection() {
        byte[] bytes = message(message(message(new OutBuffer(64), '2'), 'X'), 'Z', (byte) 'I')
                .toByteArray();
        assertThat(inOnePiece(bytes).seen).containsExactly("2", "X");
    }
}
