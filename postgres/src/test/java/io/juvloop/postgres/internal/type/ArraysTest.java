package io.juvloop.postgres.internal.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Type;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Arrays as lists and as Java arrays, of any depth, with NULLs and bounds.
class ArraysTest {
    private static final TypeCodec<?> INTS = Codecs.named("_int4");
    private static final byte[] SQUARE = WireBytes.of("_int4", "{{1,2},{3,4}}");
    private static final byte[] WITH_NULL = WireBytes.of("_int4", "{1,NULL}");

    @Test
    void javaArraysOfAnyDepthAreTaken() {
        assertThat(Codecs.encoded(INTS, new int[][] {{1, 2}, {3, 4}})).isEqualTo(SQUARE);
        assertThat(Codecs.encoded(INTS, new Integer[][] {{1, 2}, {3, 4}})).isEqualTo(SQUARE);
        assertThat(Codecs.encoded(INTS, new long[][] {{1, 2}, {3, 4}})).isEqualTo(SQUARE);
        assertThat(Codecs.encoded(INTS, List.of(new short[] {1, 2}, Arrays.asList(3, 4))))
                .isEqualTo(SQUARE);
        assertThat(Codecs.encoded(INTS, new ArrayDeque<>(List.of(List.of(1, 2), Arrays.asList(3, 4)))))
                .isEqualTo(SQUARE);
        assertThat(Codecs.encoded(INTS, new Integer[] {1, null})).isEqualTo(WITH_NULL);
        assertThat(Codecs.encoded(INTS, Set.of())).isEqualTo(WireBytes.of("_int4", "{}"));
        assertThat(Codecs.encoded(INTS, new int[3][0])).isEqualTo(WireBytes.of("_int4", "{}"));
    }

    @Test
    void primitiveArraysOfTheTypesSizeRoundTrip() {
        roundTrip("_int8", new long[] {Long.MIN_VALUE, 0, 1});
        roundTrip("_int4", new int[] {Integer.MIN_VALUE, 0, 1});
        roundTrip("_int2", new short[] {Short.MIN_VALUE, 0, 1});
        roundTrip("_float8", new double[] {-0.0, Double.NaN, 1});
        roundTrip("_float4", new float[] {-0.0f, Float.NaN, 1});
        roundTrip("_bool", new boolean[] {true, false});
        roundTrip("_char", new char[] {'a', 'b'});
        roundTrip("_int4", new int[][][] {{{1}, {2}}, {{3}, {4}}});
    }

    private static void roundTrip(String type, Object array) {
        TypeCodec<?> codec = Codecs.named(type);
        assertThat(Codecs.decoded(codec, Codecs.encoded(codec, array), array.getClass()))
                .as(type)
                .isEqualTo(array);
    }

    @Test
    void isReadAsJavaArraysOfTheWantedClass() {
        assertThat(Codecs.decoded(INTS, SQUARE, int[][].class)).isEqualTo(new int[][] {{1, 2}, {3, 4}});
        assertThat(Codecs.decoded(INTS, SQUARE, Long[][].class)).isEqualTo(new Long[][] {{1L, 2L}, {3L, 4L}});
        assertThat(Codecs.decoded(INTS, WITH_NULL, Integer[].class)).isEqualTo(new Integer[] {1, null});
        assertThat(Codecs.decoded(INTS, WireBytes.of("_int4", "{}"), int[][].class))
                .isEqualTo(new int[0][0]);
        byte[][] bytes = {{0, (byte) 0xff}, {}};
        assertThat(Codecs.decoded(
                        Codecs.named("_bytea"), WireBytes.of("_bytea", "{\"\\\\x00ff\",\"\\\\x\"}"), byte[][].class))
                .isEqualTo(bytes);
    }

    @Test
    void isReadAsListsOfTheWantedElements() throws NoSuchMethodException {
        Decoder<?> longs = INTS.decoder(type("longs"));
        Decoder<?> nested = INTS.decoder(type("nested"));

        assertThat((Object) longs.decode(WITH_NULL, 0, WITH_NULL.length)).isEqualTo(Arrays.asList(1L, null));
        assertThat((Object) nested.decode(SQUARE, 0, SQUARE.length))
                .isEqualTo(List.of(List.of((short) 1, (short) 2), List.of((short) 3, (short) 4)));
        assertThatThrownBy(() -> longs.decode(SQUARE, 0, SQUARE.length))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("2 dimensions, not 1");
    }

    @SuppressWarnings("UnusedMethod") // their types are looked at
    private interface Wanted {
        List<Long> longs();

        List<List<Short>> nested();
    }

    private static Type type(String method) throws NoSuchMethodException {
        return Wanted.class.getDeclaredMethod(method).getGenericReturnType();
    }

    @Test
    void aNullHasNoPlaceInAPrimitiveArray() {
        for (Class<?> wanted : List.of(int[].class, long[].class, short[].class, double[].class)) {
            assertThatThrownBy(() -> Codecs.decoded(INTS, WITH_NULL, wanted))
                    .isInstanceOf(ArithmeticException.class)
                    .hasMessageContaining("NULL");
        }
    }

    @Test
    void anotherDepthThanTheWantedIsRefused() {
        assertThatThrownBy(() -> Codecs.decoded(INTS, SQUARE, int[].class)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Codecs.decoded(INTS, WITH_NULL, Integer[][].class))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void boundsAreLeftOut() {
        // '[2:3]={1,NULL}'::int4[], as a server sends it
        byte[] bytes = HexFormat.of().parseHex("0000000100000001000000170000000200000002000000040000" + "0001ffffffff");

        assertThat(Codecs.decoded(INTS, bytes)).isEqualTo(Arrays.asList(1, null));
    }

    @Test
    void whatIsNotRectangularIsRefused() {
        for (Object ragged : List.of(
                List.of(List.of(1, 2), List.of(3)),
                List.of(List.of(), List.of(1)),
                List.of(List.of(1), 2),
                List.of(1, List.of(2)),
                Arrays.asList(List.of(1), null))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Codecs.encoded(INTS, ragged))
                    .withMessageContaining("different sizes or depths");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Codecs.encoded(INTS, new int[1][1][1][1][1][1][1]))
                .withMessageContaining("6 dimensions");
    }

    @Test
    void aHostileHeaderAllocatesNothing() {
        // a dimension of 2,147,483,647 elements in 20 bytes; then 65,536 x 65,536 ones
        for (String hex : List.of(
                "000000010000000000000017" + "7fffffff00000001",
                "000000020000000000000017" + "00010000000000010001000000000001",
                "000000020000000000000017" + "00000000000000017fffffff00000001",
                "7fffffff0000000000000017")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Codecs.decoded(INTS, HexFormat.of().parseHex(hex)))
                    .withMessageContaining("malformed");
        }
    }

    /// Text would be read as numbers.
    @Test
    void elementsOfAnotherTypeAreRefused() {
        // '{abcd}'::text[]
        byte[] texts =
                HexFormat.of().parseHex("0000000100000000" + "00000019" + "0000000100000001" + "0000000461626364");

        for (Class<?> wanted : List.of(Object.class, int[].class, Integer[].class, List.class)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Codecs.decoded(INTS, texts, wanted))
                    .withMessageContaining("elements of the type 25, not 23");
        }
        assertThat(Codecs.decoded(Codecs.named("_text"), texts)).isEqualTo(List.of("abcd"));
    }

    @Test
    void anElementIsCheckedAsAnArgumentIs() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Codecs.encoded(INTS, List.of(1, 2147483648L)))
                .withMessage("it is out of range");
        assertThatIllegalArgumentException().isThrownBy(() -> Codecs.encoded(INTS, List.of("1")));
        assertThat(Codecs.encoded(Codecs.named("_text"), List.of("a", CharBuffer.wrap("b"))))
                .isEqualTo(Codecs.encoded(Codecs.named("_text"), new String[] {"a", "b"}));
    }

    @Test
    void arraysOfATypeWithoutABinaryFormAreLiterals() {
        TypeCodec<?> items = Codecs.named("_aclitem");

        assertThat(text(items, "{}")).isEqualTo(List.of());
        assertThat(text(items, "{NULL,\"a \\\"b\\\\\",c}")).isEqualTo(Arrays.asList(null, "a \"b\\", "c"));
        assertThat(text(items, "[0:1][2:2]={{a},{\"NULL\"}}")).isEqualTo(List.of(List.of("a"), List.of("NULL")));
        assertThat(Codecs.encoded(items, Arrays.asList("a \"b\\", null)))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("{\"a \\\"b\\\\\",NULL}");
        assertThat(Codecs.encoded(items, List.of())).asString().isEqualTo("{}");
        for (String malformed : List.of("", "{", "{a", "a}", "{a}}", "{\"a}", "{{{{{{{a}}}}}}}", "[1:2]{a}")) {
            assertThatIllegalArgumentException().isThrownBy(() -> text(items, malformed));
        }
    }

    @Test
    void aLiteralIsReadAsJavaArraysOrAsItIs() {
        TypeCodec<?> items = Codecs.named("_aclitem");

        assertThat(text(items, "{a,NULL}", String[].class)).isEqualTo(new String[] {"a", null});
        assertThat(text(items, "{}", String[].class)).isEqualTo(new String[0]);
        assertThat(text(items, "{}", String[][].class)).isEqualTo(new String[0][]);
        assertThat(text(items, "{{a},{b}}", String[][].class)).isEqualTo(new String[][] {{"a"}, {"b"}});
        assertThat(text(items, "[0:0]={a}", String.class)).isEqualTo("[0:0]={a}");
        assertThat(text(items, "{a}", List.class)).isEqualTo(List.of("a"));
        for (String other : List.of("{a}", "{{{a}}}")) {
            assertThatThrownBy(() -> text(items, other, String[][].class)).isInstanceOf(ArithmeticException.class);
        }
        assertThatIllegalArgumentException().isThrownBy(() -> text(items, "{1}", int[].class));
        assertThatIllegalArgumentException().isThrownBy(() -> text(items, "{1}", Integer.class));
    }

    private static Object text(TypeCodec<?> codec, String literal, Class<?> wanted) {
        return Codecs.decoded(codec, literal.getBytes(StandardCharsets.UTF_8), wanted);
    }

    private static Object text(TypeCodec<?> codec, String literal) {
        return Codecs.decoded(codec, literal.getBytes(StandardCharsets.UTF_8));
    }
}
