package io.juvloop.locks;

import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A sink whose next write can be delayed, as by a terminal that scrolls or a slow disk.
///
/// Any thread.
final class SlowSink extends OutputStream {
    private final AtomicReference<@Nullable Runnable> next = new AtomicReference<>();

    /// Runs something inside the next write.
    void next(Runnable inside) {
        next.set(inside);
    }

    @Override
    public void write(int unit) {
        Runnable inside = next.getAndSet(null);
        if (inside != null) {
            inside.run();
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        write(0);
    }
}
