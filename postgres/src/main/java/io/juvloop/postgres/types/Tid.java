package io.juvloop.postgres.types;

/// A `tid`: where in its table a row version is.
///
/// Any thread.
///
/// @param block the page, an unsigned 32-bit number
/// @param offset the item in the page, an unsigned 16-bit number
public record Tid(long block, int offset) {
    private static final long BLOCKS_END = 1L << 32;
    private static final int OFFSETS_END = 1 << 16;

    /// Checks both numbers.
    ///
    /// @throws IllegalArgumentException for a number outside of its range
    public Tid {
        if (block < 0 || block >= BLOCKS_END || offset < 0 || offset >= OFFSETS_END) {
            throw new IllegalArgumentException("no tid: (" + block + "," + offset + ")");
        }
    }

    @Override
    public String toString() {
        return "(" + block + "," + offset + ")";
    }
}
