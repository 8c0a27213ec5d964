package io.juvloop.postgres.internal.type;

import static io.juvloop.postgres.internal.type.NumericReader.GROUP;
import static io.juvloop.postgres.internal.type.NumericReader.GROUP_DIGITS;

import io.juvloop.postgres.internal.wire.OutBuffer;
import java.math.BigDecimal;
import java.math.BigInteger;

/// Writes the binary form of `numeric`, see [NumericReader].
///
/// Numbers of up to fifteen digits go through a `long` and allocate nothing. Any thread; it keeps nothing.
final class NumericWriter {
    private static final int MOST_DIGITS = 131_072; // before the point, by the manual
    private static final long LONG_END = 1_000_000_000_000_000L; // times 1,000 it still fits
    private static final int[] PADDING = {1, 10, 100, 1_000};

    private NumericWriter() {}

    static void write(BigDecimal value, OutBuffer out) {
        if (value.scale() > NumericReader.LARGEST_SCALE || (long) value.precision() - value.scale() > MOST_DIGITS) {
            throw Misfit.range();
        }
        BigDecimal number = value.scale() < 0 ? value.setScale(0) : value;
        int scale = number.scale();
        int pad = (GROUP_DIGITS - scale % GROUP_DIGITS) % GROUP_DIGITS;
        int fraction = (scale + pad) / GROUP_DIGITS;
        BigInteger unscaled = number.unscaledValue();
        int sign = unscaled.signum() < 0 ? NumericReader.NEGATIVE : NumericReader.POSITIVE;
        if (unscaled.bitLength() < Long.SIZE - 1 && Math.abs(unscaled.longValue()) < LONG_END) {
            writeLong(Math.abs(unscaled.longValue()) * PADDING[pad], fraction, sign, scale, out);
        } else {
            writeBig(unscaled.abs().multiply(BigInteger.valueOf(PADDING[pad])), fraction, sign, scale, out);
        }
    }

    static void writeLong(long value, OutBuffer out) {
        if (value == Long.MIN_VALUE || Math.abs(value) >= LONG_END) {
            write(BigDecimal.valueOf(value), out);
        } else {
            writeLong(Math.abs(value), 0, value < 0 ? NumericReader.NEGATIVE : NumericReader.POSITIVE, 0, out);
        }
    }

    /// One of the three that are no number.
    static void writeSpecial(double value, OutBuffer out) {
        int sign = NumericReader.NAN;
        if (value == Double.POSITIVE_INFINITY) {
            sign = NumericReader.INFINITY;
        } else if (value == Double.NEGATIVE_INFINITY) {
            sign = NumericReader.MINUS_INFINITY;
        }
        header(0, 0, sign, 0, out);
    }

    private static void header(int groups, int weight, int sign, int scale, OutBuffer out) {
        out.putShort(groups);
        out.putShort(weight);
        out.putShort(sign);
        out.putShort(scale);
    }

    /// @param digits without a sign, ending at the end of a group
    /// @param fraction how many of the groups are behind the point
    private static void writeLong(long digits, int fraction, int sign, int scale, OutBuffer out) {
        long rest = digits;
        int dropped = 0;
        while (rest != 0 && rest % GROUP == 0) {
            rest /= GROUP;
            dropped++;
        }
        int groups = 0;
        long unit = 1;
        for (long left = rest; left != 0; left /= GROUP) {
            unit = groups == 0 ? 1 : unit * GROUP;
            groups++;
        }
        header(groups, groups == 0 ? 0 : groups + dropped - fraction - 1, sign, scale, out);
        for (int i = 0; i < groups; i++) {
            out.putShort((int) (rest / unit % GROUP));
            unit /= GROUP;
        }
    }

    private static void writeBig(BigInteger digits, int fraction, int sign, int scale, OutBuffer out) {
        String text = digits.toString();
        int all = (text.length() + GROUP_DIGITS - 1) / GROUP_DIGITS;
        int first = text.length() - (all - 1) * GROUP_DIGITS; // digits of the first group
        int groups = all;
        while (groups > 1 && group(text, first, groups - 1) == 0) {
            groups--;
        }
        header(groups, all - fraction - 1, sign, scale, out);
        for (int i = 0; i < groups; i++) {
            out.putShort(group(text, first, i));
        }
    }

    private static int group(String text, int first, int index) {
        int end = first + index * GROUP_DIGITS;
        return Integer.parseInt(text, Math.max(0, end - GROUP_DIGITS), end, 10);
    }
}
