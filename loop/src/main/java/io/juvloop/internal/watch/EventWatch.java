package io.juvloop.internal.watch;

import io.juvloop.EventLoop;
import io.juvloop.bindings.UvFailure;
import io.juvloop.bindings.UvFsEvent;
import io.juvloop.files.FileEvent;
import io.juvloop.files.FileEvent.Kind;
import io.juvloop.files.FileWatch;
import io.juvloop.files.WatchListener;
import io.juvloop.internal.FileNames;
import io.juvloop.internal.UvErrorMapping;
import io.juvloop.internal.UvEventLoop;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Watches by what the operating system tells.
///
/// Loop thread only. Lives until it is closed, fails, or the loop is closed.
final class EventWatch implements FileWatch, UvFsEvent.Changes {
    private final UvEventLoop loop;
    private final Path path;
    private final FileWatch self;
    private final WatchListener listener;
    private final Told told;
    private final UvFsEvent handle;

    /// @param self what the listener is told as the watch; null for this
    /// @throws IOException if it cannot be watched
    EventWatch(UvEventLoop loop, Path path, boolean recursive, WatchListener listener, @Nullable FileWatch self)
            throws IOException {
        this.loop = loop;
        this.path = path;
        this.self = self == null ? this : self;
        this.listener = listener;
        told = new Told(loop, listener);
        byte[] name = FileNames.toBytes(path);
        try {
            handle = new UvFsEvent(loop.uv(), this);
        } catch (UvFailure refused) {
            throw UvErrorMapping.toException(refused, path);
        }
        try {
            handle.start(name, recursive);
        } catch (UvFailure refused) {
            handle.close();
            throw UvErrorMapping.toException(refused, path);
        }
    }

    @Override
    public void onChange(byte[] name, int events, int status) {
        if (status < 0) {
            handle.close();
            IOException failure = UvErrorMapping.toException("uv_fs_event", status, path);
            told.tell(self, () -> listener.errorReceived(self, failure));
        } else {
            Path changed = name.length == 0 ? null : FileNames.toPath(name);
            if ((events & UvFsEvent.RENAME) != 0) {
                tell(new FileEvent(Kind.RENAME, changed));
            }
            if ((events & UvFsEvent.CHANGE) != 0 && handle.isOpen()) {
                tell(new FileEvent(Kind.CHANGE, changed));
            }
        }
        loop.endCallback();
    }

    private void tell(FileEvent event) {
        told.tell(self, () -> listener.changed(self, event));
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
        return "watch of " + path;
    }
}
