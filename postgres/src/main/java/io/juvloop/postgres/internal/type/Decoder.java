package io.juvloop.postgres.internal.type;

import org.jspecify.annotations.Nullable;

/// Makes an object of the bytes of a value that is not NULL.
///
/// A decoder is made once for a pair of type and class, see [TypeCodec#decoder], and used for many rows. Any thread.
///
/// @param <T> the class of the objects
@FunctionalInterface
public interface Decoder<T extends @Nullable Object> {
    /// Decodes a value.
    ///
    /// @param block where its bytes are, among others
    /// @param offset the first one
    /// @param length how many
    /// @return the object; null only for a type that has no values, such as `void`
    /// @throws ArithmeticException if the value does not fit the class
    /// @throws IllegalArgumentException if the bytes are not of this type
    /// @throws IndexOutOfBoundsException if the bytes end too early
    T decode(byte[] block, int offset, int length);
}
