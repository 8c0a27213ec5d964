package io.juvloop.postgres.internal.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.juvloop.postgres.PgType;
import io.juvloop.postgres.ProtocolViolation;
import io.juvloop.postgres.Row;
import io.juvloop.postgres.server.ScriptedPeer;
import io.juvloop.postgres.types.TsQuery;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Values that no server sends: each is refused, and none is read as something else.
class HostileValuesTest {
    private static final int ANYARRAY = 2277;
    private static final TypeCodec<?> NUMERIC = Codecs.named("numeric");

    private static void assertMalformed(String type, byte... bytes) {
        assertThatIllegalArgumentException()
                .as(type)
                .isThrownBy(() -> Codecs.decoded(Codecs.named(type), bytes))
                .withMessageContaining("malformed");
    }

    private static byte[] numeric(int groups, int weight, int sign, int scale, byte... digits) {
        return ScriptedPeer.body((short) groups, (short) weight, (short) sign, (short) scale, digits);
    }

    // --- numeric

    @ParameterizedTest
    @ValueSource(ints = {0x0001, 0x3fff, 0x8000, 0x4001, 0xc001, 0xffff})
    void aNumberWithAnUnknownSignIsReadAsNothing(int sign) {
        byte[] bytes = numeric(0, 0, sign, 0);
        for (Class<?> wanted : List.of(BigDecimal.class, Double.class, Float.class, String.class, Long.class)) {
            assertThatIllegalArgumentException()
                    .as(wanted.getName())
                    .isThrownBy(() -> Codecs.decoded(NUMERIC, bytes, wanted))
                    .withMessageContaining("sign");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0x4000, 0x8000, 0xffff})
    void aScaleBeyondThatOfTheServerIsRefused(int scale) {
        assertMalformed("numeric", numeric(1, 0, 0, scale, (byte) 0, (byte) 1));
    }

    @ParameterizedTest
    @CsvSource({"32767, 0", "32767, 16383", "-32768, 0", "-32768, 16383"})
    void anExtremeWeightIsANumber(int weight, int scale) {
        BigDecimal number = (BigDecimal) Codecs.decoded(NUMERIC, numeric(1, weight, 0, scale, (byte) 0, (byte) 1));

        assertThat(number.scale()).isEqualTo(scale);
        assertThat(number.signum()).isEqualTo(weight > 0 ? 1 : 0);
    }

    @Test
    void digitsThatAreNoneAreRefused() {
        assertMalformed("numeric", numeric(1, 0, 0, 0, (byte) 0x27, (byte) 0x10)); // 10,000
        assertMalformed("numeric", numeric(1, 0, 0, 0, (byte) 0xff, (byte) 0xff));
        assertMalformed("numeric", numeric(0xffff, 0, 0, 0));
        assertMalformed("numeric", numeric(2, 0, 0, 0, (byte) 0, (byte) 1));
        assertMalformed("numeric", numeric(0, 0, 0, 0, (byte) 0, (byte) 1));
    }

    // --- Addresses

    @ParameterizedTest
    @ValueSource(bytes = {0, 1, 4, 10, -1})
    void anAddressOfAnUnknownFamilyIsRefused(byte family) {
        for (String type : List.of("inet", "cidr")) {
            assertMalformed(type, ScriptedPeer.body(family, (byte) 128, (byte) 0, (byte) 16, new byte[16]));
            assertMalformed(type, ScriptedPeer.body(family, (byte) 32, (byte) 0, (byte) 4, new byte[4]));
        }
    }

    @Test
    void anAddressOfTheWrongLengthOrPrefixIsRefused() {
        assertMalformed("inet", ScriptedPeer.body((byte) 2, (byte) 32, (byte) 0, (byte) 16, new byte[16]));
        assertMalformed("inet", ScriptedPeer.body((byte) 3, (byte) 32, (byte) 0, (byte) 4, new byte[4]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Codecs.decoded(
                        Codecs.named("inet"), ScriptedPeer.body((byte) 2, (byte) 33, (byte) 0, (byte) 4, new byte[4])));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Codecs.decoded(
                        Codecs.named("cidr"),
                        ScriptedPeer.body((byte) 2, (byte) 8, (byte) 1, (byte) 4, new byte[] {10, 1, 0, 0})));
    }

    // --- What nests

    /// Each level would be a few frames of the stack.
    @Test
    void anArrayOfAnyarrayIsNotFollowedDown() {
        int levels = 50_000;
        ByteBuffer bytes = ByteBuffer.allocate(levels * 6 * Integer.BYTES);
        while (bytes.hasRemaining()) {
            bytes.putInt(1).putInt(0).putInt(ANYARRAY).putInt(1).putInt(1).putInt(bytes.remaining() - Integer.BYTES);
        }
        assertMalformed("anyarray", bytes.array());
    }

    @Test
    void aDeepQueryForTextIsNotFollowedDown() {
        byte[] deep = new byte[Integer.BYTES + 200_000];
        ByteBuffer.wrap(deep).putInt(100_000);
        for (int i = Integer.BYTES; i < deep.length; i += 2) {
            deep[i] = 2;
            deep[i + 1] = 1;
        }
        assertMalformed("tsquery", deep);
    }

    @Test
    void aQueryForTextHasAsManyNodesAsItSays() {
        byte[] word = ScriptedPeer.body((byte) 1, (byte) 0, (byte) 0, "a");
        byte[] not = {2, 1};
        assertThat(Codecs.decoded(Codecs.named("tsquery"), ScriptedPeer.body(2, not, word)))
                .isEqualTo(new TsQuery.Not(TsQuery.word("a")));
        assertMalformed("tsquery", ScriptedPeer.body(1, not, word));
        assertMalformed("tsquery", ScriptedPeer.body(3, not, word));
        assertMalformed("tsquery", ScriptedPeer.body(0, word));
    }

    // --- Counts and lengths

    @ParameterizedTest
    @ValueSource(ints = {-1, 2, 0x7fff_ffff, 0x4000_0000, Integer.MIN_VALUE})
    void aCountThatDoesNotFitAllocatesNothing(int count) {
        for (String type : List.of("polygon", "int4multirange", "tsvector", "pg_snapshot", "hstore", "sparsevec")) {
            byte[] bytes = ScriptedPeer.body(count, new byte[9]);
            assertThatExceptionOfType(RuntimeException.class)
                    .as(type)
                    .isThrownBy(() -> Codecs.decoded(Codecs.named(type), bytes))
                    .matches(thrown -> thrown instanceof IllegalArgumentException
                            || thrown.getClass() == IndexOutOfBoundsException.class);
        }
        assertMalformed("path", ScriptedPeer.body((byte) 0, count, new byte[16]));
        assertMalformed("varbit", ScriptedPeer.body(count == 2 ? 17 : count, new byte[2]));
    }

    @Test
    void aVectorHasNoFewerDimensionsThanNone() {
        for (int dimensions : new int[] {-1, Integer.MIN_VALUE}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Codecs.decoded(Codecs.named("sparsevec"), ScriptedPeer.body(dimensions, 0, 0)))
                    .withMessageContaining("dimensions");
        }
    }

    @Test
    void aVersionThatIsNotKnownIsRefused() {
        for (String type : List.of("jsonb", "jsonpath", "ltree", "lquery")) {
            assertMalformed(type);
            assertMalformed(type, (byte) 0, (byte) '1');
            assertMalformed(type, (byte) 2, (byte) '1');
        }
    }

    @Test
    void textThatIsNoUtf8IsReadWithReplacements() {
        assertThat(Codecs.decoded(Codecs.named("text"), new byte[] {'a', (byte) 0xff, 'b'}))
                .isEqualTo("a\ufffdb");
    }

    // --- Composites

    /// @param tags a value whose bytes are cut
    private record Holder(Map<String, String> tags) {}

    @Test
    void aValueThatIsCutInsideOfARowIsAViolationAsOneOutside() {
        TypeCatalog catalog = new TypeCatalog(TypeOptions.DEFAULT);
        PgTypeInfo hstore =
                new PgTypeInfo(new PgType(20_000, "public", "hstore", PgType.Kind.SCALAR), 0, new HstoreCodec());
        CompositeFields fields = CompositeFields.of(List.of("tags"), List.of(hstore), catalog.records());
        CompositeCodec codec =
                new CompositeCodec(catalog, new PgType(20_001, "public", "holder", PgType.Kind.COMPOSITE), fields);
        byte[] cut = ScriptedPeer.body(1, 100, new byte[4]); // a key of 100 bytes in four
        byte[] holder = ScriptedPeer.body(1, 20_000, cut.length, cut);
        Row row = (Row) Codecs.decoded(codec, holder);

        assertThatExceptionOfType(ProtocolViolation.class)
                .isThrownBy(() -> row.get(0))
                .withMessageContaining("tags");
        assertThatExceptionOfType(ProtocolViolation.class).isThrownBy(() -> row.as(Holder.class));
        assertThatExceptionOfType(ProtocolViolation.class)
                .isThrownBy(() -> Codecs.decoded(codec, holder, Holder.class));
    }
}
