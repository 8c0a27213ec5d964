package io.juvloop.files;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// A directory that is read a little at a time, so that its size does not matter; libuv's `uv_dir_t`.
///
/// In a task it can be iterated: `for (DirectoryEntry entry : directory)` suspends the task while the next
/// entries are read. What goes wrong then comes out as [java.io.UncheckedIOException].
///
/// Loop thread only. Lifetime: until [#close]; a loop that is closed before says so in the log, and closes it.
/// See [uv_fs_opendir](https://docs.libuv.org/en/v1.x/fs.html#c.uv_fs_opendir).
public interface AsyncDirectory extends Iterable<DirectoryEntry>, AutoCloseable {
    /// What was opened.
    ///
    /// @return the path, as it was given
    Path path();

    /// Reads the next entries, in no order. `.` and `..` are not among them.
    ///
    /// @return some, at most 32; none at the end
    /// @throws IllegalStateException if it is closed, or the last read has not ended yet
    CompletableFuture<List<DirectoryEntry>> read();

    /// Closes it, once a read that is under way has ended. Again, it does nothing.
    @Override
    void close();

    /// Whether [#close] was called.
    ///
    /// @return true if it was
    boolean isClosing();

    /// Waits until it is closed.
    ///
    /// @return fails if closing fails
    CompletableFuture<Void> waitClosed();
}
