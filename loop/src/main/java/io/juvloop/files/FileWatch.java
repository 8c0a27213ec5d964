package io.juvloop.files;

import io.juvloop.EventLoop;
import java.nio.file.Path;

/// Something that watches a file or a directory until it is closed.
///
/// Loop thread only, except [#loop], [#path] and [#toString]. Lives until [#close], or until the loop is closed,
/// which warns of it; the loop keeps it until then. See
/// [uv_fs_event_t](https://docs.libuv.org/en/v1.x/fs_event.html).
public interface FileWatch extends AutoCloseable {
    /// The loop that it belongs to. Any thread.
    ///
    /// @return the loop
    EventLoop loop();

    /// What it watches. Any thread.
    ///
    /// @return as it was given
    Path path();

    /// Whether it tells nothing any more.
    ///
    /// @return true once it was closed, failed, or its loop is closed
    boolean isClosed();

    /// Ends it: its listener is told nothing any more, not even of what happened before. May be called by a
    /// listener; again, it does nothing.
    @Override
    void close();
}
