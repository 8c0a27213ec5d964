package io.juvloop.internal.phase;

import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.executor.DefaultExecutor;
import io.juvloop.internal.task.Tasks;

/// Whether anything is left that could happen on a loop.
///
/// libuv knows of its handles and requests, but not of our timers, tasks and posts, and the handle by which
/// other threads wake the loop would keep it alive for ever. So that handle stands for what libuv does not
/// know: it has a reference as long as there is any.
///
/// Loop thread only. See [uv_loop_alive](https://docs.libuv.org/en/v1.x/loop.html#c.uv_loop_alive).
final class Liveness {
    private final LoopCore core;
    private final Tasks tasks;
    private final DefaultExecutor executor;

    Liveness(LoopCore core, Tasks tasks, DefaultExecutor executor) {
        this.core = core;
        this.tasks = tasks;
        this.executor = executor;
    }

    private boolean isBusyBeyondLibuv() {
        return core.turns().waiting() > 0
                || core.posts().waiting() > 0
                || core.timers().referenced() > 0
                || tasks.unfinished() > 0
                || executor.working() > 0;
    }

    void tellLibuv() {
        core.posts().keepAlive(isBusyBeyondLibuv());
    }

    void keepAlive() {
        core.posts().keepAlive(true);
    }

    boolean isAlive() {
        boolean before = core.posts().isKeepingAlive();
        tellLibuv();
        try {
            return core.uv().isAlive();
        } finally {
            core.posts().keepAlive(before);
        }
    }
}
