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

/// Closes a loop: drops queued callbacks, closes open handles with a warning that names each, and runs libuv
/// until it has released the last handle. Memory is freed only then.
///
/// If a step fails, for example because a log handler throws at a warning, the remaining steps are still taken.
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

    /// Never throws; exceptions of the steps are collected in the attempts.
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

    /// A child process is killed and then reaped here, because nothing else would wait for it; its handle is
    /// closed when it exits.
    private static boolean endsByItself(UvHandle handle) {
        return handle instanceof ChildProcess child && child.kill(ChildProcess.SIGKILL) == 0;
    }

    private static void warn(UvHandle handle) {
        if (handle.isOpen() && handle.owner() != null) {
            Log.warn("closing the loop with an unclosed {0}", handle.owner());
        }
    }
}
