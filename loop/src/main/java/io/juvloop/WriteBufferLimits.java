package io.juvloop;

/// The marks between which a transport tells its protocol to pause and resume writing.
///
/// Any thread. Immutable. See
/// [set_write_buffer_limits](https://docs.python.org/3.13/library/asyncio-protocol.html#asyncio.WriteTransport.set_write_buffer_limits).
///
/// @param low writing resumes at or below it, in bytes
/// @param high writing pauses above it, in bytes
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

    /// The high mark given, the low one a quarter of it.
    ///
    /// @param high in bytes
    /// @return the marks
    public static WriteBufferLimits ofHigh(long high) {
        return new WriteBufferLimits(high / RATIO, high);
    }

    /// The low mark given, the high one four times it.
    ///
    /// @param low in bytes
    /// @return the marks
    public static WriteBufferLimits ofLow(long low) {
        return new WriteBufferLimits(low, low * RATIO);
    }
}
