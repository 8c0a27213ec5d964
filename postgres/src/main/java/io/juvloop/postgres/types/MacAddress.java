package io.juvloop.postgres.types;

import java.util.Arrays;
import java.util.HexFormat;

/// A `macaddr` of six bytes, or a `macaddr8` of eight.
///
/// Any thread.
public final class MacAddress implements Comparable<MacAddress> {
    private static final int LENGTH = 6;
    private static final int LONG_LENGTH = 8;
    private static final HexFormat COLONS = HexFormat.ofDelimiter(":");

    private final byte[] bytes;

    private MacAddress(byte[] bytes) {
        if (bytes.length != LENGTH && bytes.length != LONG_LENGTH) {
            throw new IllegalArgumentException("a MAC address has six or eight bytes, not " + bytes.length);
        }
        this.bytes = bytes;
    }

    /// The address of these bytes.
    ///
    /// @param bytes six or eight, the first one first; they are copied
    /// @return the address
    /// @throws IllegalArgumentException for another number of them
    public static MacAddress of(byte... bytes) {
        return new MacAddress(bytes.clone());
    }

    /// Reads six or eight pairs of hexadecimal digits with colons between, as `08:00:2b:01:02:03`.
    ///
    /// @param text the address
    /// @return the address
    /// @throws IllegalArgumentException for anything else
    public static MacAddress parse(String text) {
        return new MacAddress(COLONS.parseHex(text));
    }

    /// How many bytes it has.
    ///
    /// @return 6 or 8
    public int length() {
        return bytes.length;
    }

    /// Its bytes.
    ///
    /// @return a new array, the first byte first
    public byte[] toByteArray() {
        return bytes.clone();
    }

    @Override
    public int compareTo(MacAddress other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MacAddress that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return COLONS.formatHex(bytes);
    }
}
