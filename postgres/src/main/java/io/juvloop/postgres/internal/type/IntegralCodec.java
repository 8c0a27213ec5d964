package io.juvloop.postgres.internal.type;

import io.juvloop.postgres.internal.wire.OutBuffer;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;

/// Whole numbers of a fixed size: any integral class is taken and given, if the number fits.
///
/// Any thread.
///
/// @param <T> the class of the type's own size
abstract class IntegralCodec<T extends Number> extends TypeCodec<T> {
    private final long smallest;
    private final long largest;

    IntegralCodec(Class<T> javaType, int shape, long smallest, long largest) {
        super(javaType, shape);
        this.smallest = smallest;
        this.largest = largest;
    }

    /// Reads the number.
    abstract long read(byte[] block, int offset, int length);

    /// Writes a number that fits.
    abstract void put(long number, OutBuffer out);

    @Override
    public void write(Object value, OutBuffer out) {
        long number = integral(value);
        if (number < smallest || number > largest) {
            throw Misfit.range();
        }
        put(number, out);
    }

    /// The number that an argument is.
    static long integral(Object value) {
        return switch (value) {
            case Integer number -> number;
            case Long number -> number;
            case Short number -> number;
            case Byte number -> number;
            case BigInteger number -> exact(number);
            default -> throw Misfit.argument(value, "an integral number");
        };
    }

    private static long exact(BigInteger number) {
        try {
            return number.longValueExact();
        } catch (ArithmeticException tooLarge) {
            throw Misfit.range(tooLarge);
        }
    }

    @Override
    public Decoder<?> decoder(Type wanted) {
        Class<?> raw = Classes.raw(wanted);
        if (raw.isAssignableFrom(javaType())) {
            return this;
        } else if (raw == Long.class) {
            return this::read;
        } else if (raw == Integer.class) {
            return this::decodeInt;
        } else if (raw == Short.class) {
            return this::decodeShort;
        } else if (raw == Byte.class) {
            return this::decodeByte;
        } else if (raw == Double.class) {
            return this::decodeDouble;
        } else if (raw == BigInteger.class) {
            return (block, offset, length) -> BigInteger.valueOf(read(block, offset, length));
        } else if (raw == BigDecimal.class) {
            return (block, offset, length) -> BigDecimal.valueOf(read(block, offset, length));
        }
        return super.decoder(wanted);
    }

    private byte decodeByte(byte[] block, int offset, int length) {
        long number = read(block, offset, length);
        if (number != (byte) number) {
            throw Misfit.value(number, byte.class);
        }
        return (byte) number;
    }

    @Override
    public short decodeShort(byte[] block, int offset, int length) {
        long number = read(block, offset, length);
        if (number != (short) number) {
            throw Misfit.value(number, short.class);
        }
        return (short) number;
    }

    @Override
    public int decodeInt(byte[] block, int offset, int length) {
        long number = read(block, offset, length);
        if (number != (int) number) {
            throw Misfit.value(number, int.class);
        }
        return (int) number;
    }

    @Override
    public long decodeLong(byte[] block, int offset, int length) {
        return read(block, offset, length);
    }

    @Override
    public double decodeDouble(byte[] block, int offset, int length) {
        long number = read(block, offset, length);
        if (number == Long.MAX_VALUE || (long) (double) number != number) {
            throw Misfit.value(number, double.class);
        }
        return number;
    }
}
