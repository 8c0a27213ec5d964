package io.juvloop.internal;

import io.juvloop.bindings.ChildProcess;
import io.juvloop.bindings.Driver;
import io.juvloop.bindings.PoolRequest;
import io.juvloop.bindings.UvHandle;
import io.juvloop.bindings.UvLoop;
import io.juvloop.bindings.UvRequest;
import io.juvloop.internal.core.Attempts;
import io.juvloop.internal.core.CloseActions;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.jdk.Log;
import io.juvloop.internal.task.Tasks;

/// Ends a loop: drops what waits, runs the close actions, closes what is open with a warning that names it, and runs
/// until libuv has
/// let go of the last handle; only then is memory freed.
///
/// A step that fails, as when a handler of the log throws at a warning, keeps none of the others from being taken.
///
/// Loop thread only, once. See
/// [loop.close](https://docs.python.org/3.13/library/asyncio-eventloop.html#asyncio.loop.close).
final class LoopClose {
    private final LoopCore core;
    private final Tasks tasks;
    private final CloseActions actions;
    private final UvLoop uv;
    private final Attempts attempts;

    LoopClose(LoopCore core, Tasks tasks, CloseActions actions, Attempts attempts) {
        this.core = core;
        this.tasks = tasks;
        this.actions = actions;
        this.uv = core.uv();
        this.attempts = attempts;
    }

    /// Never throws; what a step threw is in the attempts.
    void close() {
        attempts.attempt(core.dispatcher()::beginRun);
        attempts.attempt(core.ready()::clear);
        tasks.unwind(attempts);
        attempts.attempt(() -> core.runLast(actions::run));
        attempts.attempt(() -> core.dispatcher().run(this::closeParts));
        do {
            attempts.attempt(() -> uv.driver().poll(Driver.FOR_EVER));
            attempts.attempt(() -> core.dispatcher().run(uv.driver()::dispatch));
        } while (uv.driver().isAlive());
        attempts.attempt(core.dispatcher()::end);
        attempts.attempt(uv::close);
    }

    private void closeParts() {
        attempts.attempt(core.timers()::clear);
        attempts.attempt(core.posts()::close);
        core.endings().forEach(attempts::attempt);
        for (UvRequest request : uv.requests()) {
            if (request instanceof PoolRequest pooled) {
                attempts.attempt(pooled::cancel);
            }
        }
        for (UvHandle handle : uv.handles()) {
            attempts.attempt(() -> warn(handle));
            attempts.attempt(() -> end(handle));
        }
    }

    private static void end(UvHandle handle) {
        if (!endsByItself(handle)) {
            handle.close();
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
