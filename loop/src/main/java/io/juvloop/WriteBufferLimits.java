package io.juvloop;

/// The high-water and low-water marks at which a transport pauses and resumes its protocol's writing.
///
/// Any thread. Immutable. See
/// [set_write_buffer_limits](https://docs.python.org/3.13/library/asyncio-protocol.html#asyncio.WriteTransport.set_write_buffer_limits).
///
/// @param low the mark at or below which writing resumes, in bytes
/// @param high the mark above which writing pauses, in bytes
public record WriteBufferLimits(long low, long high) {
    private static final int RATIO = 4;

    /// asyncio's marks: 16 KiB and 64 KiB.
    public static final WriteBufferLimits DEFAULT = ofHigh(64 * 1024);

    /// Checks the marks.
    ///
    /// @throws IllegalArgumentException unless high >= low >= 0
    public WriteBufferLimits {
        if (low < 0 || high < low) {
            throw new IllegalArgumentException("high (" + high + ") must be >= low (" + low + ") must be >= 0");
        }
    }

    /// Limits with a given high-water mark, and a quarter of it as the low-water mark.
    ///
    /// @param high the mark in bytes
    /// @return the marks
    public static WriteBufferLimits ofHigh(long high) {
        return new WriteBufferLimits(high / RATIO, high);
    }

    /// Limits with a given low-water mark, and four times it as the high-water mark.
    ///
    /// @param low the mark in bytes
    /// @return the marks
    public static WriteBufferLimits ofLow(long low) {
        return new WriteBufferLimits(low, low * RATIO);
    }
}
