package io.juvloop.postgres.internal.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.juvloop.postgres.internal.wire.OutBuffer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FieldWriterTest {
    private static final Map<String, Object> COMMON = Map.ofEntries(
            Map.entry("bool", true),
            Map.entry("int2", Short.MIN_VALUE),
            Map.entry("int4", Integer.MIN_VALUE),
            Map.entry("int8", Long.MIN_VALUE),
            Map.entry("float4", -0.5f),
            Map.entry("float8", -0.25),
            Map.entry("text", "text"),
            Map.entry("varchar", ""),
            Map.entry("json", "{}"));

    static List<Sample> samples() {
        return Samples.all();
    }

    private static byte[] withLength(byte[] value) {
        return ByteBuffer.allocate(Integer.BYTES + value.length)
                .putInt(value.length)
                .put(value)
                .array();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aValueIsWrittenAsByItsCodecBehindItsLength(Sample sample) {
        OutBuffer out = new OutBuffer(0);
        out.putByte(42);
        FieldWriter.write(Codecs.named(sample.type()), sample.value(), out);
        assertThat(Arrays.copyOfRange(out.toByteArray(), 1, out.position())).isEqualTo(withLength(sample.bytes()));
    }

    @Test
    void theCommonestValuesAreTheSameWithoutTheirCodec() {
        COMMON.forEach((type, value) -> {
            TypeCodec<?> codec = Codecs.named(type);
            OutBuffer out = new OutBuffer(0);
            assertThat(FieldWriter.isCommon(codec.shape(), value)).as(type).isTrue();
            assertThat(FieldWriter.writeCommon(codec.shape(), value, out))
                    .as(type)
                    .isTrue();
            assertThat(out.toByteArray()).as(type).isEqualTo(withLength(Codecs.encoded(codec, value)));
        });
    }

    @Test
    void valuesOfOtherClassesAreLeftToTheCodec() {
        OutBuffer out = new OutBuffer(0);
        COMMON.forEach((type, common) -> {
            int shape = Codecs.named(type).shape();
            for (Object value : COMMON.values()) {
                if (value.getClass() != common.getClass()) {
                    assertThat(FieldWriter.isCommon(shape, value)).isFalse();
                    assertThat(FieldWriter.writeCommon(shape, value, out)).isFalse();
                }
            }
        });
        assertThat(out.position()).isZero();
    }

    @Test
    void textHasItsLengthInBytesAlsoBehindALargeArray() {
        String text = "Grüße, 世界 🌍";
        OutBuffer out = new OutBuffer(0);
        out.putBytes(new byte[OutBuffer.LARGE]);
        int from = out.position();
        FieldWriter.write(Codecs.named("text"), text, out);
        assertThat(Arrays.copyOfRange(out.toByteArray(), from, out.position()))
                .isEqualTo(withLength(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void textThatCannotBeSentIsRefused() {
        OutBuffer out = new OutBuffer(0);
        for (String text : List.of("a\0b", "\ud800", "ä\0")) {
            assertThatIllegalArgumentException().isThrownBy(() -> FieldWriter.write(Codecs.named("text"), text, out));
            out.clear();
        }
    }
}
