package io.juvloop.internal.phase;

import io.juvloop.LoopHook;
import io.juvloop.LoopPhase;
import io.juvloop.LoopPhases;
import io.juvloop.TimerHandle;
import io.juvloop.internal.core.Chapter;
import io.juvloop.internal.core.Deadline;
import io.juvloop.internal.jdk.ScopedContext;
import java.time.Duration;
import java.util.Objects;

/// The chapter of phases on libuv: checks what was asked, and hands it to who can do it.
///
/// Thread rule and lifetime: see [LoopPhases].
public interface UvPhases extends LoopPhases, Chapter {
    /// The hooks of the loop, and whether it is alive.
    ///
    /// @return the same each time
    Phases phases();

    @Override
    default LoopHook addHook(LoopPhase phase, Runnable callback) {
        core().checkUsable();
        Objects.requireNonNull(callback, "the callback is null");
        return phases().add(phase, ScopedContext.bind(callback), core().creation());
    }

    @Override
    default TimerHandle callEvery(Duration delay, Duration interval, Runnable callback) {
        core().checkUsable();
        Objects.requireNonNull(callback, "the callback is null");
        if (!interval.isPositive()) {
            throw new IllegalArgumentException("the interval must be positive, not " + interval);
        }
        long first = Deadline.after(delay);
        return new RepeatingTimer(
                core(), ScopedContext.bind(callback), first, Deadline.nanos(interval), core().creation());
    }

    @Override
    default void runWhileAlive() {
        phases().runWhileAlive();
    }

    @Override
    default boolean isAlive() {
        core().checkUsable();
        return phases().isAlive();
    }
}
