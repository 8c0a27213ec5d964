package io.juvloop.files;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/// Changes of files, as callbacks and for tasks. Beyond asyncio; [FileOperations] has it all.
///
/// Loop thread only. Lifetime: that of the loop; once it is closed, every method throws [IllegalStateException].
///
/// See [uv_fs_event_t](https://docs.libuv.org/en/v1.x/fs_event.html).
public interface Watching {
    /// Watches a file or a directory, see [#watch(Path, WatchOptions, WatchListener)].
    ///
    /// @param path what is there already
    /// @param listener told of changes
    /// @return to end it
    /// @throws java.nio.file.NoSuchFileException if nothing is there
    /// @throws IOException if it cannot be watched
    default FileWatch watch(Path path, WatchListener listener) throws IOException {
        return watch(path, WatchOptions.DEFAULT, listener);
    }

    /// Watches a file, or a directory and the files in it, and tells a listener. uvloop's
    /// `_monitor_fs(path, callback)`.
    ///
    /// What is watched is what the path stands for now: on Linux a file that is renamed is watched on under its
    /// new name, and one that is made later under the old name is not. Who wants to see that watches the
    /// directory.
    ///
    /// @param path what is there already
    /// @param options how
    /// @param listener told of changes, on the loop's thread
    /// @return to end it
    /// @throws java.nio.file.NoSuchFileException if nothing is there
    /// @throws IOException if it cannot be watched, or something below it, as when the system's limit is reached
    FileWatch watch(Path path, WatchOptions options, WatchListener listener) throws IOException;

    /// Watches a file or a directory for tasks, see [#watch(Path, WatchOptions)].
    ///
    /// @param path what is there already
    /// @return the events
    /// @throws java.nio.file.NoSuchFileException if nothing is there
    /// @throws IOException if it cannot be watched
    default FileEvents watch(Path path) throws IOException {
        return watch(path, WatchOptions.DEFAULT);
    }

    /// Watches for tasks, which take the events by [FileEvents#next()]; otherwise the same as
    /// [#watch(Path, WatchOptions, WatchListener)].
    ///
    /// @param path what is there already
    /// @param options how
    /// @return the events, to be closed
    /// @throws java.nio.file.NoSuchFileException if nothing is there
    /// @throws IOException if it cannot be watched
    FileEvents watch(Path path, WatchOptions options) throws IOException;

    /// Asks for the state of a file again and again, and tells of changes: also where [#watch] sees nothing, as
    /// on network file systems. Nothing needs to be there.
    ///
    /// @param path which may appear and disappear
    /// @param interval how long to wait between two questions, in whole milliseconds
    /// @param listener told of changes, on the loop's thread
    /// @return to end it
    /// @throws IOException if it cannot be begun
    /// @throws IllegalArgumentException for an interval that is not positive
    FileWatch watchStat(Path path, Duration interval, StatListener listener) throws IOException;
}
