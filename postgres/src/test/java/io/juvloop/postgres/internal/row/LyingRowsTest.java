package io.juvloop.postgres.internal.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.postgres.ProtocolViolation;
import io.juvloop.postgres.Row;
import io.juvloop.postgres.internal.type.TypeCatalog;
import io.juvloop.postgres.internal.type.TypeOptions;
import io.juvloop.postgres.internal.wire.Frame;
import io.juvloop.postgres.internal.wire.FrameReceiver;
import io.juvloop.postgres.internal.wire.Frames;
import io.juvloop.postgres.internal.wire.RowBlock;
import io.juvloop.postgres.internal.wire.RowDescription;
import io.juvloop.postgres.server.ScriptedPeer;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// Rows whose counts and lengths do not fit, between rows that are as they must be.
class LyingRowsTest {
    private static final int INT4 = 23;
    private static final int TEXT = 25;
    private static final byte[] WORD = {'w', 'o', 'r', 'd'};
    private static final byte[] GOOD = ScriptedPeer.body((short) 2, 4, 0x01020304, 4, WORD);

    private record Line(int number, String word) {}

    private static RowList rows(byte[]... bodies) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] body : bodies) {
            bytes.writeBytes(ScriptedPeer.message('D', body));
        }
        RowBlocks blocks = new RowBlocks();
        new Frames(new Collector(blocks), 1 << 20).take(ByteBuffer.wrap(bytes.toByteArray()));
        byte[] description = ScriptedPeer.body((short) 2, column("number", INT4), column("word", TEXT));
        RowDescription columns = RowDescription.parse(Frame.of((byte) 'T', ByteBuffer.wrap(description)));
        return new RowList(Columns.of(columns, new TypeCatalog(TypeOptions.DEFAULT)), blocks);
    }

    private static byte[] column(String name, int type) {
        return ScriptedPeer.body(name, 0, (short) 0, type, (short) -1, -1, (short) 1);
    }

    private record Collector(RowBlocks blocks) implements FrameReceiver {
        @Override
        public void frameReceived(Frame frame) {
            throw new AssertionError(frame);
        }

        @Override
        public boolean wantsRows() {
            return true;
        }

        @Override
        public void rowsDropped(int rows, int bytes) {
            throw new AssertionError();
        }

        @Override
        public void rowsReceived(RowBlock rows) {
            blocks.add(rows);
        }

        @Override
        public boolean isDropping() {
            return false;
        }
    }

    private static void assertViolation(ThrowingCallable reading) {
        assertThatExceptionOfType(ProtocolViolation.class).isThrownBy(reading);
    }

    @Test
    void aRowIsReadBetweenItsNeighbours() {
        Row row = rows(GOOD, GOOD, GOOD).get(1);

        assertThat(row.getInt(0)).isEqualTo(0x01020304);
        assertThat(row.getString(1)).isEqualTo("word");
        assertThat(row.as(Line.class)).isEqualTo(new Line(0x01020304, "word"));
    }

    @Test
    void aRowWithAnotherNumberOfColumnsIsAViolation() {
        for (short count : new short[] {0, 1, 3, -1, Short.MIN_VALUE}) {
            byte[] lie = GOOD.clone();
            ByteBuffer.wrap(lie).putShort(count);
            assertViolation(() -> rows(GOOD, lie, GOOD).get(1));
        }
    }

    @Test
    void aLengthThatDoesNotFitNeverReadsTheNextRow() {
        for (int length : new int[] {-2, 3, 5, 9, 13, 100, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            byte[] first = GOOD.clone();
            ByteBuffer.wrap(first).putInt(2, length);
            Row misled = rows(GOOD, first, GOOD).get(1);
            assertViolation(() -> misled.getString(1));
            assertThatThrownBy(() -> misled.as(Line.class)) // its first column is of the wrong length already
                    .isInstanceOfAny(ProtocolViolation.class, IllegalArgumentException.class);

            byte[] last = GOOD.clone();
            ByteBuffer.wrap(last).putInt(10, length);
            for (RowList list : List.of(rows(GOOD, last, GOOD), rows(GOOD, last))) {
                Row row = list.get(1);
                assertThat(row.getInt(0)).isEqualTo(0x01020304);
                assertViolation(() -> row.getString(1));
                assertViolation(() -> row.getBytes(1));
                assertViolation(() -> row.getBuffer(1));
                assertViolation(() -> row.isNull(1));
                assertViolation(() -> row.get(1));
                assertThat(row.toString()).isNotEmpty();
            }
        }
    }

    @Test
    void bytesBehindTheLastColumnAreAViolation() {
        byte[] text = ScriptedPeer.body((short) 2, 4, 1, 4, WORD, (byte) 'x');
        byte[] absent = ScriptedPeer.body((short) 2, 4, 1, -1, WORD);
        for (byte[] lie : List.of(text, absent)) {
            Row row = rows(GOOD, lie, GOOD).get(1);
            assertThat(row.getInt(0)).isEqualTo(1);
            assertViolation(() -> row.getString(1));
        }
    }

    @Test
    void aRowThatIsCutIsAViolation() {
        for (int length = Short.BYTES; length < GOOD.length; length++) {
            byte[] cut = Arrays.copyOf(GOOD, length);
            assertViolation(() -> rows(GOOD, cut, GOOD).get(1).toMap());
        }
    }

    @Test
    void corruptedRowsAreReadOrRefusedAndNothingElse() {
        for (int seed = 0; seed < 3_000; seed++) {
            Random random = new Random(seed);
            byte[] lie = GOOD.clone();
            for (int i = 0; i < 2; i++) {
                lie[random.nextInt(lie.length)] = (byte) random.nextInt();
            }
            try {
                Row row = rows(GOOD, lie, GOOD).get(1);
                assertThat(row.toMap()).hasSize(2);
                assertThat(row.detach().toMap()).isEqualTo(row.toMap());
            } catch (ProtocolViolation | IllegalArgumentException refused) {
                assertThat(refused).hasMessageNotContaining("null");
            }
        }
    }
}
