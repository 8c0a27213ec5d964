package io.juvloop.internal.watch;

import io.juvloop.EventLoop;
import io.juvloop.bindings.FileStatus;
import io.juvloop.bindings.UvFailure;
import io.juvloop.bindings.UvFsPoll;
import io.juvloop.files.FileStat;
import io.juvloop.files.FileWatch;
import io.juvloop.files.StatListener;
import io.juvloop.internal.FileNames;
import io.juvloop.internal.UvErrorMapping;
import io.juvloop.internal.UvEventLoop;
import io.juvloop.internal.fs.FileStats;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Watches by asking for a file's state again and again.
///
/// Loop thread only. Lives until it is closed, or the loop is.
final class StatWatch implements FileWatch, UvFsPoll.Changes {
    private static final int NANOS_TO_NEXT_MILLI = 999_999;
    private static final Duration LONGEST = Duration.ofMillis(Integer.MAX_VALUE - 1L);

    private final UvEventLoop loop;
    private final Path path;
    private final StatListener listener;
    private final Told told;
    private final UvFsPoll handle;
    private boolean missing;

    /// @throws IOException if it cannot be begun
    StatWatch(UvEventLoop loop, Path path, Duration interval, StatListener listener) throws IOException {
        this.loop = loop;
        this.path = path;
        this.listener = listener;
        told = new Told(loop, listener);
        byte[] name = FileNames.toBytes(path);
        try {
            handle = new UvFsPoll(loop.uv(), this);
        } catch (UvFailure refused) {
            throw UvErrorMapping.toException(refused, path);
        }
        try {
            handle.start(name, millis(interval));
        } catch (UvFailure refused) {
            handle.close();
            throw UvErrorMapping.toException(refused, path);
        }
    }

    /// libuv counts whole milliseconds; to ask more often than wanted would be wrong.
    private static int millis(Duration interval) {
        return interval.compareTo(LONGEST) > 0
                ? Integer.MAX_VALUE
                : (int) interval.plusNanos(NANOS_TO_NEXT_MILLI).toMillis();
    }

    /// After an error libuv goes on asking, and compares with the last state that it had.
    @Override
    public void onChange(int status, long previous, long current) {
        FileStat before = missing ? null : stat(previous);
        if (status == 0) {
            missing = false;
            tell(before, stat(current));
        } else {
            failed(before, UvErrorMapping.toException("uv_fs_poll", status, path));
        }
        loop.endCallback();
    }

    private void failed(@Nullable FileStat before, IOException failure) {
        if (failure instanceof NoSuchFileException) {
            missing = true;
            tell(before, null);
        } else {
            told.tell(this, () -> listener.errorReceived(this, failure));
        }
    }

    /// No file has a mode of zero, which says nothing of its type.
    private static @Nullable FileStat stat(long address) {
        FileStatus status = FileStatus.of(address);
        return status.mode() == 0 ? null : FileStats.of(status);
    }

    private void tell(@Nullable FileStat before, @Nullable FileStat now) {
        if (before != null || now != null) {
            told.tell(this, () -> listener.changed(this, before, now));
        }
    }

    @Override
    public EventLoop loop() {
        return loop;
    }

    @Override
    public Path path() {
        return path;
    }

    @Override
    public boolean isClosed() {
        loop.checkThread();
        return !handle.isOpen();
    }

    @Override
    public void close() {
        loop.checkThread();
        handle.close();
    }

    @Override
    public String toString() {
        return "stat watch of " + path;
    }
}
