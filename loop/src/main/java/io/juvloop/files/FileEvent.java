package io.juvloop.files;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Something that happened to what a [FileWatch] watches.
///
/// The operating system says what it noticed, not what was done: two changes may come as one event, one change as
/// several, and a rename is told as one event for each of the two names.
///
/// Any thread. Immutable. See [uv_fs_event_cb](https://docs.libuv.org/en/v1.x/fs_event.html#c.uv_fs_event_cb).
///
/// @param kind what
/// @param name to whom, relative to the directory that is watched; the file's own name if a file is watched, and the
///   directory's own last name if it is about itself; null if the operating system does not tell, and for
///   [Kind#OVERFLOW]
public record FileEvent(Kind kind, @Nullable Path name) {
    /// Refuses what is null and may not be.
    public FileEvent {
        Objects.requireNonNull(kind, "the kind is null");
    }

    /// What happened; libuv's `uv_fs_event`.
    public enum Kind {
        /// A name appeared or disappeared: something was made, deleted or renamed.
        RENAME,
        /// What a name stands for has other contents or other attributes.
        CHANGE,
        /// More happened than the queue of a [FileEvents] holds; what was lost is not known.
        OVERFLOW
    }
}
