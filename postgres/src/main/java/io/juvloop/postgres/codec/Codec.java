package io.juvloop.postgres.codec;

/// Turns values of one PostgreSQL type into objects of one class and back; asyncpg's `set_type_codec`.
///
/// It is given to the options under the type's name, `withCodec("public.complex", codec)`, and stands in for the
/// driver's own codec, in arrays, ranges and composites of the type as well. NULL never reaches it.
///
/// Loop thread only, for each loop whose connections have it: one that several loops share keeps no state. A call
/// must not wait. It lives as long as the options do.
///
/// @param <T> the class of the values
public interface Codec<T> {
    /// The class of the values. An argument of another class is refused, except text, which is sent as text.
    ///
    /// @return the class
    Class<T> javaType();

    /// Writes a value.
    ///
    /// @param value what to write
    /// @param out takes the bytes of the value, without their length
    /// @throws IllegalArgumentException if the value cannot be written; nothing is sent then
    void encode(T value, WireWriter out);

    /// Reads a value.
    ///
    /// @param in the bytes of the value; what is left unread is an error
    /// @return the value
    T decode(WireReader in);

    /// In which form the server sends and takes the values.
    ///
    /// @return binary, unless overridden
    default Format format() {
        return Format.BINARY;
    }
}
