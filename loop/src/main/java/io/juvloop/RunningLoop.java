package io.juvloop;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The loop that is running on each thread; the state behind [EventLoop#running].
///
/// A loop's implementation calls [#enter] before it runs and [#leave] after, in a `finally`. Any thread, each
/// for itself. See
/// [get_running_loop](https://docs.python.org/3.13/library/asyncio-eventloop.html#asyncio.get_running_loop).
public final class RunningLoop {
    private static final ThreadLocal<@Nullable EventLoop> CURRENT = new ThreadLocal<>();

    private RunningLoop() {}

    /// The loop that is running on this thread.
    ///
    /// @return the loop, or null
    public static @Nullable EventLoop get() {
        return CURRENT.get();
    }

    /// Marks a loop as running on this thread.
    ///
    /// @param loop the loop
    /// @throws IllegalStateException if one is running already; nothing is changed then
    public static void enter(EventLoop loop) {
        Objects.requireNonNull(loop, "the loop is null");
        if (CURRENT.get() != null) {
            throw new IllegalStateException("another event loop is running on this thread");
        }
        CURRENT.set(loop);
    }

    /// Marks the loop as no longer running on this thread.
    public static void leave() {
        CURRENT.remove();
    }
}
