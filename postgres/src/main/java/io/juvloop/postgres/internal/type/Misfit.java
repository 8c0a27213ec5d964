package io.juvloop.postgres.internal.type;

import io.juvloop.postgres.ProtocolViolation;
import java.lang.reflect.Type;

/// The sentences for a value and a type that do not fit each other.
///
/// Those of an argument complete an exception that already names its place, its class and the type. Any thread; it
/// keeps nothing.
public final class Misfit {
    private Misfit() {}

    /// An argument of a class that the type does not take.
    static IllegalArgumentException argument(Object value, String takes) {
        return new IllegalArgumentException(
                "it takes " + takes + ", not " + value.getClass().getTypeName());
    }

    /// An argument of the right class, but beyond the type's range.
    static IllegalArgumentException range() {
        return new IllegalArgumentException("it is out of range");
    }

    static IllegalArgumentException range(ArithmeticException cause) {
        return new IllegalArgumentException("it is out of range", cause);
    }

    /// A class that the type's values cannot be read as.
    static IllegalArgumentException wanted(Type wanted, String instead) {
        return new IllegalArgumentException("it cannot be read as " + wanted.getTypeName() + ": " + instead);
    }

    /// A value that the wanted class cannot hold.
    static ArithmeticException value(Object value, Class<?> wanted) {
        return new ArithmeticException("the value " + value + " does not fit " + wanted.getTypeName());
    }

    /// Bytes that are not of the type.
    static IllegalArgumentException bytes(String what) {
        return new IllegalArgumentException("the bytes of the value are malformed: " + what);
    }

    /// Adds to what a codec has thrown where the value is.
    ///
    /// @param place as `column "name"`
    /// @param thrown what the codec has thrown
    /// @return an exception of the same class with the place before its message; one of another class as it is
    public static RuntimeException at(String place, RuntimeException thrown) {
        String message = place + ": " + thrown.getMessage();
        return switch (thrown) {
            case ArithmeticException _ -> because(thrown, new ArithmeticException(message));
            case NullPointerException _ -> because(thrown, new NullPointerException(message));
            case IndexOutOfBoundsException _ -> because(thrown, new IndexOutOfBoundsException(message));
            case IllegalArgumentException _ -> new IllegalArgumentException(message, thrown);
            default -> thrown;
        };
    }

    /// Adds to what a codec has thrown while it read where the value is. A value that is cut is a lie of the server,
    /// and no fault of the caller's.
    ///
    /// @param place as `field "name"`
    /// @param thrown what the codec has thrown
    /// @return as [#at] does; a [ProtocolViolation] for a value that is cut
    static RuntimeException inside(String place, RuntimeException thrown) {
        return thrown instanceof IndexOutOfBoundsException
                ? new ProtocolViolation(place + ": " + thrown.getMessage(), thrown)
                : at(place, thrown);
    }

    private static RuntimeException because(RuntimeException cause, RuntimeException placed) {
        placed.initCause(cause);
        return placed;
    }
}
