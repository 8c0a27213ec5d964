package io.juvloop.postgres.codec;

/// The bytes of one value, read from the front, in network byte order.
///
/// Every read moves on, and beyond the end throws [IndexOutOfBoundsException]. Valid only in the call that gave it.
public interface WireReader {
    /// How many bytes are left.
    ///
    /// @return 0 at the end
    int remaining();

    /// Reads one byte.
    ///
    /// @return the byte
    byte getByte();

    /// Reads two bytes.
    ///
    /// @return the number
    short getShort();

    /// Reads four bytes.
    ///
    /// @return the number
    int getInt();

    /// Reads eight bytes.
    ///
    /// @return the number
    long getLong();

    /// Reads four bytes as a `float4`.
    ///
    /// @return the number
    float getFloat();

    /// Reads eight bytes as a `float8`.
    ///
    /// @return the number
    double getDouble();

    /// Reads bytes into an array of their own.
    ///
    /// @param length bytes
    /// @return a new array
    byte[] getBytes(int length);

    /// Reads UTF-8.
    ///
    /// @param length bytes
    /// @return the text
    String getUtf8(int length);

    /// Reads all that is left as UTF-8: the whole value in the text format.
    ///
    /// @return the text
    default String getUtf8() {
        return getUtf8(remaining());
    }

    /// Leaves out bytes.
    ///
    /// @param length bytes
    void skip(int length);
}
