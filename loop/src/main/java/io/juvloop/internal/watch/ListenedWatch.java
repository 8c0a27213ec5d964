package io.juvloop.internal.watch;

import io.juvloop.EventLoop;
import io.juvloop.bindings.UvHandle;
import io.juvloop.files.FileEvent;
import io.juvloop.files.FileEvent.Kind;
import io.juvloop.files.FileWatch;
import io.juvloop.files.WatchListener;
import io.juvloop.internal.core.LoopCore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The base of all watches with a listener: a path, its listener, and a libuv handle that lives as long as the
/// watch.
///
/// What happens is noted first and then brought to the listener, so that an error in the middle, such as an exhausted
/// stack, loses no change and brings none twice.
///
/// Loop thread only. Lives until it is closed, fails, or the loop is closed.
abstract class ListenedWatch implements FileWatch {
    final LoopCore core;
    private final Path path;
    private final ReportingListener listener;
    private final ArrayDeque<Runnable> noted = new ArrayDeque<>(2);
    private boolean over;

    ListenedWatch(LoopCore core, Path path, Object called) {
        this.core = core;
        this.path = path;
        listener = new ReportingListener(core, called);
    }

    /// The handle that is open as long as this watch.
    abstract UvHandle handle();

    /// Notes calls of the listener, all of them or none.
    ///
    /// @param calls which each begin with [#begins]
    final void note(List<Runnable> calls) {
        noted.addAll(calls);
    }

    /// Calls of a listener for something that has happened.
    final List<Runnable> changes(WatchListener called, List<Kind> kinds, @Nullable Path name) {
        List<Runnable> calls = new ArrayList<>(kinds.size());
        for (Kind kind : kinds) {
            FileEvent event = new FileEvent(kind, name);
            calls.add(() -> {
                begins();
                called.changed(this, event);
            });
        }
        return calls;
    }

    /// The last call of a listener, to which the watch is closed.
    final Runnable end(WatchListener called, IOException failure) {
        return () -> {
            end();
            begins();
            called.errorReceived(this, failure);
        };
    }

    /// The call of the listener that was noted first follows at once.
    final void begins() {
        noted.remove();
    }

    /// Makes the noted calls. After an error it can be called again, and goes on with what is left.
    @SuppressWarnings("ReferenceEquality") // the call itself is meant
    public final void callListener() {
        while (!over && !noted.isEmpty()) {
            Runnable next = noted.element();
            listener.call(this, next, () -> noted.peek() != next);
        }
    }

    @Override
    public final EventLoop loop() {
        return core.loop();
    }

    @Override
    public final Path path() {
        return path;
    }

    @Override
    public final boolean isClosed() {
        core.checkThread();
        return !handle().isOpen();
    }

    @Override
    public final void close() {
        core.checkThread();
        over = true;
        end();
    }

    /// Closes what watches. After an error it can be called again.
    void end() {
        handle().close();
    }

    @Override
    public String toString() {
        return "watch of " + path;
    }
}
