package io.juvloop.files;

import io.juvloop.internal.options.Option;
import io.juvloop.internal.options.Settings;
import org.jspecify.annotations.Nullable;

/// The options of watching a file or a directory.
///
/// Any thread. Immutable; made by changing [#DEFAULT]: `WatchOptions.DEFAULT.withRecursive(true)`. See
/// [uv_fs_event_flags](https://docs.libuv.org/en/v1.x/fs_event.html#c.uv_fs_event_flags).
public final class WatchOptions {
    private static final int DEFAULT_CAPACITY = 1024;

    private static final Option<Boolean> RECURSIVE = new Option<>("recursive", false);
    private static final Option<Integer> CAPACITY = new Option<>("capacity", DEFAULT_CAPACITY);

    /// One directory, and a queue of 1024 different events.
    public static final WatchOptions DEFAULT = new WatchOptions(Settings.INITIAL);

    private final Settings settings;

    private WatchOptions(Settings settings) {
        this.settings = settings;
    }

    /// Whether the directories below are watched too, including those that are created later; on Linux each by a
    /// watch of its own, which takes time for many of them.
    ///
    /// @return whether they are
    public boolean isRecursive() {
        return settings.get(RECURSIVE);
    }

    /// Returns these options with or without the directories below.
    ///
    /// @param on whether they are watched too
    /// @return new options
    public WatchOptions withRecursive(boolean on) {
        return new WatchOptions(settings.with(RECURSIVE, on));
    }

    /// Returns the number of different events that a [FileEvents] holds.
    ///
    /// @return the number, at least 1
    public int capacity() {
        return settings.get(CAPACITY);
    }

    /// Returns these options with another capacity of the queue.
    ///
    /// @param events the number of different events that it holds
    /// @return new options
    /// @throws IllegalArgumentException for a capacity that is not positive
    public WatchOptions withCapacity(int events) {
        if (events <= 0) {
            throw new IllegalArgumentException("the capacity must be positive, not " + events);
        }
        return new WatchOptions(settings.with(CAPACITY, events));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof WatchOptions options && settings.equals(options.settings);
    }

    @Override
    public int hashCode() {
        return settings.hashCode();
    }

    /// Returns the options that differ from [#DEFAULT].
    @Override
    public String toString() {
        return "WatchOptions" + settings;
    }
}
