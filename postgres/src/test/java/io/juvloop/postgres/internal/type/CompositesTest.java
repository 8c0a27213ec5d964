package io.juvloop.postgres.internal.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.postgres.OutdatedSchemaCache;
import io.juvloop.postgres.PgType;
import io.juvloop.postgres.Row;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Composite values as rows and as Java records.
class CompositesTest {
    private static final int PAIR = 20_000;
    private static final int NEST = 20_001;
    private static final int PAIRS = 20_002;

    // row(1, 'a')::pair, as a server sends it
    private static final byte[] ONE_A =
            HexFormat.of().parseHex("00000002" + "000000170000000400000001" + "000000190000000161");

    record Pair(int someNumber, String text) {}

    record Swapped(String text, long someNumber) {}

    record Ordered(Integer first, String second) {}

    record Single(int someNumber) {}

    record Nest(Pair one, List<Pair> more, List<Long> numbers) {}

    private TypeCatalog catalog = Codecs.CATALOG;
    private TypeCodec<?> pair = Codecs.named("text");
    private TypeCodec<?> nest = pair;

    @BeforeEach
    void defineTypes() {
        catalog = new TypeCatalog(TypeOptions.DEFAULT);
        composite(PAIR, "pair", PAIRS, List.of("some_number", "text"), List.of(23, 25));
        PgType pairs = new PgType(PAIRS, "public", "_pair", PgType.Kind.ARRAY);
        catalog.addFound(new TypeBuilder(catalog).build(TypeDescription.of(pairs, 0, PAIR), null));
        composite(NEST, "nest", 0, List.of("one", "more", "numbers"), List.of(PAIR, PAIRS, 1007));
        pair = codec(PAIR);
        nest = codec(NEST);
    }

    private void composite(int oid, String name, int arrayOid, List<String> names, List<Integer> oids) {
        PgType type = new PgType(oid, "public", name, PgType.Kind.COMPOSITE);
        TypeDescription description = new TypeDescription(type, arrayOid, 0, true, ',', List.of(), names, oids);
        catalog.addFound(new TypeBuilder(catalog).build(description, null));
    }

    private TypeCodec<?> codec(int oid) {
        PgTypeInfo info = catalog.byOid(oid);
        assertThat(info).isNotNull();
        return info.codec();
    }

    @Test
    void isReadAsARow() {
        Row row = (Row) Codecs.decoded(pair, ONE_A);

        assertThat(row.size()).isEqualTo(2);
        assertThat(row.getInt("some_number")).isEqualTo(1);
        assertThat(row.getLong(0)).isEqualTo(1);
        assertThat(row.getString("text")).isEqualTo("a");
        assertThat(row.get(0)).isEqualTo(1);
        assertThat(row.get(0, Long.class)).isEqualTo(1L);
        assertThat(row.getBytes(1)).isEqualTo(new byte[] {'a'});
        assertThat(row.columns())
                .extracting(column -> column.name() + " " + column.type())
                .containsExactly("some_number int4", "text text");
        assertThat(row.toMap()).containsEntry("some_number", 1).containsEntry("text", "a");
        assertThat(row.detach()).isEqualTo(row);
        assertThat(row.as(Pair.class)).isEqualTo(new Pair(1, "a"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> row.getInt("none"))
                .withMessageContaining("some_number");
        assertThatIllegalArgumentException().isThrownBy(() -> row.getInt(1)).withMessageContaining("\"text\"");
        assertThatThrownBy(() -> row.get(2)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void isReadAsARecordByNamesOrElseByOrder() {
        assertThat(Codecs.decoded(pair, ONE_A, Pair.class)).isEqualTo(new Pair(1, "a"));
        assertThat(Codecs.decoded(pair, ONE_A, Swapped.class)).isEqualTo(new Swapped("a", 1));
        assertThat(Codecs.decoded(pair, ONE_A, Ordered.class)).isEqualTo(new Ordered(1, "a"));
        assertThat(Codecs.decoded(pair, ONE_A, Single.class)).isEqualTo(new Single(1));
    }

    @Test
    void isWrittenFromRecordsByNamesOrElseByOrderAndFromRows() {
        assertThat(Codecs.encoded(pair, new Pair(1, "a"))).isEqualTo(ONE_A);
        assertThat(Codecs.encoded(pair, new Swapped("a", 1))).isEqualTo(ONE_A);
        assertThat(Codecs.encoded(pair, new Ordered(1, "a"))).isEqualTo(ONE_A);
        assertThat(Codecs.encoded(pair, Codecs.decoded(pair, ONE_A))).isEqualTo(ONE_A);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Codecs.encoded(pair, new Single(1)))
                .withMessageContaining("Single");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Codecs.encoded(pair, new Swapped("a", 1L << 31)))
                .withMessage("field some_number: it is out of range");
    }

    @Test
    void nestedRecordsAndListsOfThemRoundTrip() {
        Nest value = new Nest(new Pair(1, "a"), List.of(new Pair(2, "b"), new Pair(3, "c")), List.of(4L, 5L));

        assertThat(Codecs.decoded(nest, Codecs.encoded(nest, value), Nest.class))
                .isEqualTo(value);
    }

    @Test
    void nullIsKeptAndHasNoPlaceInAPrimitive() {
        byte[] nulls = HexFormat.of().parseHex("00000002" + "00000017ffffffff" + "00000019ffffffff");
        Row row = (Row) Codecs.decoded(pair, nulls);

        assertThat(Codecs.encoded(pair, new Ordered(null, null))).isEqualTo(nulls);
        assertThat(Codecs.decoded(pair, nulls, Ordered.class)).isEqualTo(new Ordered(null, null));
        assertThat(row.isNull(0)).isTrue();
        assertThat(row.get("text")).isNull();
        assertThatThrownBy(() -> row.getInt(0))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("some_number");
        assertThatThrownBy(() -> Codecs.decoded(pair, nulls, Pair.class))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("someNumber");
    }

    @Test
    void anAlteredTypeIsForgottenWithAnException() {
        int version = catalog.version();
        byte[] third = HexFormat.of()
                .parseHex("00000003" + "000000170000000400000001" + "000000190000000161" + "00000017ffffffff");
        byte[] other = HexFormat.of().parseHex("00000002" + "00000014000000080000000000000001" + "00000019ffffffff");

        assertThatThrownBy(() -> Codecs.decoded(pair, third))
                .isInstanceOf(OutdatedSchemaCache.class)
                .hasMessageContaining("public.pair");
        assertThat(catalog.byOid(PAIR)).isNull();
        assertThat(catalog.byOid(23)).isNotNull();
        assertThat(catalog.version()).isGreaterThan(version);
        assertThatThrownBy(() -> Codecs.decoded(pair, other)).isInstanceOf(OutdatedSchemaCache.class);
    }

    @Test
    void aRecordBringsTheTypesOfItsFields() {
        TypeCodec<?> record = codec(2249);
        // row(1, 'a', null::int4), as a server sends it
        byte[] bytes = HexFormat.of()
                .parseHex("00000003" + "000000170000000400000001" + "000002c10000000161" + "00000017ffffffff");

        Row row = (Row) Codecs.decoded(record, bytes);

        assertThat(row.toMap().values()).containsExactly(1, "a", null);
        assertThat(row.getString("f2")).isEqualTo("a");
        assertThat(Codecs.decoded(record, ONE_A, Ordered.class)).isEqualTo(new Ordered(1, "a"));
    }

    @Test
    void aTypeThatOnlyAValueNamesIsIntrospectedNextTime() {
        TypeCodec<?> record = codec(2249);
        byte[] bytes = HexFormat.of().parseHex("00000001" + "0000999900000001" + "61");
        int version = catalog.version();

        assertThat(catalog.unknown(new int[] {23})).isNull();
        assertThatThrownBy(() -> Codecs.decoded(record, bytes)).isInstanceOf(OutdatedSchemaCache.class);
        assertThat(catalog.version()).isGreaterThan(version);
        assertThat(catalog.unknown(new int[] {23})).isNotNull();
    }

    @Test
    void anyarrayBringsTheTypeOfItsElements() {
        TypeCodec<?> any = codec(2277);

        assertThat(Codecs.decoded(any, WireBytes.of("_int4", "{{1,2},{3,4}}")))
                .isEqualTo(List.of(List.of(1, 2), List.of(3, 4)));
        assertThat(Codecs.decoded(any, WireBytes.of("_text", "{a,NULL,NULL}"), String[].class))
                .isEqualTo(new String[] {"a", null, null});
    }

    @Test
    void aPartWhoseBinaryFormIsNotKnownIsNotShownAsText() {
        byte[] bytes = HexFormat.of().parseHex("00000002" + "000000170000000400000001" + "000004090000000161");

        Row row = (Row) Codecs.decoded(codec(2249), bytes);

        assertThat(row.get(0)).isEqualTo(1);
        assertThatThrownBy(() -> row.get(1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> row.getString(1)).hasMessageContaining("cast it to text");
    }

    @Test
    void onlyTypesWhoseValuesNameTheirTypesAreOpen() {
        TypeCodec<?> records = Codecs.named("_record");

        assertThat(codec(2249).isOpen()).isTrue();
        assertThat(codec(2277).isOpen()).isTrue();
        assertThat(records.isOpen()).isTrue();
        assertThat(Codecs.decoded(records.inText(), "{\"(1,a)\"}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(List.of("(1,a)"));
        TypeCodec<?> numbers = Codecs.named("_int4");
        assertThat(numbers.isOpen()).isFalse();
        assertThat(numbers.inText()).isSameAs(numbers);
    }
}
