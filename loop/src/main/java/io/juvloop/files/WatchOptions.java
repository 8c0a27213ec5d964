package io.juvloop.files;

import io.juvloop.internal.options.Option;
import io.juvloop.internal.options.Settings;
import org.jspecify.annotations.Nullable;

/// How to watch.
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

    /// Whether directories below are watched as well, those too that come later; on Linux one by one, which takes
    /// time when there are many.
    ///
    /// @return whether they are
    public boolean isRecursive() {
        return settings.get(RECURSIVE);
    }

    /// The same with or without the directories below.
    ///
    /// @param on whether to watch them
    /// @return new options
    public WatchOptions withRecursive(boolean on) {
        return new WatchOptions(settings.with(RECURSIVE, on));
    }

    /// How many different events a [FileEvents] holds.
    ///
    /// @return at least 1
    public int capacity() {
        return settings.get(CAPACITY);
    }

    /// The same with another queue.
    ///
    /// @param events how many different ones it holds
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

    /// What differs from [#DEFAULT].
    @Override
    public String toString() {
        return "WatchOptions" + settings;
    }
}
