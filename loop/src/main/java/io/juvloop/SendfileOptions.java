package io.juvloop;

import io.juvloop.internal.options.Option;
import io.juvloop.internal.options.Settings;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The options of sending a file: asyncio's keyword arguments of `sendfile` and `sock_sendfile`.
///
/// Any thread. Immutable; made by changing [#DEFAULT]: `SendfileOptions.DEFAULT.withOffset(100)`. See
/// [sendfile](https://docs.python.org/3.13/library/asyncio-eventloop.html#asyncio.loop.sendfile).
public final class SendfileOptions {
    private static final Option<Long> OFFSET = new Option<>("offset", 0L);
    private static final Option<OptionalLong> COUNT = new Option<>("count", OptionalLong.empty());
    private static final Option<Boolean> FALLBACK = new Option<>("fallback", true);

    /// The whole file, sent by the kernel or by the fallback.
    public static final SendfileOptions DEFAULT = new SendfileOptions(Settings.INITIAL);

    private final Settings settings;

    private SendfileOptions(Settings settings) {
        this.settings = settings;
    }

    /// Returns the offset of the first byte.
    ///
    /// @return 0 or more
    public long offset() {
        return settings.get(OFFSET);
    }

    /// Returns these options with another offset.
    ///
    /// @param first the offset of the first byte
    /// @return new options
    /// @throws IllegalArgumentException for a negative offset
    public SendfileOptions withOffset(long first) {
        if (first < 0) {
            throw new IllegalArgumentException("the offset must not be negative, as " + first);
        }
        return new SendfileOptions(settings.with(OFFSET, first));
    }

    /// Returns the largest number of bytes to send.
    ///
    /// @return the number; empty for the rest of the file
    public OptionalLong count() {
        return settings.get(COUNT);
    }

    /// Returns these options with a limit.
    ///
    /// @param most the largest number of bytes
    /// @return new options
    /// @throws IllegalArgumentException for a count that is not positive
    public SendfileOptions withCount(long most) {
        if (most <= 0) {
            throw new IllegalArgumentException("the count must be positive, not " + most);
        }
        return new SendfileOptions(settings.with(COUNT, OptionalLong.of(most)));
    }

    /// Whether the loop reads and writes the file itself where the system cannot send it.
    ///
    /// @return false if sending fails there instead
    public boolean isFallback() {
        return settings.get(FALLBACK);
    }

    /// Returns these options with or without the fallback.
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

    /// Returns the options that differ from [#DEFAULT].
    @Override
    public String toString() {
        return "SendfileOptions" + settings;
    }
}
