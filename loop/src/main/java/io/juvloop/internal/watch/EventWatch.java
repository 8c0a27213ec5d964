package io.juvloop.internal.watch;

import io.juvloop.bindings.FileNames;
import io.juvloop.bindings.Platform;
import io.juvloop.bindings.UvHandle;
import io.juvloop.files.FileEvent.Kind;
import io.juvloop.files.WatchListener;
import io.juvloop.internal.core.LoopCore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Watches a file or folder through the operating system's events.
///
/// On Linux all watches of a loop for the same file or folder share one watch of the kernel's, and libuv gives
/// all of them the name that the first one used. So events of a file are reported under this watch's own name,
/// and a folder is passed to libuv with a dot at the end, which is the same for all and can be no name inside
/// it.
///
/// Loop thread only. Lifetime: see [ListenedWatch].
final class EventWatch extends ListenedWatch implements EventSource.Sink {
    private final WatchListener listener;
    private final EventSource source;
    private final boolean isFile;

    /// @throws IOException if it cannot be watched
    EventWatch(LoopCore core, Path path, boolean recursive, WatchListener listener) throws IOException {
        super(core, path, listener);
        this.listener = listener;
        boolean shares = Platform.current().isLinux();
        boolean isFolder = Files.isDirectory(path);
        isFile = shares && !isFolder;
        Path named = shares && isFolder ? path.resolve(EventSource.ITSELF) : path;
        source = new EventSource(core, path, FileNames.toBytes(named), recursive, this);
    }

    @Override
    public void happened(List<Kind> kinds, @Nullable Path name) {
        boolean isItself = isFile || EventSource.ITSELF.equals(name);
        note(changes(listener, kinds, isItself ? path().getFileName() : name));
    }

    @Override
    public void failed(IOException failure) {
        note(List.of(end(listener, failure)));
    }

    @Override
    public Object owner() {
        return this;
    }

    @Override
    UvHandle handle() {
        return source.handle();
    }
}
