package io.juvloop.internal;

import io.juvloop.EventLoop;
import io.juvloop.Handle;
import io.juvloop.LoopFuture;
import io.juvloop.TimerHandle;
import io.juvloop.internal.core.CallbackHandle;
import io.juvloop.internal.core.Chapter;
import io.juvloop.internal.core.Deadline;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.core.OwnFuture;
import io.juvloop.internal.jdk.ScopedContext;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Callbacks, timers and futures of the loop on libuv.
///
/// Thread rule and lifetime: see [EventLoop].
interface UvCallbacks extends EventLoop, Chapter {
    private static Runnable checked(Runnable callback) {
        return ScopedContext.bind(Objects.requireNonNull(callback, "the callback is null"));
    }

    @Override
    default Handle callSoon(Runnable callback) {
        LoopCore core = core();
        core.checkUsable();
        CallbackHandle call = new CallbackHandle(core, checked(callback), core.creation());
        core.ready().add(call);
        return call;
    }

    @Override
    default Handle callSoonThreadsafe(Runnable callback) {
        return core().posts().call(checked(callback));
    }

    @Override
    default TimerHandle callLater(Duration delay, Runnable callback) {
        LoopCore core = core();
        core.checkUsable();
        return core.timers().add(checked(callback), Deadline.after(core.time(), delay), core.creation());
    }

    @Override
    default TimerHandle callAt(long when, Runnable callback) {
        LoopCore core = core();
        core.checkUsable();
        return core.timers().add(checked(callback), when, core.creation());
    }

    @Override
    default long time() {
        return core().time();
    }

    @Override
    default <T extends @Nullable Object> LoopFuture<T> createFuture() {
        return new OwnFuture<>(this);
    }
}
