package io.juvloop.streams;

import io.juvloop.internal.options.Option;
import io.juvloop.internal.options.Settings;
import org.jspecify.annotations.Nullable;

/// The options of streams: asyncio's keyword argument `limit`.
///
/// Any thread. Immutable; made by changing [#DEFAULT]: `StreamOptions.DEFAULT.withLimit(1024 * 1024)`. See
/// [open_connection](https://docs.python.org/3.13/library/asyncio-stream.html#asyncio.open_connection).
public final class StreamOptions {
    private static final int DEFAULT_LIMIT = 64 * 1024;

    private static final Option<Integer> LIMIT = new Option<>("limit", DEFAULT_LIMIT);

    /// asyncio's limit of 64 KiB.
    public static final StreamOptions DEFAULT = new StreamOptions(Settings.INITIAL);

    private final Settings settings;

    private StreamOptions(Settings settings) {
        this.settings = settings;
    }

    /// Returns the length of the longest line; the reader pauses its transport while twice as much is queued.
    ///
    /// @return the length in bytes
    public int limit() {
        return settings.get(LIMIT);
    }

    /// Returns these options with another limit.
    ///
    /// @param bytes the length of the longest line, in bytes
    /// @return new options
    /// @throws IllegalArgumentException unless the limit is positive
    public StreamOptions withLimit(int bytes) {
        if (bytes <= 0) {
            throw new IllegalArgumentException("the limit must be positive, not " + bytes);
        }
        return new StreamOptions(settings.with(LIMIT, bytes));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StreamOptions options && settings.equals(options.settings);
    }

    @Override
    public int hashCode() {
        return settings.hashCode();
    }

    /// Returns the options that differ from [#DEFAULT].
    @Override
    public String toString() {
        return "StreamOptions" + settings;
    }
}
