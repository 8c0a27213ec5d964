package io.juvloop.internal;

import io.juvloop.bindings.ChildProcess;
import io.juvloop.bindings.Driver;
import io.juvloop.bindings.PoolRequest;
import io.juvloop.bindings.UvHandle;
import io.juvloop.bindings.UvLoop;
import io.juvloop.bindings.UvRequest;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.jdk.Log;
import io.juvloop.internal.task.Tasks;

/// Ends a loop: drops what waits, closes what is open with a warning that names it, and runs until libuv has
/// let go of the last handle; only then is memory freed.
///
/// Loop thread only, once. See
/// [loop.close](https://docs.python.org/3.13/library/asyncio-eventloop.html#asyncio.loop.close).
final class LoopClose {
    private final LoopCore core;
    private final Tasks tasks;
    private final UvLoop uv;

    LoopClose(LoopCore core, Tasks tasks) {
        this.core = core;
        this.tasks = tasks;
        this.uv = core.uv();
    }

    void close() {
        core.ready().clear();
        tasks.unwind();
        core.dispatcher().run(this::closeParts);
        do {
            uv.driver().poll(Driver.FOR_EVER);
            core.dispatcher().run(uv.driver()::dispatch);
        } while (uv.driver().isAlive());
        core.dispatcher().end();
        uv.close();
    }

    private void closeParts() {
        core.timers().clear();
        core.posts().close();
        core.endings().forEach(Runnable::run);
        for (UvRequest request : uv.requests()) {
            if (request instanceof PoolRequest pooled) {
                pooled.cancel();
            }
        }
        for (UvHandle handle : uv.handles()) {
            warn(handle);
            if (!endsByItself(handle)) {
                handle.close();
            }
        }
    }

    /// A child is killed and then waited for, which nobody else would do; its handle is closed at its exit.
    private static boolean endsByItself(UvHandle handle) {
        return handle instanceof ChildProcess child && child.kill(ChildProcess.SIGKILL) == 0;
    }

    private static void warn(UvHandle handle) {
        if (handle.isOpen() && handle.owner() != null) {
            Log.warn("closing the loop with an unclosed {0}", handle.owner());
        }
    }
}
