package io.juvloop.locks;

import io.juvloop.EventLoop;
import io.juvloop.Handle;
import io.juvloop.TimerHandle;
import io.juvloop.phases.LoopPhase;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Callbacks of the loop itself: queued ones, timers, hooks, and exception handlers.
enum LoopCallbacks implements KindOfCallback {
    CALL_SOON {
        @Override
        public Provocation prepare(LoopElsewhere there, Runnable callback) {
            return () -> there.post(() -> there.loop().callSoon(callback));
        }
    },
    CALL_SOON_THREADSAFE {
        @Override
        public Provocation prepare(LoopElsewhere there, Runnable callback) {
            return () -> there.post(callback);
        }
    },
    TIMER {
        @Override
        public Provocation prepare(LoopElsewhere there, Runnable callback) {
            return () -> there.post(() -> there.loop().callLater(SHORT, callback));
        }
    },
    REPEATING_TIMER {
        @Override
        public Provocation prepare(LoopElsewhere there, Runnable callback) {
            TimerHandle timer = there.call(() -> there.loop().phases().callEvery(SHORT, callback));
            return new Cancelled(there, timer);
        }
    },
    IDLE_HOOK {
        @Override
        public Provocation prepare(LoopElsewhere there, Runnable callback) {
            return hook(there, LoopPhase.IDLE, callback);
        }
    },
    PREPARE_HOOK {
        @Override
        public Provocation prepare(LoopElsewhere there, Runnable callback) {
            return hook(there, LoopPhase.PREPARE, callback);
        }
    },
    CHECK_HOOK {
        @Override
        public Provocation prepare(LoopElsewhere there, Runnable callback) {
            return hook(there, LoopPhase.CHECK, callback);
        }
    },
    EXCEPTION_HANDLER {
        @Override
        public Provocation prepare(LoopElsewhere there, Runnable callback) {
            EventLoop loop = there.loop();
            there.run(() -> loop.setExceptionHandler((_, _) -> callback.run()));
            return () -> there.post(() -> {
                throw new IllegalArgumentException("on purpose");
            });
        }
    },
    WORK_OF_THE_EXECUTOR_SERVICE {
        @Override
        public Provocation prepare(LoopElsewhere there, Runnable callback) {
            ScheduledExecutorService service = there.loop().asExecutorService();
            return () -> service.execute(callback);
        }
    },
    TIMER_OF_THE_EXECUTOR_SERVICE {
        @Override
        public Provocation prepare(LoopElsewhere there, Runnable callback) {
            ScheduledExecutorService service = there.loop().asExecutorService();
            return () -> {
                var _ = service.schedule(callback, 1, TimeUnit.MILLISECONDS);
            };
        }
    };

    private static final Duration SHORT = Duration.ofMillis(1);

    private static Provocation hook(LoopElsewhere there, LoopPhase phase, Runnable callback) {
        return new Cancelled(there, there.call(() -> there.loop().phases().addHook(phase, callback)));
    }

    /// A callback that repeats in each iteration at the latest.
    private record Cancelled(LoopElsewhere there, Handle handle) implements Provocation {
        @Override
        public void provoke() {
            there.post(() -> {});
        }

        @Override
        public void close() {
            there.run(handle::cancel);
        }
    }
}
