package io.juvloop.postgres.internal.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Numbers of all classes for types of all sizes.
class NumbersTest {
    private static final TypeCodec<?> INT2 = Codecs.named("int2");
    private static final TypeCodec<?> INT4 = Codecs.named("int4");
    private static final TypeCodec<?> INT8 = Codecs.named("int8");
    private static final TypeCodec<?> FLOAT4 = Codecs.named("float4");
    private static final TypeCodec<?> FLOAT8 = Codecs.named("float8");
    private static final TypeCodec<?> NUMERIC = Codecs.named("numeric");

    private static Object throughNumeric(Object value) {
        return Codecs.decoded(NUMERIC, Codecs.encoded(NUMERIC, value));
    }

    @Test
    void anyIntegralClassIsTakenIfTheNumberFits() {
        for (Object seven : List.of((byte) 7, (short) 7, 7, 7L, BigInteger.valueOf(7))) {
            assertThat(Codecs.encoded(INT2, seven)).isEqualTo(new byte[] {0, 7});
            assertThat(Codecs.encoded(INT4, seven)).isEqualTo(new byte[] {0, 0, 0, 7});
            assertThat(Codecs.encoded(INT8, seven)).isEqualTo(new byte[] {0, 0, 0, 0, 0, 0, 0, 7});
        }
    }

    @Test
    void aNumberThatDoesNotFitIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Codecs.encoded(INT4, 2147483648L))
                .withMessage("it is out of range");
        assertThatIllegalArgumentException().isThrownBy(() -> Codecs.encoded(INT2, -32769));
        assertThatIllegalArgumentException().isThrownBy(() -> Codecs.encoded(INT8, BigInteger.ONE.shiftLeft(63)));
        assertThatIllegalArgumentException().isThrownBy(() -> Codecs.encoded(Codecs.named("oid"), -1));
        assertThatIllegalArgumentException().isThrownBy(() -> Codecs.encoded(Codecs.named("oid"), 1L << 32));
    }

    @Test
    void aFractionIsNoIntegralNumber() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Codecs.encoded(INT4, 1.0))
                .withMessageContaining("java.lang.Double");
    }

    @Test
    void isReadAsAnyNumberThatItFits() {
        byte[] bytes = Codecs.encoded(INT8, 300);

        assertThat(Codecs.decoded(INT8, bytes, int.class)).isEqualTo(300);
        assertThat(Codecs.decoded(INT8, bytes, Short.class)).isEqualTo((short) 300);
        assertThat(Codecs.decoded(INT8, bytes, BigInteger.class)).isEqualTo(BigInteger.valueOf(300));
        assertThat(Codecs.decoded(INT8, bytes, BigDecimal.class)).isEqualTo(BigDecimal.valueOf(300));
        assertThat(Codecs.decoded(INT8, bytes, double.class)).isEqualTo(300.0);
        assertThat(Codecs.decoded(INT8, bytes, Number.class)).isEqualTo(300L);
        assertThatThrownBy(() -> Codecs.decoded(INT8, bytes, byte.class))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("300");
    }

    @Test
    void aLongThatNoDoubleIsExactlyIsNotReadAsOne() {
        for (long number : new long[] {(1L << 53) + 1, Long.MAX_VALUE}) {
            byte[] bytes = Codecs.encoded(INT8, number);
            assertThatThrownBy(() -> INT8.decodeDouble(bytes, 0, bytes.length)).isInstanceOf(ArithmeticException.class);
        }
        byte[] smallest = Codecs.encoded(INT8, Long.MIN_VALUE);
        assertThat(INT8.decodeDouble(smallest, 0, smallest.length)).isEqualTo(-0x1p63);
    }

    @Test
    void primitiveGettersWiden() {
        byte[] bytes = Codecs.encoded(INT2, -5);

        assertThat(INT2.decodeShort(bytes, 0, 2)).isEqualTo((short) -5);
        assertThat(INT2.decodeInt(bytes, 0, 2)).isEqualTo(-5);
        assertThat(INT2.decodeLong(bytes, 0, 2)).isEqualTo(-5);
        assertThat(INT2.decodeDouble(bytes, 0, 2)).isEqualTo(-5.0);
    }

    @Test
    void aFloatingPointTypeTakesWholeNumbersThatAreExact() {
        assertThat(Codecs.decoded(FLOAT4, Codecs.encoded(FLOAT4, 1 << 24))).isEqualTo(0x1p24f);
        assertThat(Codecs.decoded(FLOAT8, Codecs.encoded(FLOAT8, Long.MIN_VALUE)))
                .isEqualTo(-0x1p63);
        assertThatIllegalArgumentException().isThrownBy(() -> Codecs.encoded(FLOAT4, (1 << 24) + 1));
        assertThatIllegalArgumentException().isThrownBy(() -> Codecs.encoded(FLOAT8, (1L << 53) + 1));
    }

    @Test
    void aDoubleBeyondFloat4IsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Codecs.encoded(FLOAT4, 1e300));
        assertThat(Codecs.decoded(FLOAT4, Codecs.encoded(FLOAT4, Double.NEGATIVE_INFINITY)))
                .isEqualTo(Float.NEGATIVE_INFINITY);
        byte[] large = Codecs.encoded(FLOAT8, 1e300);
        assertThatThrownBy(() -> FLOAT8.decodeFloat(large, 0, 8)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void numericKeepsTheScaleOfRandomDecimals() {
        Random random = new Random(20);
        for (int i = 0; i < 20_000; i++) {
            BigInteger unscaled = new BigInteger(1 + random.nextInt(200), random);
            BigDecimal number = new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), random.nextInt(60));
            assertThat(throughNumeric(number)).isEqualTo(number);
        }
    }

    @Test
    void numericTakesANegativeScaleAsZeros() {
        assertThat(throughNumeric(new BigDecimal("12E+5"))).isEqualTo(new BigDecimal("1200000"));
    }

    @Test
    void numericTakesAllNumbersOfTheJdk() {
        assertThat(throughNumeric(Long.MIN_VALUE)).isEqualTo(BigDecimal.valueOf(Long.MIN_VALUE));
        assertThat(throughNumeric(-12_340_000)).isEqualTo(BigDecimal.valueOf(-12_340_000));
        assertThat(throughNumeric(BigInteger.TEN.pow(50))).isEqualTo(new BigDecimal(BigInteger.TEN.pow(50)));
        assertThat(throughNumeric(0.1)).isEqualTo(new BigDecimal("0.1"));
        assertThat(throughNumeric(0.1f)).isEqualTo(new BigDecimal("0.1"));
    }

    @Test
    void numericRefusesWhatTheServerCannotKeep() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Codecs.encoded(NUMERIC, new BigDecimal(BigInteger.ONE, 16_384)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Codecs.encoded(NUMERIC, new BigDecimal(BigInteger.ONE, -1_000_000_000)));
    }

    @Test
    void nanAndInfinitiesOfNumericAreDoublesOrTexts() {
        for (double special : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            byte[] bytes = Codecs.encoded(NUMERIC, special);

            assertThat(Codecs.decoded(NUMERIC, bytes, Double.class)).isEqualTo(special);
            assertThat(Codecs.decoded(NUMERIC, bytes, Float.class)).isEqualTo((float) special);
            assertThat(Codecs.decoded(NUMERIC, bytes, String.class)).isEqualTo(String.valueOf(special));
            assertThatThrownBy(() -> Codecs.decoded(NUMERIC, bytes))
                    .isInstanceOf(ArithmeticException.class)
                    .hasMessageContaining(String.valueOf(special));
        }
    }

    @Test
    void nanOfNumericIsWhatTheServerSends() {
        assertThat(HexFormat.of().formatHex(Codecs.encoded(NUMERIC, Double.NaN)))
                .isEqualTo("00000000c0000000");
        assertThat(HexFormat.of().formatHex(Codecs.encoded(NUMERIC, Double.POSITIVE_INFINITY)))
                .isEqualTo("00000000d0000000");
        assertThat(HexFormat.of().formatHex(Codecs.encoded(NUMERIC, Double.NEGATIVE_INFINITY)))
                .isEqualTo("00000000f0000000");
    }

    @Test
    void numericIsReadAsIntegralClassesIfItIsOne() {
        byte[] whole = Codecs.encoded(NUMERIC, new BigDecimal("42.00"));
        byte[] fraction = Codecs.encoded(NUMERIC, new BigDecimal("42.50"));

        assertThat(NUMERIC.decodeLong(whole, 0, whole.length)).isEqualTo(42);
        assertThat(Codecs.decoded(NUMERIC, whole, Integer.class)).isEqualTo(42);
        assertThat(Codecs.decoded(NUMERIC, whole, BigInteger.class)).isEqualTo(BigInteger.valueOf(42));
        assertThatThrownBy(() -> NUMERIC.decodeLong(fraction, 0, fraction.length))
                .isInstanceOf(ArithmeticException.class);
        assertThat(NUMERIC.decodeDouble(fraction, 0, fraction.length)).isEqualTo(42.5);
    }
}
