package io.juvloop.postgres.internal.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.postgres.codec.Codec;
import io.juvloop.postgres.codec.Format;
import io.juvloop.postgres.codec.WireReader;
import io.juvloop.postgres.codec.WireWriter;
import io.juvloop.postgres.types.Range;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/// A program's own codecs in place of the driver's.
class CustomCodecTest {
    record Meters(int value) {}

    private static final class MetersCodec implements Codec<Meters> {
        @Override
        public Class<Meters> javaType() {
            return Meters.class;
        }

        @Override
        public void encode(Meters value, WireWriter out) {
            assertThat(out.position()).isZero();
            out.putInt(0);
            out.setInt(0, value.value());
        }

        @Override
        public Meters decode(WireReader in) {
            return new Meters(in.getInt());
        }
    }

    private static final class ShoutingCodec implements Codec<String> {
        @Override
        public Class<String> javaType() {
            return String.class;
        }

        @Override
        public void encode(String value, WireWriter out) {
            out.putUtf8(value.toUpperCase(Locale.ROOT));
        }

        @Override
        public String decode(WireReader in) {
            return in.getUtf8() + "!";
        }

        @Override
        public Format format() {
            return Format.TEXT;
        }
    }

    private static TypeCatalog with(String name, Codec<?> codec) {
        return new TypeCatalog(new TypeOptions(Map.of(name, codec), null, null));
    }

    @Test
    void standsInForTheBuiltInOneWithAndWithoutTheSchema() {
        for (String name : List.of("int4", "pg_catalog.int4")) {
            TypeCodec<?> codec = Codecs.named("int4", with(name, new MetersCodec()));

            assertThat(Codecs.encoded(codec, new Meters(7))).isEqualTo(new byte[] {0, 0, 0, 7});
            assertThat(Codecs.decoded(codec, new byte[] {0, 0, 0, 7})).isEqualTo(new Meters(7));
        }
        assertThat(Codecs.named("int4", with("public.int4", new MetersCodec())).javaType())
                .isEqualTo(Integer.class);
    }

    @Test
    void takesTextAsALiteralUnlessItIsForText() {
        TypeCodec<?> meters = Codecs.named("int4", with("int4", new MetersCodec()));
        TypeCodec<?> shouting = Codecs.named("int4", with("int4", new ShoutingCodec()));

        assertThat(meters.format("12")).isEqualTo(Format.TEXT);
        assertThat(Codecs.encoded(meters, "12")).asString().isEqualTo("12");
        assertThat(Codecs.encoded(shouting, "abc")).asString().isEqualTo("ABC");
        assertThat(shouting.format("abc")).isEqualTo(Format.TEXT);
    }

    @Test
    void isUsedInsideOfArraysAndRanges() {
        TypeCatalog catalog = with("int4", new MetersCodec());

        assertThat(Codecs.decoded(Codecs.named("_int4", catalog), WireBytes.of("_int4", "{{1,2},{3,4}}")))
                .isEqualTo(List.of(List.of(new Meters(1), new Meters(2)), List.of(new Meters(3), new Meters(4))));
        assertThat(Codecs.encoded(Codecs.named("int4range", catalog), Range.of(new Meters(1), new Meters(11))))
                .isEqualTo(WireBytes.of("int4range", "[1,11)"));
    }

    @Test
    void inTextMakesArraysLiteralsAndRangesText() {
        TypeCatalog catalog = with("int4", new ShoutingCodec());
        TypeCodec<?> array = Codecs.named("_int4", catalog);

        assertThat(array.format()).isEqualTo(Format.TEXT);
        assertThat(Codecs.encoded(array, List.of("a", "b c"))).asString().isEqualTo("{\"A\",\"B C\"}");
        assertThat(Codecs.decoded(array, "{a,NULL}".getBytes(StandardCharsets.US_ASCII)))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .containsExactly("a!", null);
        assertThat(Codecs.named("int4range", catalog).format()).isEqualTo(Format.TEXT);
        assertThat(Codecs.named("int4multirange", catalog).format()).isEqualTo(Format.TEXT);
    }

    @Test
    void mustReadItsWholeValueAndNoMore() {
        TypeCodec<?> codec = Codecs.named("int4", with("int4", new MetersCodec()));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Codecs.decoded(codec, new byte[5]))
                .withMessageContaining("1 left over");
        assertThatThrownBy(() -> Codecs.decoded(codec, new byte[3])).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void givesItsPrimitiveToTheGetters() {
        Codec<Integer> plusOne = new Codec<>() {
            @Override
            public Class<Integer> javaType() {
                return Integer.class;
            }

            @Override
            public void encode(Integer value, WireWriter out) {
                out.putInt(value - 1);
            }

            @Override
            public Integer decode(WireReader in) {
                return in.getInt() + 1;
            }
        };
        TypeCodec<?> codec = Codecs.named("int4", with("int4", plusOne));

        assertThat(codec.shape()).isEqualTo(TypeCodec.OTHER);
        assertThat(codec.decodeInt(new byte[] {0, 0, 0, 7}, 0, 4)).isEqualTo(8);
        assertThatIllegalArgumentException().isThrownBy(() -> codec.decodeLong(new byte[4], 0, 4));
    }
}
