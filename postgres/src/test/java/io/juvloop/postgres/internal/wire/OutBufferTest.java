package io.juvloop.postgres.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class OutBufferTest {
    private static byte[] drained(OutBuffer out) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        out.drainTo(piece -> {
            byte[] bytes = new byte[piece.remaining()];
            piece.get(bytes);
            all.writeBytes(bytes);
        });
        return all.toByteArray();
    }

    @Test
    void numbersAreBigEndian() {
        OutBuffer out = new OutBuffer(0);
        out.putByte(1);
        out.putShort(0x0203);
        out.putInt(0x04050607);
        out.putLong(0x08090a0b0c0d0e0fL);
        assertThat(drained(out)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
        assertThat(out.position()).isZero();
    }

    @Test
    void largeArraysAreReferredToAndCounted() {
        byte[] large = new byte[OutBuffer.LARGE + 3];
        Arrays.fill(large, (byte) 7);
        OutBuffer out = new OutBuffer(0);
        int mark = out.position();
        out.putInt(0);
        out.putByte(1);
        int inner = out.position();
        out.putInt(0);
        out.putBytes(large);
        out.setLength(inner);
        out.putByte(2);
        int behind = out.position();
        out.putInt(0);
        out.putByte(3);
        out.setLength(behind);
        out.setLength(mark);
        assertThat(out.capacity()).isLessThan(OutBuffer.LARGE);
        ByteBuffer all = ByteBuffer.wrap(out.toByteArray());
        assertThat(all.getInt()).isEqualTo(all.capacity() - Integer.BYTES);
        assertThat(all.get()).isEqualTo((byte) 1);
        assertThat(all.getInt()).isEqualTo(large.length);
        assertThat(all.slice(all.position(), large.length)).isEqualTo(ByteBuffer.wrap(large));
        all.position(all.position() + large.length);
        assertThat(all.get()).isEqualTo((byte) 2);
        assertThat(all.getInt()).isEqualTo(1);
        assertThat(all.get()).isEqualTo((byte) 3);
        assertThat(drained(out)).isEqualTo(all.array());
    }

    @Test
    void whatWasPutCanBeTakenBackLargeArraysToo() {
        OutBuffer out = new OutBuffer(0);
        out.putUtf8("kept");
        int mark = out.position();
        out.putUtf8("taken back");
        out.putBytes(new byte[OutBuffer.LARGE]);
        out.putBuffer(ByteBuffer.allocateDirect(OutBuffer.LARGE + 1));
        out.putByte(1);
        out.truncate(mark);
        assertThat(out.position()).isEqualTo(mark);
        out.putUtf8("!");
        assertThat(new String(drained(out), StandardCharsets.UTF_8)).isEqualTo("kept!");
    }

    /// It would hang up, and every statement of the connection would fail.
    @Test
    void aMessageThatIsLongerThanAServerReadsIsRefused() {
        byte[] piece = new byte[1 << 26]; // is referred to
        OutBuffer out = new OutBuffer(0);
        out.putInt(0);
        for (int i = 0; i < 15; i++) {
            out.putBytes(piece);
        }
        out.putBytes(piece, 0, piece.length - 6);
        out.setMessageLength(0);
        out.putByte(0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> out.setMessageLength(0))
                .withMessageContaining("1073741822 bytes");
        while (out.position() < Integer.MAX_VALUE - 2 * piece.length) {
            out.putBytes(piece);
        }
        assertThatIllegalArgumentException().isThrownBy(() -> {
            out.putBytes(piece);
            out.putBytes(piece);
        });
    }

    /// A char has up to three bytes, and room is made before they are counted.
    @Test
    void textWhoseRoomIsTooLargeIsRefused() {
        OutBuffer out = new OutBuffer(0);
        CharSequence endless = new CharSequence() {
            @Override
            public int length() {
                return 1 << 30;
            }

            @Override
            public char charAt(int index) {
                return 'ä';
            }

            @Override
            public CharSequence subSequence(int start, int end) {
                return this;
            }
        };
        out.putBytes(new byte[OutBuffer.LARGE]);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Utf8.encodeRest(endless, 0, out))
                .withMessageContaining("too large");
    }

    @Test
    void textIsUtf8AsTheJdkHasItAndNothingThatCannotBe() {
        for (String text :
                new String[] {"", "ascii", "ä", "aä€😀z", "€".repeat(10_000), "\u007f\u0080\u07ff\u0800\uffff"}) {
            OutBuffer out = new OutBuffer(0);
            out.putUtf8(text);
            assertThat(drained(out)).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
        }
        for (String text : new String[] {"\0", "a\0b", "ä\0", "\ud83d", "\ude00", "a\ud83dz", "ä\ude00\ud83d"}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new OutBuffer(0).putUtf8(text));
        }
    }
}
