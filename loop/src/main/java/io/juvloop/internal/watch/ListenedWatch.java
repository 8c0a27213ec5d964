package io.juvloop.internal.watch;

import io.juvloop.EventLoop;
import io.juvloop.bindings.UvHandle;
import io.juvloop.files.FileWatch;
import io.juvloop.internal.UvEventLoop;
import java.nio.file.Path;

/// What all watches with a listener are: a path, who is told, and a handle of libuv's whose life is theirs.
///
/// Loop thread only. Lives until it is closed, fails, or the loop is closed.
abstract class ListenedWatch implements FileWatch {
    final UvEventLoop loop;
    private final Path path;
    private final Told told;

    ListenedWatch(UvEventLoop loop, Path path, Object listener) {
        this.loop = loop;
        this.path = path;
        told = new Told(loop, listener);
    }

    /// What is open for as long as this.
    abstract UvHandle handle();

    /// @param call of one of the listener's methods
    final void tell(Runnable call) {
        told.tell(this, call);
    }

    @Override
    public final EventLoop loop() {
        return loop;
    }

    @Override
    public final Path path() {
        return path;
    }

    @Override
    public final boolean isClosed() {
        loop.checkThread();
        return !handle().isOpen();
    }

    @Override
    public void close() {
        loop.checkThread();
        handle().close();
    }

    @Override
    public String toString() {
        return "watch of " + path;
    }
}
