package io.juvloop.internal.watch;

import io.juvloop.LoopFiles;
import io.juvloop.bindings.Host;
import io.juvloop.files.FileEvents;
import io.juvloop.files.FileWatch;
import io.juvloop.files.StatListener;
import io.juvloop.files.WatchListener;
import io.juvloop.files.WatchOptions;
import io.juvloop.internal.FileNames;
import io.juvloop.internal.LoopChapter;
import io.juvloop.internal.UvEventLoop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/// What the chapter of files has about watching, on libuv.
///
/// Thread rule and lifetime: see [LoopFiles].
public interface UvWatches extends LoopFiles, LoopChapter {
    @Override
    default FileWatch watch(Path path, WatchOptions options, WatchListener listener) throws IOException {
        loop().checkUsable();
        Objects.requireNonNull(listener, "the listener is null");
        return begin(loop(), path, options.recursive(), listener);
    }

    @Override
    default FileEvents watch(Path path, WatchOptions options) throws IOException {
        loop().checkUsable();
        return new QueuedEvents(loop(), path, options);
    }

    @Override
    default FileWatch watchStat(Path path, Duration interval, StatListener listener) throws IOException {
        loop().checkUsable();
        Objects.requireNonNull(listener, "the listener is null");
        if (!interval.isPositive()) {
            throw new IllegalArgumentException("the interval must be positive, not " + interval);
        }
        return new StatWatch(loop(), path, interval, listener);
    }

    /// The system watches below a folder, or we do.
    static FileWatch begin(UvEventLoop loop, Path path, boolean recursive, WatchListener listener) throws IOException {
        var _ = FileNames.toBytes(path); // refuses those of other file systems
        return recursive && Host.current().isLinux() && Files.isDirectory(path)
                ? new TreeWatch(loop, path, listener)
                : new EventWatch(loop, path, recursive, listener);
    }
}
