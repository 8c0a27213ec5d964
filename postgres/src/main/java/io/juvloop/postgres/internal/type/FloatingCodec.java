package io.juvloop.postgres.internal.type;

import java.lang.reflect.Type;
import java.math.BigDecimal;

/// Floating-point numbers: other numbers are taken if they are exact, and decimal ones as the nearest.
///
/// Any thread.
///
/// @param <T> the class of the type's own size
abstract class FloatingCodec<T extends Number> extends TypeCodec<T> {
    FloatingCodec(Class<T> javaType, int shape) {
        super(javaType, shape);
    }

    /// The number that an argument is.
    ///
    /// @param digits how many bits of a whole number are exact
    static double floating(Object value, int digits) {
        return switch (value) {
            case Double number -> number;
            case Float number -> number;
            case BigDecimal number -> nearest(number);
            default -> exact(IntegralCodec.integral(value), digits);
        };
    }

    private static double nearest(BigDecimal number) {
        double nearest = number.doubleValue();
        if (Double.isInfinite(nearest)) {
            throw Misfit.range();
        }
        return nearest;
    }

    private static double exact(long number, int digits) {
        int bits = Long.SIZE
                - Long.numberOfLeadingZeros(Math.abs(number))
                - (number == 0 ? 0 : Long.numberOfTrailingZeros(number));
        if (bits > digits) {
            throw new IllegalArgumentException("it is not exact as a floating-point number");
        }
        return number;
    }

    @Override
    public Decoder<?> decoder(Type wanted) {
        Class<?> raw = Classes.raw(wanted);
        if (raw.isAssignableFrom(javaType())) {
            return this;
        } else if (raw == Double.class) {
            return this::decodeDouble;
        } else if (raw == Float.class) {
            return this::decodeFloat;
        }
        return super.decoder(wanted);
    }
}
