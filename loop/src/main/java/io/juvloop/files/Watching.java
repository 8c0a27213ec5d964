package io.juvloop.files;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/// Watches files for changes, with callbacks or for tasks. Beyond asyncio; a part of [FileOperations].
///
/// Loop thread only. Lifetime: that of the loop; once it is closed, every method throws [IllegalStateException].
///
/// See [uv_fs_event_t](https://docs.libuv.org/en/v1.x/fs_event.html).
public interface Watching {
    /// Watches a file or a directory, see [#watch(Path, WatchOptions, WatchListener)].
    ///
    /// @param path an existing file or directory
    /// @param listener called for each change
    /// @return the watch, to end it
    /// @throws java.nio.file.NoSuchFileException if the path does not exist
    /// @throws IOException if it cannot be watched
    default FileWatch watch(Path path, WatchListener listener) throws IOException {
        return watch(path, WatchOptions.DEFAULT, listener);
    }

    /// Watches a file, or a directory and the files in it, and calls a listener for each change. uvloop's
    /// `_monitor_fs(path, callback)`.
    ///
    /// The watch is bound to the file that the path refers to now: on Linux a file that is renamed is still
    /// watched under its new name, and a file created later under the old name is not. To see such changes,
    /// watch the directory.
    ///
    /// @param path an existing file or directory
    /// @param options the options of the watch
    /// @param listener called for each change, on the loop's thread
    /// @return the watch, to end it
    /// @throws java.nio.file.NoSuchFileException if the path does not exist
    /// @throws IOException if it or a folder below it cannot be watched, for example because the system's limit
    ///   is reached
    FileWatch watch(Path path, WatchOptions options, WatchListener listener) throws IOException;

    /// Watches a file or a directory for tasks, see [#watch(Path, WatchOptions)].
    ///
    /// @param path an existing file or directory
    /// @return the events, which the caller must close
    /// @throws java.nio.file.NoSuchFileException if the path does not exist
    /// @throws IOException if it cannot be watched
    default FileEvents watch(Path path) throws IOException {
        return watch(path, WatchOptions.DEFAULT);
    }

    /// Watches a file or a directory for tasks, which take the events with [FileEvents#next()]; otherwise the
    /// same as [#watch(Path, WatchOptions, WatchListener)].
    ///
    /// @param path an existing file or directory
    /// @param options the options of the watch
    /// @return the events, which the caller must close
    /// @throws java.nio.file.NoSuchFileException if the path does not exist
    /// @throws IOException if it cannot be watched
    FileEvents watch(Path path, WatchOptions options) throws IOException;

    /// Polls the status of a file, and calls a listener for each change. It also works where [#watch] notices
    /// no changes, such as on network file systems. The file need not exist.
    ///
    /// @param path the path of a file, which may appear and disappear
    /// @param interval the time between two polls, in whole milliseconds
    /// @param listener called for each change, on the loop's thread
    /// @return the watch, to end it
    /// @throws IOException if it cannot be started
    /// @throws IllegalArgumentException for an interval that is not positive
    FileWatch watchStat(Path path, Duration interval, StatListener listener) throws IOException;
}
