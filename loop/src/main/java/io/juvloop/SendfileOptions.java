package io.juvloop;

import java.util.OptionalLong;

/// Which part of a file to send, and how; asyncio's keyword arguments of `sendfile` and `sock_sendfile`.
///
/// Any thread. Immutable; made by changing [#DEFAULT]: `SendfileOptions.DEFAULT.withOffset(100)`. See
/// [sendfile](https://docs.python.org/3.13/library/asyncio-eventloop.html#asyncio.loop.sendfile).
///
/// @param offset of the first byte
/// @param count how many bytes at the most; empty for all to the end of the file
/// @param fallback whether to read the file and write what was read where the system does not send files by
/// itself
public record SendfileOptions(long offset, OptionalLong count, boolean fallback) {
    /// The whole file, in whichever way.
    public static final SendfileOptions DEFAULT = new SendfileOptions(0, OptionalLong.empty(), true);

    /// Checks the options.
    ///
    /// @throws IllegalArgumentException for a negative offset, or a count that is not positive
    public SendfileOptions {
        if (offset < 0) {
            throw new IllegalArgumentException("the offset must not be negative, as " + offset);
        }
        if (count.isPresent() && count.getAsLong() <= 0) {
            throw new IllegalArgumentException("the count must be positive, not " + count.getAsLong());
        }
    }

    /// The same from another place on.
    ///
    /// @param first offset of the first byte
    /// @return new options
    public SendfileOptions withOffset(long first) {
        return new SendfileOptions(first, count, fallback);
    }

    /// The same with a limit.
    ///
    /// @param most how many bytes at the most
    /// @return new options
    public SendfileOptions withCount(long most) {
        return new SendfileOptions(offset, OptionalLong.of(most), fallback);
    }

    /// The same with or without reading and writing in the system's place.
    ///
    /// @param allowed false to fail with [UnsupportedOperationException] instead
    /// @return new options
    public SendfileOptions withFallback(boolean allowed) {
        return new SendfileOptions(offset, count, allowed);
    }
}
