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
    private final ReportingListener told;

    ListenedWatch(LoopCore core, Path path, Object listener) {
        this.core = core;
        this.path = path;
        told = new ReportingListener(core, listener);
    }

    /// The handle that is open as long as this watch.
    abstract UvHandle handle();

    /// @param call of one of the listener's methods
    final void tell(Runnable call) {
        told.tell(this, call);
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
