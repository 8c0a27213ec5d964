package io.juvloop;

import io.juvloop.internal.options.Option;
import io.juvloop.internal.options.Settings;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Which part of a file to send, and how; asyncio's keyword arguments of `sendfile` and `sock_sendfile`.
///
/// Any thread. Immutable; made by changing [#DEFAULT]: `SendfileOptions.DEFAULT.withOffset(100)`. See
/// [sendfile](https://docs.python.org/3.13/library/asyncio-eventloop.html#asyncio.loop.sendfile).
public final class SendfileOptions {
    private static final Option<Long> OFFSET = new Option<>("offset", 0L);
    private static final Option<OptionalLong> COUNT = new Option<>("count", OptionalLong.empty());
    private static final Option<Boolean> FALLBACK = new Option<>("fallback", true);

    /// The whole file, in whichever way.
    public static final SendfileOptions DEFAULT = new SendfileOptions(Settings.INITIAL);

    private final Settings settings;

    private SendfileOptions(Settings settings) {
        this.settings = settings;
    }

    /// The offset of the first byte.
    ///
    /// @return 0 or more
    public long offset() {
        return settings.get(OFFSET);
    }

    /// The same from another place on.
    ///
    /// @param first offset of the first byte
    /// @return new options
    /// @throws IllegalArgumentException for a negative offset
    public SendfileOptions withOffset(long first) {
        if (first < 0) {
            throw new IllegalArgumentException("the offset must not be negative, as " + first);
        }
        return new SendfileOptions(settings.with(OFFSET, first));
    }

    /// How many bytes to send at the most.
    ///
    /// @return empty for all to the end of the file
    public OptionalLong count() {
        return settings.get(COUNT);
    }

    /// The same with a limit.
    ///
    /// @param most how many bytes at the most
    /// @return new options
    /// @throws IllegalArgumentException for a count that is not positive
    public SendfileOptions withCount(long most) {
        if (most <= 0) {
            throw new IllegalArgumentException("the count must be positive, not " + most);
        }
        return new SendfileOptions(settings.with(COUNT, OptionalLong.of(most)));
    }

    /// Whether to read the file and write what was read where the system does not send files by itself.
    ///
    /// @return false to fail there instead
    public boolean isFallback() {
        return settings.get(FALLBACK);
    }

    /// The same with or without reading and writing in the system's place.
    ///
    /// @param allowed false to fail with [UnsupportedOperationException] instead
    /// @return new options
    public SendfileOptions withFallback(boolean allowed) {
        return new SendfileOptions(settings.with(FALLBACK, allowed));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SendfileOptions options && settings.equals(options.settings);
    }

    @Override
    public int hashCode() {
        return settings.hashCode();
    }

    /// What differs from [#DEFAULT].
    @Override
    public String toString() {
        return "SendfileOptions" + settings;
    }
}
