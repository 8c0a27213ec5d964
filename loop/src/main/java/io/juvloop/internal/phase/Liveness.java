package io.juvloop.internal.phase;

import io.juvloop.internal.core.LoopKernel;
import io.juvloop.internal.executor.DefaultExecutor;
import io.juvloop.internal.task.Tasks;
import java.util.function.BooleanSupplier;

/// Whether a loop has a reason to keep running: an active, referenced handle, a request, a timer, a task or a
/// pending callback.
///
/// libuv knows its handles and requests; the handle by which other threads wake the loop does not count.
///
/// Loop thread only. See [uv_loop_alive](https://docs.libuv.org/en/v1.x/loop.html#c.uv_loop_alive).
final class Liveness {
    private final LoopKernel core;
    private final Tasks tasks;
    private final DefaultExecutor executor;
    private final BooleanSupplier hooks;

    /// @param hooks whether a hook keeps the loop running
    Liveness(LoopKernel core, Tasks tasks, DefaultExecutor executor, BooleanSupplier hooks) {
        this.core = core;
        this.tasks = tasks;
        this.executor = executor;
        this.hooks = hooks;
    }

    private boolean isBusyBeyondLibuv() {
        return hooks.getAsBoolean()
                || core.ready().waiting() > 0
                || core.posts().waiting() > 0
                || core.timers().referenced() > 0
                || tasks.unfinished() > 0
                || executor.working() > 0;
    }

    /// Whether the loop has work to do or an event to wait for.
    boolean isAlive() {
        return isBusyBeyondLibuv() || core.events().isAlive();
    }

    /// The same check, but faster: closing handles count too.
    boolean goesOn() {
        return isBusyBeyondLibuv() || core.events().mayCauseEvents();
    }
}
