package io.juvloop.postgres.internal.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.juvloop.postgres.PgType;
import io.juvloop.postgres.ProtocolViolation;
import io.juvloop.postgres.codec.Format;
import io.juvloop.postgres.internal.wire.OutBuffer;
import io.juvloop.postgres.types.Multirange;
import io.juvloop.postgres.types.Range;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Introspection against rows as a server sends them, level by level.
class IntrospectionTest {
    private static final TypeCodec<?> OIDS = new ArrayCodec(new Int4Codec(), PgType.OID.oid());

    private final TypeCatalog catalog = new TypeCatalog(TypeOptions.DEFAULT);
    private final Map<Integer, byte[]> server = new HashMap<>();

    private void type(int oid, String name, char kind, int arrayOid, int inner, @Nullable Object... lists) {
        OutBuffer row = new OutBuffer(64);
        row.putShort(Introspection.COLUMNS);
        number(row, oid);
        text(row, "public");
        text(row, name);
        text(row, String.valueOf(kind));
        number(row, arrayOid);
        number(row, inner);
        row.putInt(1);
        row.putByte(1);
        text(row, ",");
        for (int i = 0; i < 3; i++) {
            list(row, i < lists.length ? lists[i] : null);
        }
        server.put(oid, row.toByteArray());
    }

    private static void number(OutBuffer row, int number) {
        row.putInt(Integer.BYTES);
        row.putInt(number);
    }

    private static void text(OutBuffer row, String text) {
        row.putInt(text.length());
        row.putUtf8(text);
    }

    private static void list(OutBuffer row, @Nullable Object list) {
        int mark = row.position();
        row.putInt(-1);
        if (list != null) {
            boolean isText = list instanceof Object[];
            ArrayWriter.write(list, Codecs.named(isText ? "text" : "int4"), isText ? 25 : 26, 1, row);
            row.setLength(mark);
        }
    }

    /// Runs an introspection and returns what each level asks for.
    private List<Set<Integer>> introspect(int... oids) {
        List<Set<Integer>> levels = new ArrayList<>();
        Introspection introspection = catalog.unknown(oids);
        assertThat(introspection).isNotNull();
        do {
            OutBuffer argument = new OutBuffer(64);
            introspection.encodeArgument(argument);
            byte[] bytes = argument.toByteArray();
            Integer[] asked = (Integer[]) Codecs.decoded(OIDS, bytes, Integer[].class);
            levels.add(new TreeSet<>(Arrays.asList(asked)));
            for (int oid : asked) {
                byte[] row = server.get(oid);
                if (row != null) {
                    introspection.row(row, 0, row.length);
                }
            }
        } while (introspection.nextLevel());
        assertThat(catalog.unknown(oids)).isNull();
        return levels;
    }

    private PgTypeInfo info(int oid) {
        PgTypeInfo info = catalog.byOid(oid);
        assertThat(info).isNotNull();
        return info;
    }

    @Test
    void asksForUnknownTypesOnlyAndForTheirPartsNext() {
        type(20_000, "outer", 'c', 20_001, 0, null, new String[] {"a", "b", "c"}, new int[] {23, 20_003, 20_005});
        type(20_001, "_outer", 'b', 0, 20_000);
        type(20_003, "_mood", 'b', 0, 20_004);
        type(20_004, "mood", 'e', 20_003, 0, (Object) new String[] {"sad", "ok"});
        type(20_005, "positive", 'd', 0, 20);

        assertThat(introspect(23, 20_001, 25))
                .containsExactly(Set.of(20_001), Set.of(20_000), Set.of(20_003, 20_005), Set.of(20_004));

        assertThat(info(20_001).type().kind()).isEqualTo(PgType.Kind.ARRAY);
        assertThat(info(20_000).arrayOid()).isEqualTo(20_001);
        assertThat(info(20_000).name()).isEqualTo("public.outer");
        assertThat(info(20_004).type().kind()).isEqualTo(PgType.Kind.ENUM);
        assertThat(info(20_005).type().kind()).isEqualTo(PgType.Kind.DOMAIN);
        assertThat(info(20_005).codec().javaType()).isEqualTo(Long.class);
    }

    @Test
    void rangesAndMultirangesAreOfTheirBounds() {
        type(20_000, "floats", 'r', 0, 701);
        type(20_001, "floats_multi", 'm', 0, 20_000);

        introspect(20_001);

        Multirange<Double> value = Multirange.of(Range.closed(1.0, 2.5));
        TypeCodec<?> codec = info(20_001).codec();
        assertThat(Codecs.decoded(codec, Codecs.encoded(codec, value))).isEqualTo(value);
    }

    @Test
    void whatHasAPartWithoutABinaryFormComesAsText() {
        type(20_000, "holder", 'c', 20_001, 0, null, new String[] {"acl"}, new int[] {1034});
        type(20_001, "_holder", 'b', 0, 20_000);

        introspect(20_001);

        assertThat(info(20_000).codec().format()).isEqualTo(Format.TEXT);
        assertThat(info(20_000).codec().javaType()).isEqualTo(String.class);
        assertThat(info(20_001).codec().format()).isEqualTo(Format.TEXT);
        assertThat(info(20_001).codec().javaType()).isEqualTo(List.class);
    }

    @Test
    void extensionTypesAreKnownByNameAndOthersComeAsText() {
        type(20_000, "hstore", 'b', 0, 0);
        type(20_001, "cube", 'b', 0, 0);

        introspect(20_000, 20_001);

        assertThat(info(20_000).codec().javaType()).isEqualTo(Map.class);
        assertThat(info(20_001).codec().format()).isEqualTo(Format.TEXT);
    }

    @Test
    void aTypeThatIsNotThereComesAsText() {
        introspect(20_000);

        assertThat(info(20_000).name()).isEqualTo("type 20000");
        assertThat(info(20_000).codec().format()).isEqualTo(Format.TEXT);
    }

    @Test
    void aTypeInsideOfItselfEndsWithAnException() {
        type(20_000, "ouroboros", 'd', 0, 20_000);

        assertThatExceptionOfType(ProtocolViolation.class)
                .isThrownBy(() -> introspect(20_000))
                .withMessageContaining("without end");
    }

    @Test
    void typesThatAlwaysHaveAnotherPartEndWithAnException() {
        for (int oid = 20_000; oid < 20_300; oid++) {
            type(oid, "doll " + oid, 'd', 0, oid + 1);
        }

        assertThatExceptionOfType(ProtocolViolation.class).isThrownBy(() -> introspect(20_000));
    }

    @Test
    void aTypeOfNothingIsAViolation() {
        for (char kind : new char[] {'r', 'm', 'd'}) {
            type(20_000, "hollow", kind, 0, 0);

            assertThatExceptionOfType(ProtocolViolation.class).isThrownBy(() -> introspect(20_000));
        }
    }

    /// Their values could nest without end.
    @Test
    void aTypeOfAnyarrayIsAViolation() {
        for (char kind : new char[] {'r', 'd', 'b'}) {
            type(20_000, "endless", kind, 0, 2277);

            assertThatExceptionOfType(ProtocolViolation.class)
                    .isThrownBy(() -> introspect(20_000))
                    .withMessageContaining("anyarray");
        }
    }

    @Test
    void aTypeThatWasNotAskedForIsAViolation() {
        type(20_001, "other", 'b', 0, 0);
        server.put(20_000, server.get(20_001));

        assertThatExceptionOfType(ProtocolViolation.class)
                .isThrownBy(() -> introspect(20_000))
                .withMessageContaining("20001");
        assertThat(catalog.byOid(20_001)).isNull();
    }

    @Test
    void aRowThatCannotBeReadIsAViolation() {
        type(20_000, "c", 'c', 0, 0, null, new String[] {"a"}, new int[] {23});
        byte[] good = server.get(20_000);
        for (int length = 0; length < good.length; length++) {
            server.put(20_000, Arrays.copyOf(good, length));
            assertThatExceptionOfType(ProtocolViolation.class)
                    .as("%d bytes", length)
                    .isThrownBy(() -> introspect(20_000));
        }
        server.put(20_000, Arrays.copyOf(good, good.length + 1));
        assertThatExceptionOfType(ProtocolViolation.class).isThrownBy(() -> introspect(20_000));

        type(20_000, "more names", 'c', 0, 0, null, new String[] {"a", "b"}, new int[] {23});
        assertThatExceptionOfType(ProtocolViolation.class).isThrownBy(() -> introspect(20_000));
        type(20_000, "null name", 'c', 0, 0, null, new @Nullable String[] {null}, new int[] {23});
        assertThatExceptionOfType(ProtocolViolation.class).isThrownBy(() -> introspect(20_000));
        type(20_000, "names in a square", 'c', 0, 0, null, new String[][] {{"a"}}, new int[] {23});
        assertThatExceptionOfType(ProtocolViolation.class).isThrownBy(() -> introspect(20_000));
    }

    @Test
    void corruptedRowsMakeTypesOrViolations() {
        for (int seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            type(20_000, "c", 'c', 0, 0, null, new String[] {"a"}, new int[] {23});
            byte[] lie = server.get(20_000);
            for (int i = 0; i < 2; i++) {
                lie[random.nextInt(lie.length)] = (byte) random.nextInt();
            }
            catalog.forget();
            try {
                introspect(20_000);
            } catch (ProtocolViolation refused) {
                assertThat(refused).hasMessageContaining("the server");
            }
        }
    }

    @Test
    void forgettingKeepsTheBuiltInTypes() {
        type(20_000, "hstore", 'b', 0, 0);
        introspect(20_000);

        catalog.forget();

        assertThat(catalog.byOid(20_000)).isNull();
        assertThat(catalog.byOid(23)).isNotNull();
        assertThat(catalog.version()).isEqualTo(1);
    }
}
