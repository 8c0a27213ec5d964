package io.juvloop.files;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// A directory that is read in portions, so that its size does not matter; libuv's `uv_dir_t`.
///
/// In a task it can be iterated: `for (DirectoryEntry entry : directory)` suspends the task while the next
/// entries are read. Errors are then thrown as [java.io.UncheckedIOException].
///
/// Loop thread only. Lifetime: until [#close]; a loop that is closed before logs a warning and closes the
/// directory. See [uv_fs_opendir](https://docs.libuv.org/en/v1.x/fs.html#c.uv_fs_opendir).
public interface AsyncDirectory extends Iterable<DirectoryEntry>, AutoCloseable {
    /// The path of the directory.
    ///
    /// @return the path, as it was given
    Path path();

    /// Reads the next entries, in no particular order, without `.` and `..`.
    ///
    /// @return at most 32 entries; none at the end
    /// @throws IllegalStateException if the directory is closed, or the last read has not ended yet
    CompletableFuture<List<DirectoryEntry>> read();

    /// Closes the directory once a pending read has ended. Calling it again has no effect.
    @Override
    void close();

    /// Whether [#close] was called.
    ///
    /// @return true if it was
    boolean isClosing();

    /// Returns a future that is done when the directory is closed.
    ///
    /// @return a future that fails if closing fails
    CompletableFuture<Void> waitClosed();
}
