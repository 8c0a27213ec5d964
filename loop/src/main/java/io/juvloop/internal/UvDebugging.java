package io.juvloop.internal;

import io.juvloop.EventLoop;
import io.juvloop.LoopStats;
import io.juvloop.PollMode;
import io.juvloop.internal.core.Chapter;
import io.juvloop.internal.task.Tasks;
import io.juvloop.internal.tls.TlsLoop;
import java.time.Duration;

/// Debug mode, statistics and modes of the loop on libuv.
///
/// Thread rule and lifetime: see [EventLoop].
interface UvDebugging extends EventLoop, Chapter {
    /// The tasks of the loop.
    ///
    /// @return the same each time
    Tasks tasks();

    /// What encrypted connections share.
    ///
    /// @return the same each time
    TlsLoop tls();

    @Override
    default void setDebug(boolean on) {
        core().setDebug(on);
    }

    @Override
    default boolean isDebug() {
        return core().isDebug();
    }

    @Override
    default Duration slowCallbackDuration() {
        return core().runner().slowCallbackDuration();
    }

    @Override
    default void setSlowCallbackDuration(Duration duration) {
        core().runner().setSlowCallbackDuration(duration);
    }

    @Override
    default PollMode pollMode() {
        return core().pollMode();
    }

    @Override
    default LoopStats stats() {
        return LoopStatistics.of(core(), tasks(), tls());
    }
}
