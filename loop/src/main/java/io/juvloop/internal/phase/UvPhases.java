package io.juvloop.internal.phase;

import io.juvloop.LoopHook;
import io.juvloop.LoopPhase;
import io.juvloop.LoopPhases;
import io.juvloop.TimerHandle;
import io.juvloop.internal.LoopChapter;
import io.juvloop.internal.ScopedContext;
import io.juvloop.internal.Timers;
import java.time.Duration;
import java.util.Objects;

/// The chapter of phases on libuv: checks what was asked, and hands it to who can do it.
///
/// Thread rule and lifetime: see [LoopPhases].
public interface UvPhases extends LoopPhases, LoopChapter {
    @Override
    default LoopHook addHook(LoopPhase phase, Runnable callback) {
        loop().checkUsable();
        Objects.requireNonNull(callback, "the callback is null");
        return loop().phases().add(phase, ScopedContext.bind(callback), loop().creation());
    }

    @Override
    default TimerHandle callEvery(Duration delay, Duration interval, Runnable callback) {
        loop().checkUsable();
        Objects.requireNonNull(callback, "the callback is null");
        if (!interval.isPositive()) {
            throw new IllegalArgumentException("the interval must be positive, not " + interval);
        }
        long first = Timers.deadline(delay);
        return new RepeatingTimer(
                loop(), ScopedContext.bind(callback), first, Timers.nanos(interval), loop().creation());
    }

    @Override
    default void runWhileAlive() {
        loop().run().whileAlive();
    }

    @Override
    default boolean isAlive() {
        loop().checkUsable();
        return loop().phases().isAlive();
    }
}
