package io.juvloop.internal.watch;

import io.juvloop.EventLoop;
import io.juvloop.bindings.UvHandle;
import io.juvloop.files.FileWatch;
import io.juvloop.internal.core.LoopCore;
import java.nio.file.Path;

/// The base of all watches with a listener: a path, its listener, and a libuv handle that lives as long as the
/// watch.
///
/// Loop thread only. Lives until it is closed, fails, or the loop is closed.
abstract class ListenedWatch implements FileWatch {
    final LoopCore core;
    private final Path path;
    private final ReportingListener listener;

    ListenedWatch(LoopCore core, Path path, Object called) {
        this.core = core;
        this.path = path;
        listener = new ReportingListener(core, called);
    }

    /// The handle that is open as long as this watch.
    abstract UvHandle handle();

    /// @param call of one of the listener's methods
    final void notifyListener(Runnable call) {
        listener.call(this, call);
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
    public void close() {
        core.checkThread();
        handle().close();
    }

    @Override
    public String toString() {
        return "watch of " + path;
    }
}
