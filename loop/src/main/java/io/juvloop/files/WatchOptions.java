package io.juvloop.files;

/// How to watch.
///
/// Any thread. Immutable; made by changing [#DEFAULT]: `WatchOptions.DEFAULT.withRecursive(true)`. See
/// [uv_fs_event_flags](https://docs.libuv.org/en/v1.x/fs_event.html#c.uv_fs_event_flags).
///
/// @param recursive whether directories below are watched as well, those too that come later; on Linux one by one,
///   which takes time when there are many
/// @param capacity how many different events a [FileEvents] holds
public record WatchOptions(boolean recursive, int capacity) {
    private static final int USUAL_CAPACITY = 1024;

    /// One directory, and a queue of 1024 different events.
    public static final WatchOptions DEFAULT = new WatchOptions(false, USUAL_CAPACITY);

    /// Checks the options.
    ///
    /// @throws IllegalArgumentException for a capacity that is not positive
    public WatchOptions {
        if (capacity <= 0) {
            throw new IllegalArgumentException("the capacity must be positive, not " + capacity);
        }
    }

    /// The same with or without the directories below.
    ///
    /// @param on whether to watch them
    /// @return new options
    public WatchOptions withRecursive(boolean on) {
        return new WatchOptions(on, capacity);
    }

    /// The same with another queue.
    ///
    /// @param events how many different ones it holds
    /// @return new options
    public WatchOptions withCapacity(int events) {
        return new WatchOptions(recursive, events);
    }
}
