package io.juvloop.postgres.internal.type;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/// Reads the binary form of `numeric`: groups of four decimal digits, where the first of them stands, a sign, and
/// how many digits the server shows behind the point.
///
/// Numbers of up to four groups go through a `long`. Any thread; it keeps nothing.
final class NumericReader {
    static final int POSITIVE = 0;
    static final int NEGATIVE = 0x4000;
    static final int NAN = 0xc000;
    static final int INFINITY = 0xd000;
    static final int MINUS_INFINITY = 0xf000;

    static final int GROUP = 10_000;
    static final int GROUP_DIGITS = 4;
    static final int LONG_GROUPS = 4;
    static final int LARGEST_SCALE = 0x3fff;

    private static final int HEADER = 4 * Short.BYTES;
    private static final int SIGN_AT = 2 * Short.BYTES;
    private static final int SCALE_AT = 3 * Short.BYTES;
    private static final int TEN = 10;

    private NumericReader() {}

    /// The number, or empty for what is no number.
    static BigDecimal read(byte[] block, int offset, int length) {
        int groups = groups(block, offset, length);
        int sign = sign(block, offset);
        if (sign != POSITIVE && sign != NEGATIVE) {
            throw new ArithmeticException(special(sign) + " does not fit " + BigDecimal.class.getTypeName());
        }
        int weight = Bytes.getShort(block, offset + Short.BYTES);
        int scale = Short.toUnsignedInt(Bytes.getShort(block, offset + SCALE_AT));
        if (scale > LARGEST_SCALE) {
            throw Misfit.bytes("a scale of " + scale);
        }
        int exact = (groups - 1 - weight) * GROUP_DIGITS;
        if (groups <= LONG_GROUPS) {
            long digits = digits(block, offset + HEADER, groups);
            return rescaled(sign == NEGATIVE ? -digits : digits, groups == 0 ? scale : exact, scale);
        }
        BigInteger digits = bigDigits(block, offset + HEADER, groups);
        return new BigDecimal(sign == NEGATIVE ? digits.negate() : digits, exact).setScale(scale, RoundingMode.HALF_UP);
    }

    /// What is no number. Not for a finite one.
    static double readSpecial(byte[] block, int offset) {
        return switch (sign(block, offset)) {
            case INFINITY -> Double.POSITIVE_INFINITY;
            case MINUS_INFINITY -> Double.NEGATIVE_INFINITY;
            case NAN -> Double.NaN;
            default -> throw noSign(sign(block, offset));
        };
    }

    static boolean isFinite(byte[] block, int offset, int length) {
        groups(block, offset, length);
        int sign = sign(block, offset);
        return sign == POSITIVE || sign == NEGATIVE;
    }

    /// The name that the server prints.
    static String special(int sign) {
        return switch (sign) {
            case NAN -> "NaN";
            case INFINITY -> "Infinity";
            case MINUS_INFINITY -> "-Infinity";
            default -> throw noSign(sign);
        };
    }

    private static IllegalArgumentException noSign(int sign) {
        return Misfit.bytes("no sign: " + sign);
    }

    static int sign(byte[] block, int offset) {
        return Short.toUnsignedInt(Bytes.getShort(block, offset + SIGN_AT));
    }

    private static int groups(byte[] block, int offset, int length) {
        if (length < HEADER) {
            throw Misfit.bytes(length + " instead of " + HEADER);
        }
        int groups = Short.toUnsignedInt(Bytes.getShort(block, offset));
        Bytes.requireLength(length, HEADER + groups * Short.BYTES);
        return groups;
    }

    private static long digits(byte[] block, int start, int groups) {
        long digits = 0;
        for (int i = 0; i < groups; i++) {
            digits = digits * GROUP + group(block, start + i * Short.BYTES);
        }
        return digits;
    }

    private static int group(byte[] block, int at) {
        int group = Bytes.getShort(block, at);
        if (group < 0 || group >= GROUP) {
            throw Misfit.bytes("no four digits: " + group);
        }
        return group;
    }

    private static BigInteger bigDigits(byte[] block, int start, int groups) {
        StringBuilder text = new StringBuilder(groups * GROUP_DIGITS);
        for (int i = 0; i < groups; i++) {
            int group = group(block, start + i * Short.BYTES);
            for (int unit = GROUP / TEN; unit > 0; unit /= TEN) {
                text.append((char) ('0' + group / unit % TEN));
            }
        }
        return new BigInteger(text.toString());
    }

    /// The same number with another scale; the last group has up to three digits more than are shown, all zero.
    private static BigDecimal rescaled(long digits, int exact, int scale) {
        long unscaled = digits;
        int from = exact;
        while (from > scale && unscaled % TEN == 0 && from - scale < GROUP_DIGITS) {
            unscaled /= TEN;
            from--;
        }
        BigDecimal number = BigDecimal.valueOf(unscaled, from);
        return from == scale ? number : number.setScale(scale, RoundingMode.HALF_UP);
    }
}
