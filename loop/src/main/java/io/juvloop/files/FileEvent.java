package io.juvloop.files;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A change that a [FileWatch] reports.
///
/// The operating system reports what it noticed, not what was done: two changes may be reported as one event,
/// one change as several, and a rename as one event for each of the two names.
///
/// Any thread. Immutable. See [uv_fs_event_cb](https://docs.libuv.org/en/v1.x/fs_event.html#c.uv_fs_event_cb).
///
/// @param kind the kind of change
/// @param name the name that changed, relative to the watched directory; the file's own name if a file is
///   watched, and the directory's own last name if the directory itself changed; null if the operating system
///   does not report it, and for [Kind#OVERFLOW]
public record FileEvent(Kind kind, @Nullable Path name) {
    /// Checks that no required component is null.
    public FileEvent {
        Objects.requireNonNull(kind, "the kind is null");
    }

    /// The kind of change; libuv's `uv_fs_event`.
    public enum Kind {
        /// A name appeared or disappeared: a file was created, deleted or renamed.
        RENAME,
        /// The contents or the attributes of a file changed.
        CHANGE,
        /// More events occurred than the queue of a [FileEvents] holds; the lost ones are unknown.
        OVERFLOW
    }
}
