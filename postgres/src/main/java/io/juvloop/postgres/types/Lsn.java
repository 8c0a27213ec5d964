package io.juvloop.postgres.types;

import java.util.Locale;

/// A `pg_lsn`: a position in the server's write-ahead log.
///
/// Any thread.
///
/// @param value bytes since the start of the log, an unsigned 64-bit number
public record Lsn(long value) implements Comparable<Lsn> {
    private static final int HEX = 16;

    /// Reads the form that servers print, as `16/B374D848`.
    ///
    /// @param text two hexadecimal numbers of at most eight digits
    /// @return the position
    /// @throws IllegalArgumentException for anything else
    public static Lsn parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("no LSN: " + text);
        }
        long high = Integer.toUnsignedLong(Integer.parseUnsignedInt(text.substring(0, slash), HEX));
        long low = Integer.toUnsignedLong(Integer.parseUnsignedInt(text.substring(slash + 1), HEX));
        return new Lsn((high << Integer.SIZE) | low);
    }

    @Override
    public int compareTo(Lsn other) {
        return Long.compareUnsigned(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toHexString(value >>> Integer.SIZE).toUpperCase(Locale.ROOT)
                + "/"
                + Integer.toHexString((int) value).toUpperCase(Locale.ROOT);
    }
}
