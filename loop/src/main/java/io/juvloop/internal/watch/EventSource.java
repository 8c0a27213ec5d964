package io.juvloop.internal.watch;

import io.juvloop.bindings.FileNames;
import io.juvloop.bindings.UvFailure;
import io.juvloop.bindings.UvFsEvent;
import io.juvloop.files.FileEvent.Kind;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.fs.FileErrors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One fs event handle of libuv's, with the public types.
///
/// Loop thread only. Lives until its handle is closed, by its owner or because it failed.
final class EventSource implements UvFsEvent.Changes {
    /// The last name of a path that ends in a dot, by which Linux reports events of the folder itself.
    static final Path ITSELF = Path.of(".");

    /// Receives the events. It notes them, and can do so again after an error.
    interface Sink {
        /// Something has happened.
        ///
        /// @param kinds one or two
        void happened(List<Kind> kinds, @Nullable Path name);

        /// No further event follows.
        void failed(IOException failure);

        /// Calls the listener for what was noted.
        void callListener();

        /// The object to name in a warning if the loop is closed first; null for none.
        @Nullable
        Object owner();
    }

    private final Path path;
    private final Sink sink;
    private final UvFsEvent handle;

    /// @param path the path for exceptions
    /// @param name the path in libuv's form
    /// @throws IOException if it cannot be watched
    EventSource(LoopCore core, Path path, byte[] name, boolean recursive, Sink sink) throws IOException {
        this.path = path;
        this.sink = sink;
        try {
            handle = new UvFsEvent(core.uv(), this);
        } catch (UvFailure refused) {
            throw failure(refused.operation(), refused.code());
        }
        try {
            handle.start(name, recursive);
        } catch (UvFailure refused) {
            handle.close();
            throw failure(refused.operation(), refused.code());
        } catch (Throwable thrown) {
            handle.close();
            throw thrown;
        }
    }

    private IOException failure(String operation, int code) {
        return FileErrors.toException(operation, code, path, null);
    }

    UvFsEvent handle() {
        return handle;
    }

    @Override
    public void onChange(byte[] name, int events, int status) {
        if (status < 0) {
            sink.failed(failure("uv_fs_event", status));
            return;
        }
        List<Kind> kinds = kinds(events);
        if (!kinds.isEmpty()) {
            sink.happened(kinds, name.length == 0 ? null : FileNames.toPath(name));
        }
    }

    private static List<Kind> kinds(int events) {
        return switch (events) {
            case UvFsEvent.RENAME -> List.of(Kind.RENAME);
            case UvFsEvent.CHANGE -> List.of(Kind.CHANGE);
            case UvFsEvent.RENAME | UvFsEvent.CHANGE -> List.of(Kind.RENAME, Kind.CHANGE);
            default -> List.of();
        };
    }

    @Override
    public void onNoted() {
        sink.callListener();
    }

    @Override
    public @Nullable Object owner() {
        return sink.owner();
    }
}
