package io.juvloop.internal.watch;

import io.juvloop.bindings.FileNames;
import io.juvloop.bindings.FileStatus;
import io.juvloop.bindings.UvFailure;
import io.juvloop.bindings.UvFsPoll;
import io.juvloop.bindings.UvHandle;
import io.juvloop.files.FileStat;
import io.juvloop.files.StatListener;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.fs.FileErrors;
import io.juvloop.internal.fs.FileStats;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Watches a file by polling its status.
///
/// Loop thread only. Lives until it is closed, or the loop is.
final class StatWatch extends ListenedWatch implements UvFsPoll.Changes {
    private static final int NANOS_TO_NEXT_MILLI = 999_999;
    private static final Duration LONGEST = Duration.ofMillis(Integer.MAX_VALUE - 1L);

    private final StatListener listener;
    private final UvFsPoll handle;
    private boolean missing;

    /// @throws IOException if it cannot be started
    StatWatch(LoopCore core, Path path, Duration interval, StatListener listener) throws IOException {
        super(core, path, listener);
        this.listener = listener;
        byte[] name = FileNames.toBytes(path);
        try {
            handle = new UvFsPoll(core.uv(), this);
        } catch (UvFailure refused) {
            throw FileErrors.toException(refused.operation(), refused.code(), path, null);
        }
        try {
            handle.start(name, millis(interval));
        } catch (UvFailure refused) {
            handle.close();
            throw FileErrors.toException(refused.operation(), refused.code(), path, null);
        } catch (Throwable thrown) {
            handle.close();
            throw thrown;
        }
    }

    /// Rounds up to whole milliseconds, libuv's unit, because polling more often than requested would be wrong.
    private static int millis(Duration interval) {
        return interval.compareTo(LONGEST) > 0
                ? Integer.MAX_VALUE
                : (int) interval.plusNanos(NANOS_TO_NEXT_MILLI).toMillis();
    }

    /// After an error libuv continues polling, and compares with the last status that it had.
    @Override
    public void onChange(int status, FileStatus previous, FileStatus current) {
        FileStat before = missing ? null : stat(previous);
        if (status == 0) {
            noteChange(before, stat(current));
            missing = false; // last, so that after an error it can be called again
            return;
        }
        IOException failure = FileErrors.toException("uv_fs_poll", status, path(), null);
        if (failure instanceof NoSuchFileException) {
            noteChange(before, null);
            missing = true;
        } else {
            note(List.of(() -> {
                begins();
                listener.errorReceived(this, failure);
            }));
        }
    }

    @Override
    public void onNoted() {
        callListener();
    }

    /// No status has a mode of zero, because the mode contains the file type.
    private static @Nullable FileStat stat(FileStatus status) {
        return status.mode() == 0 ? null : FileStats.of(status);
    }

    private void noteChange(@Nullable FileStat before, @Nullable FileStat now) {
        if (before != null || now != null) {
            note(List.of(() -> {
                begins();
                listener.changed(this, before, now);
            }));
        }
    }

    @Override
    UvHandle handle() {
        return handle;
    }

    @Override
    public String toString() {
        return "stat watch of " + path();
    }
}
