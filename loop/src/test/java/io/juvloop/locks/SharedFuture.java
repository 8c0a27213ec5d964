package io.juvloop.locks;

import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// An unfinished future to which all users add done-callbacks. The lock of their list is held while the list
/// is searched, and comparing callbacks can take long.
///
/// Any thread.
final class SharedFuture implements ContendedLock {
    private final LoopFuture<String> future;
    private final AtomicReference<@Nullable Runnable> inside = new AtomicReference<>();

    SharedFuture(EventLoop loop) {
        this.future = loop.createFuture();
        use();
    }

    @Override
    public void hold(Runnable work) {
        inside.set(work);
        future.removeDoneCallback(new Compared(inside));
    }

    @Override
    public void use() {
        future.addDoneCallback(new Compared(inside));
    }

    /// Equal to itself only, which once takes a while to decide.
    private static final class Compared implements Consumer<Object> {
        private final AtomicReference<@Nullable Runnable> inside;

        Compared(AtomicReference<@Nullable Runnable> inside) {
            this.inside = inside;
        }

        @Override
        public void accept(Object done) {}

        @Override
        public boolean equals(@Nullable Object other) {
            Runnable work = inside.getAndSet(null);
            if (work != null) {
                work.run();
            }
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }
}
