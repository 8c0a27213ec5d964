package io.juvloop.internal.watch;

import io.juvloop.bindings.FileNames;
import io.juvloop.bindings.Host;
import io.juvloop.files.FileEvents;
import io.juvloop.files.FileOperations;
import io.juvloop.files.FileWatch;
import io.juvloop.files.StatListener;
import io.juvloop.files.WatchListener;
import io.juvloop.files.WatchOptions;
import io.juvloop.files.Watching;
import io.juvloop.internal.core.Chapter;
import io.juvloop.internal.core.LoopCore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;

/// File watching on libuv, as a part of the file operations.
///
/// Thread rule and lifetime: see [Watching].
public interface UvWatches extends Watching, Chapter {
    /// The file operations, which watching a tree needs.
    ///
    /// @return the same each time
    FileOperations operations();

    @Override
    default FileWatch watch(Path path, WatchOptions options, WatchListener listener) throws IOException {
        core().checkUsable();
        Objects.requireNonNull(listener, "the listener is null");
        return begin(core(), this::operations, path, options.recursive(), listener);
    }

    @Override
    default FileEvents watch(Path path, WatchOptions options) throws IOException {
        core().checkUsable();
        return new QueuedEvents(core(), this::operations, path, options);
    }

    @Override
    default FileWatch watchStat(Path path, Duration interval, StatListener listener) throws IOException {
        core().checkUsable();
        Objects.requireNonNull(listener, "the listener is null");
        if (!interval.isPositive()) {
            throw new IllegalArgumentException("the interval must be positive, not " + interval);
        }
        return new StatWatch(core(), path, interval, listener);
    }

    /// Watches a folder with its subfolders, by the system where it can, and by a [TreeWatch] elsewhere.
    ///
    /// @param files supplies the file operations if they are needed
    static FileWatch begin(
            LoopCore core, Supplier<FileOperations> files, Path path, boolean recursive, WatchListener listener)
            throws IOException {
        var _ = FileNames.toBytes(path); // rejects paths of other file systems
        return recursive && Host.current().isLinux() && Files.isDirectory(path)
                ? new TreeWatch(core, files.get(), path, listener)
                : new EventWatch(core, path, recursive, listener);
    }
}
