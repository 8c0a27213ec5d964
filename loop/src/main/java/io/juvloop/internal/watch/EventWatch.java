package io.juvloop.internal.watch;

import io.juvloop.bindings.FileNames;
import io.juvloop.bindings.UvHandle;
import io.juvloop.files.FileEvent;
import io.juvloop.files.FileEvent.Kind;
import io.juvloop.files.WatchListener;
import io.juvloop.internal.core.LoopCore;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Watches by what the operating system tells.
///
/// Loop thread only. Lifetime: see [ListenedWatch].
final class EventWatch extends ListenedWatch implements EventSource.Sink {
    private final WatchListener listener;
    private final EventSource source;

    /// @throws IOException if it cannot be watched
    EventWatch(LoopCore core, Path path, boolean recursive, WatchListener listener) throws IOException {
        super(core, path, listener);
        this.listener = listener;
        source = new EventSource(core, path, FileNames.toBytes(path), recursive, this);
    }

    @Override
    public void happened(Kind kind, @Nullable Path name) {
        boolean isItself = EventSource.ITSELF.equals(name); // a tree watches the same folder
        FileEvent event = new FileEvent(kind, isItself ? path().getFileName() : name);
        tell(() -> listener.changed(this, event));
    }

    @Override
    public void failed(IOException failure) {
        tell(() -> listener.errorReceived(this, failure));
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
