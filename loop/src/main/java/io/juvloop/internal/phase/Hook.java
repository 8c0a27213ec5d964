package io.juvloop.internal.phase;

import io.juvloop.ExceptionContext;
import io.juvloop.internal.core.LoopKernel;
import io.juvloop.phases.LoopHook;
import io.juvloop.phases.LoopPhase;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One callback of one phase.
///
/// Loop thread only.
final class Hook implements LoopHook {
    private final LoopKernel core;
    private final HookList list;
    private final Runnable callback;
    private final @Nullable Throwable created;
    private boolean cancelled;
    private boolean referenced = true;

    Hook(LoopKernel core, HookList list, Runnable callback, @Nullable Throwable created) {
        this.core = core;
        this.list = list;
        this.callback = callback;
        this.created = created;
    }

    void run() {
        if (cancelled) {
            return;
        }
        long begin = core.beginMeasure(callback);
        try {
            callback.run();
        } catch (Throwable thrown) {
            core.failed(
                    thrown,
                    () -> ExceptionContext.of("the " + this + " failed", thrown).with(this, created));
        }
        core.endCallback();
        core.endMeasure(begin, callback);
    }

    @Override
    public LoopPhase phase() {
        return list.phase();
    }

    @Override
    public void cancel() {
        core.checkThread();
        if (!cancelled) {
            cancelled = true;
            list.remove(this);
        }
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }

    @Override
    public void ref() {
        refer(true);
    }

    @Override
    public void unref() {
        refer(false);
    }

    private void refer(boolean wanted) {
        core.checkThread();
        referenced = wanted;
    }

    @Override
    public boolean hasRef() {
        core.checkThread();
        return referenced;
    }

    boolean keepsAlive() {
        return referenced;
    }

    @Override
    public String toString() {
        return list.phase().name().toLowerCase(Locale.ROOT) + " hook " + callback;
    }
}
