package io.juvloop.internal.phase;

import io.juvloop.LoopHook;
import io.juvloop.LoopPhase;
import io.juvloop.bindings.UvCheck;
import io.juvloop.bindings.UvHandle;
import io.juvloop.bindings.UvIdle;
import io.juvloop.bindings.UvPrepare;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.executor.DefaultExecutor;
import io.juvloop.internal.task.Tasks;
import org.jspecify.annotations.Nullable;

/// The hooks of a loop, over at most one of libuv's handles of each kind, which are there while they are needed.
///
/// Idle hooks are called by the prepare handle, before its own, because the order of libuv's idle handles, of
/// which [io.juvloop.internal.core.Turns] has one, changes each time one is started; the idle handle here only keeps
/// the poll from blocking. Last of all the prepare handle has [Liveness] look, so that libuv knows before it
/// waits.
///
/// Loop thread only.
public final class Phases {
    private final LoopCore core;
    private final HookList idle;
    private final HookList prepare;
    private final HookList check;
    private final Liveness liveness;
    private @Nullable UvIdle idleHandle;
    private @Nullable UvPrepare prepareHandle;
    private @Nullable UvCheck checkHandle;
    private boolean watching;

    public Phases(LoopCore core, Tasks tasks, DefaultExecutor executor) {
        this.core = core;
        idle = new HookList(core, LoopPhase.IDLE, this::adapt);
        prepare = new HookList(core, LoopPhase.PREPARE, this::adapt);
        check = new HookList(core, LoopPhase.CHECK, this::adapt);
        liveness = new Liveness(core, tasks, executor);
        core.atClose(this::clear);
    }

    LoopHook add(LoopPhase phase, Runnable callback, @Nullable Throwable created) {
        return list(phase).add(callback, created);
    }

    private HookList list(LoopPhase phase) {
        return switch (phase) {
            case IDLE -> idle;
            case PREPARE -> prepare;
            case CHECK -> check;
        };
    }

    private void beforePoll() {
        idle.run();
        prepare.run();
        if (watching) {
            liveness.tellLibuv();
        }
        core.turns().lookBeforeWait();
    }

    /// Runs the loop until nothing is left that keeps it alive.
    void runWhileAlive() {
        core.run().forever(this::watchLiveness, this::endWatch);
    }

    /// For a run that ends by itself: has libuv know, before each wait, whether anything is left.
    private void watchLiveness() {
        watching = true;
        adapt();
        liveness.tellLibuv();
    }

    /// Back to a loop that waits until it is stopped.
    private void endWatch() {
        watching = false;
        liveness.keepAlive();
        adapt();
    }

    boolean isAlive() {
        return liveness.isAlive();
    }

    /// Makes the handles that are needed, and closes those that are not.
    private void adapt() {
        adaptIdle(!idle.isEmpty());
        adaptPrepare(!idle.isEmpty() || !prepare.isEmpty() || watching);
        adaptCheck(!check.isEmpty());
    }

    private void adaptIdle(boolean needed) {
        if (needed && idleHandle == null) {
            idleHandle = new UvIdle(core.uv(), () -> {});
            idleHandle.unref();
            idleHandle.start();
        } else if (!needed && idleHandle != null) {
            idleHandle.close();
            idleHandle = null;
        }
    }

    private void adaptPrepare(boolean needed) {
        if (needed && prepareHandle == null) {
            prepareHandle = new UvPrepare(core.uv(), this::beforePoll);
            prepareHandle.start();
        } else if (!needed && prepareHandle != null) {
            prepareHandle.close();
            prepareHandle = null;
        }
        if (prepareHandle != null) {
            refer(prepareHandle, idle.keepsAlive() || prepare.keepsAlive());
        }
    }

    private void adaptCheck(boolean needed) {
        if (needed && checkHandle == null) {
            checkHandle = new UvCheck(core.uv(), check::run);
            checkHandle.start();
        } else if (!needed && checkHandle != null) {
            checkHandle.close();
            checkHandle = null;
        }
        if (checkHandle != null) {
            refer(checkHandle, check.keepsAlive());
        }
    }

    private static void refer(UvHandle handle, boolean wanted) {
        if (wanted) {
            handle.ref();
        } else {
            handle.unref();
        }
    }

    private void clear() {
        idle.clear();
        prepare.clear();
        check.clear();
    }
}
