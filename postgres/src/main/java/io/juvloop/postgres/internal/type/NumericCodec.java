package io.juvloop.postgres.internal.type;

import io.juvloop.postgres.internal.wire.OutBuffer;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;

/// `numeric`: [BigDecimal] with the scale kept, and other numbers that it fits.
///
/// NaN and the infinities are read as [Double] or [String] only. Any thread.
final class NumericCodec extends TypeCodec<BigDecimal> {
    NumericCodec() {
        super(BigDecimal.class);
    }

    @Override
    public void write(Object value, OutBuffer out) {
        switch (value) {
            case BigDecimal number -> NumericWriter.write(number, out);
            case Double number -> write(number.doubleValue(), number.toString(), out);
            case Float number -> write(number.doubleValue(), number.toString(), out);
            case BigInteger number -> NumericWriter.write(new BigDecimal(number), out);
            default -> {
                if (!(value instanceof Number)) {
                    throw Misfit.argument(value, "BigDecimal, and any other number of the JDK");
                }
                NumericWriter.writeLong(IntegralCodec.integral(value), out);
            }
        }
    }

    /// A floating-point number goes as the decimal that Java prints, which is the shortest that means it.
    private static void write(double number, String shortest, OutBuffer out) {
        if (Double.isFinite(number)) {
            NumericWriter.write(new BigDecimal(shortest), out);
        } else {
            NumericWriter.writeSpecial(number, out);
        }
    }

    @Override
    public BigDecimal decode(byte[] block, int offset, int length) {
        return NumericReader.read(block, offset, length);
    }

    @Override
    public Decoder<?> decoder(Type wanted) {
        Class<?> raw = Classes.raw(wanted);
        if (raw.isAssignableFrom(BigDecimal.class)) {
            return this;
        } else if (raw == Long.class) {
            return this::decodeLong;
        } else if (raw == Integer.class) {
            return this::decodeInt;
        } else if (raw == Short.class) {
            return this::decodeShort;
        } else if (raw == Byte.class) {
            return (block, offset, length) -> decode(block, offset, length).byteValueExact();
        } else if (raw == BigInteger.class) {
            return (block, offset, length) -> decode(block, offset, length).toBigIntegerExact();
        } else if (raw == Double.class) {
            return this::decodeDouble;
        } else if (raw == Float.class) {
            return this::decodeFloat;
        } else if (raw.isAssignableFrom(String.class)) {
            return NumericCodec::text;
        }
        return super.decoder(wanted);
    }

    private static String text(byte[] block, int offset, int length) {
        return NumericReader.isFinite(block, offset, length)
                ? NumericReader.read(block, offset, length).toPlainString()
                : NumericReader.special(NumericReader.sign(block, offset));
    }

    @Override
    public short decodeShort(byte[] block, int offset, int length) {
        return decode(block, offset, length).shortValueExact();
    }

    @Override
    public int decodeInt(byte[] block, int offset, int length) {
        return decode(block, offset, length).intValueExact();
    }

    @Override
    public long decodeLong(byte[] block, int offset, int length) {
        return decode(block, offset, length).longValueExact();
    }

    @Override
    public float decodeFloat(byte[] block, int offset, int length) {
        return NumericReader.isFinite(block, offset, length)
                ? decode(block, offset, length).floatValue()
                : (float) NumericReader.readSpecial(block, offset);
    }

    /// The nearest; a number beyond all of them is infinite.
    @Override
    public double decodeDouble(byte[] block, int offset, int length) {
        return NumericReader.isFinite(block, offset, length)
                ? decode(block, offset, length).doubleValue()
                : NumericReader.readSpecial(block, offset);
    }
}
