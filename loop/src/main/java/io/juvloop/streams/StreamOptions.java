package io.juvloop.streams;

/// How streams are made; asyncio's keyword argument `limit`.
///
/// Any thread. Immutable; made by changing [#DEFAULT]: `StreamOptions.DEFAULT.withLimit(1024 * 1024)`. See
/// [open_connection](https://docs.python.org/3.13/library/asyncio-stream.html#asyncio.open_connection).
///
/// @param limit how long a line may be, in bytes; the reader pauses its transport while twice as much waits
public record StreamOptions(int limit) {
    private static final int DEFAULT_LIMIT = 64 * 1024;

    /// asyncio's limit of 64 KiB.
    public static final StreamOptions DEFAULT = new StreamOptions(DEFAULT_LIMIT);

    /// Checks the options.
    ///
    /// @throws IllegalArgumentException unless the limit is positive
    public StreamOptions {
        if (limit <= 0) {
            throw new IllegalArgumentException("the limit must be positive, not " + limit);
        }
    }

    /// The same with another limit.
    ///
    /// @param bytes how long a line may be
    /// @return new options
    public StreamOptions withLimit(int bytes) {
        return new StreamOptions(bytes);
    }
}
