package io.juvloop.postgres.internal.pool;

import io.juvloop.EventLoop;
import io.juvloop.Task;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Who has a connection, since when, and in debug mode also where it was acquired.
///
/// Loop thread only. Immutable.
final class Holder {
    private final EventLoop loop;
    private final @Nullable Task<?> task;
    private final long since;
    private final @Nullable Throwable acquired;

    private Holder(EventLoop loop, @Nullable Task<?> task, @Nullable Throwable acquired) {
        this.loop = loop;
        this.task = task;
        this.acquired = acquired;
        since = loop.time();
    }

    /// Who calls now.
    ///
    /// @param acquired where, see [#stack]
    static Holder now(EventLoop loop, @Nullable Task<?> task, @Nullable Throwable acquired) {
        return new Holder(loop, task, acquired);
    }

    /// Where the caller is; in debug mode only, because it costs some time.
    static @Nullable Throwable stack(EventLoop loop) {
        return loop.isDebug() ? new Throwable("the connection was acquired here") : null;
    }

    @Nullable
    Throwable acquired() {
        return acquired;
    }

    @Override
    public String toString() {
        String who = task == null ? "a callback" : "the task " + task.name();
        return who + " for " + Duration.ofNanos(loop.time() - since).toMillis() + " ms";
    }
}
