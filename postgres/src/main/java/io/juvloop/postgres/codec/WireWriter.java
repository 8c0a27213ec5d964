package io.juvloop.postgres.codec;

/// Takes the bytes of one value, in network byte order.
///
/// Valid only in the call that gave it.
public interface WireWriter {
    /// How many bytes of the value have been written.
    ///
    /// @return 0 at the start
    int position();

    /// Writes the low byte.
    ///
    /// @param value its low 8 bits count
    void putByte(int value);

    /// Writes two bytes.
    ///
    /// @param value its low 16 bits count
    void putShort(int value);

    /// Writes four bytes.
    ///
    /// @param value the number
    void putInt(int value);

    /// Writes eight bytes.
    ///
    /// @param value the number
    void putLong(long value);

    /// Writes a `float4`.
    ///
    /// @param value the number
    void putFloat(float value);

    /// Writes a `float8`.
    ///
    /// @param value the number
    void putDouble(double value);

    /// Writes an array.
    ///
    /// @param data the bytes; a large array is not copied, so it must not change afterwards
    void putBytes(byte[] data);

    /// Writes a part of an array.
    ///
    /// @param data the array
    /// @param offset where the part begins
    /// @param length bytes
    void putBytes(byte[] data, int offset, int length);

    /// Writes text as UTF-8.
    ///
    /// @param text without NUL and without unpaired surrogates
    /// @throws IllegalArgumentException for either
    void putUtf8(CharSequence text);

    /// Sets four bytes that were written earlier, for a count or a length that is known only afterwards.
    ///
    /// @param at the [#position] that the first of them had
    /// @param value the number
    void setInt(int at, int value);
}
