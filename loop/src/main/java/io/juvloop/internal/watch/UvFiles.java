package io.juvloop.internal.watch;

import io.juvloop.bindings.FileNames;
import io.juvloop.bindings.Platform;
import io.juvloop.files.FileEvents;
import io.juvloop.files.FileOperations;
import io.juvloop.files.FileWatch;
import io.juvloop.files.StatListener;
import io.juvloop.files.WatchListener;
import io.juvloop.files.WatchOptions;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.fs.UvFileOperations;
import io.juvloop.internal.task.Tasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/// The files of a loop on libuv: operations, and watching.
///
/// Thread rule and lifetime: see [io.juvloop.files.FileOperations].
public final class UvFiles extends UvFileOperations {
    private final LoopCore core;

    public UvFiles(LoopCore core, Tasks tasks) {
        super(core, tasks);
        this.core = core;
    }

    @Override
    public FileWatch watch(Path path, WatchOptions options, WatchListener listener) throws IOException {
        core.checkUsable();
        Objects.requireNonNull(listener, "the listener is null");
        return begin(core, this, path, options.isRecursive(), listener);
    }

    @Override
    public FileEvents watch(Path path, WatchOptions options) throws IOException {
        core.checkUsable();
        return new QueuedEvents(core, this, path, options);
    }

    @Override
    public FileWatch watchStat(Path path, Duration interval, StatListener listener) throws IOException {
        core.checkUsable();
        Objects.requireNonNull(listener, "the listener is null");
        if (!interval.isPositive()) {
            throw new IllegalArgumentException("the interval must be positive, not " + interval);
        }
        return new StatWatch(core, path, interval, listener);
    }

    /// The system watches below a folder, or we do.
    static FileWatch begin(LoopCore core, FileOperations files, Path path, boolean recursive, WatchListener listener)
            throws IOException {
        var _ = FileNames.toBytes(path); // refuses those of other file systems
        return recursive && Platform.current().isLinux() && Files.isDirectory(path)
                ? new TreeWatch(core, files, path, listener)
                : new EventWatch(core, path, recursive, listener);
    }
}
