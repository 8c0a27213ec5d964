package io.juvloop.spi;

import io.juvloop.EventLoop;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The loop that runs on a thread, and by its [TaskEngine] the running task; [EventLoop#running] asks it.
///
/// A loop's implementation enters before it runs and leaves after, in a `finally`; [BaseEventLoop] does. Any
/// thread, each for its own loop. See
/// [get_running_loop](https://docs.python.org/3.13/library/asyncio-eventloop.html#asyncio.get_running_loop).
public final class RunningLoop {
    private static final ThreadLocal<@Nullable TaskEngine> CURRENT = new ThreadLocal<>();

    private RunningLoop() {}

    /// Returns the loop that runs on this thread.
    ///
    /// @return the loop, or null
    public static @Nullable EventLoop get() {
        TaskEngine engine = CURRENT.get();
        return engine == null ? null : engine.loop();
    }

    /// Returns the task engine of the loop that runs on this thread.
    ///
    /// @return the engine, or null
    public static @Nullable TaskEngine engine() {
        return CURRENT.get();
    }

    /// Returns the task engine of the loop that runs on this thread, for a caller that waits.
    ///
    /// @return the engine
    /// @throws IllegalStateException if no loop runs on this thread
    public static TaskEngine requireEngine() {
        TaskEngine engine = CURRENT.get();
        if (engine == null) {
            throw new IllegalStateException("no event loop is running on this thread");
        }
        return engine;
    }

    /// Marks a loop as running on this thread.
    ///
    /// @param engine the task engine of the loop
    /// @throws IllegalStateException if a loop runs on this thread already; then nothing is changed
    public static void enter(TaskEngine engine) {
        Objects.requireNonNull(engine, "the engine is null");
        if (CURRENT.get() != null) {
            throw new IllegalStateException("another event loop is running on this thread");
        }
        CURRENT.set(engine);
    }

    /// Undoes [#enter].
    public static void leave() {
        CURRENT.remove();
    }
}
