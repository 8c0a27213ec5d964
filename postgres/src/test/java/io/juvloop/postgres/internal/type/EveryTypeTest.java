package io.juvloop.postgres.internal.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.fail;

import io.juvloop.postgres.codec.Format;
import io.juvloop.postgres.internal.wire.OutBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each codec against the bytes that a server sends: read, written, cut, corrupted.
class EveryTypeTest {
    private static final int CORRUPTIONS = 300;

    static List<Sample> samples() {
        return Samples.all();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void isReadFromTheServersBytes(Sample sample) {
        TypeCodec<?> codec = Codecs.named(sample.type());

        Object value = Codecs.decoded(codec, sample.bytes());

        if (sample.value() instanceof List<?> list) {
            assertThat(((List<?>) value).toArray()).isEqualTo(list.toArray()); // bytes by their contents
        } else {
            assertThat(value).isEqualTo(sample.value());
        }
        assertThat(value).isInstanceOf(codec.javaType());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void isWrittenAsTheServersBytes(Sample sample) {
        TypeCodec<?> codec = Codecs.named(sample.type());
        OutBuffer out = new OutBuffer(16);
        out.putInt(42);

        codec.write(sample.value(), out);

        byte[] written = Arrays.copyOfRange(out.toByteArray(), Integer.BYTES, out.position());
        assertThat(written).isEqualTo(sample.bytes());
        assertThat(codec.format()).isEqualTo(Format.BINARY);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void takesItsTextAsALiteral(Sample sample) {
        TypeCodec<?> codec = Codecs.named(sample.type());
        CharSequence literal = CharBuffer.wrap("any text");

        byte[] sent = Codecs.encoded(codec, literal);

        if (codec.format(literal) == Format.TEXT) {
            assertThat(sent).asString().isEqualTo("any text");
        } else {
            assertThat(codec.javaType()).isEqualTo(String.class);
            assertThat(new String(sent, StandardCharsets.UTF_8)).endsWith("any text");
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void refusesAnObjectOfNoUse(Sample sample) {
        TypeCodec<?> codec = Codecs.named(sample.type());

        assertThatCode(() -> Codecs.encoded(codec, new Object()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.lang.Object");
    }

    @ParameterizedTest
    @MethodSource("samples")
    void refusesToBeReadAsAClassOfNoUse(Sample sample) {
        TypeCodec<?> codec = Codecs.named(sample.type());

        assertThatCode(() -> codec.decoder(Thread.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.lang.Thread");
    }

    @ParameterizedTest
    @MethodSource("samples")
    void neverLooksBeyondItsBytes(Sample sample) {
        TypeCodec<?> codec = Codecs.named(sample.type());
        byte[] bytes = sample.bytes();

        for (int length = 0; length < bytes.length; length++) {
            decodeOrRefuse(codec, Arrays.copyOf(bytes, length));
        }
        decodeOrRefuse(codec, Arrays.copyOf(bytes, bytes.length + 1));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void refusesCorruptedBytesWithAnException(Sample sample) {
        TypeCodec<?> codec = Codecs.named(sample.type());
        Random random = new Random(sample.toString().hashCode());

        for (int i = 0; i < CORRUPTIONS && sample.bytes().length > 0; i++) {
            byte[] bytes = sample.bytes();
            int changes = 1 + random.nextInt(4);
            for (int change = 0; change < changes; change++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            decodeOrRefuse(codec, bytes);
        }
    }

    private static void decodeOrRefuse(TypeCodec<?> codec, byte[] bytes) {
        try {
            assertThat(Codecs.decoded(codec, bytes)).isInstanceOf(codec.javaType());
        } catch (IllegalArgumentException | IndexOutOfBoundsException | ArithmeticException refused) {
            assertThat(refused).isNotInstanceOf(ArrayIndexOutOfBoundsException.class);
        } catch (RuntimeException other) {
            fail("another exception", other);
        }
    }

    @Test
    void everySampleHasItsBytes() {
        assertThat(samples())
                .hasSizeGreaterThan(100)
                .allSatisfy(sample -> assertThat(sample.bytes()).isNotNull());
    }
}
