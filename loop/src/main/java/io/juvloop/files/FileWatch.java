package io.juvloop.files;

import io.juvloop.EventLoop;
import java.nio.file.Path;

/// Watches a file or a directory until it is closed.
///
/// Loop thread only, except [#loop], [#path] and `toString`. Lives until [#close], or until the loop is
/// closed, which logs a warning; the loop references it until then. See
/// [uv_fs_event_t](https://docs.libuv.org/en/v1.x/fs_event.html).
public interface FileWatch extends AutoCloseable {
    /// The loop of this watch. Any thread.
    ///
    /// @return the loop
    EventLoop loop();

    /// The path that is watched. Any thread.
    ///
    /// @return the path, as it was given
    Path path();

    /// Whether the watch has ended.
    ///
    /// @return true once it was closed, has failed, or its loop is closed
    boolean isClosed();

    /// Ends the watch: its listener is not called any more, not even for earlier events. A listener may call
    /// it; calling it again has no effect.
    @Override
    void close();
}
