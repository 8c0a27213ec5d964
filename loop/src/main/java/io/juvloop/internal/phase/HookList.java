package io.juvloop.internal.phase;

import io.juvloop.internal.core.LoopKernel;
import io.juvloop.phases.LoopPhase;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The hooks of one phase, in order of creation; libuv's own handles would run in reverse order.
///
/// Changed by copying, because a hook may cancel itself, cancel others and create new ones while the list runs.
///
/// Loop thread only.
final class HookList {
    private final LoopKernel core;
    private final LoopPhase phase;
    private List<Hook> hooks = List.of();

    HookList(LoopKernel core, LoopPhase phase) {
        this.core = core;
        this.phase = phase;
    }

    LoopPhase phase() {
        return phase;
    }

    boolean isEmpty() {
        return hooks.isEmpty();
    }

    boolean keepsAlive() {
        return hooks.stream().anyMatch(Hook::keepsAlive);
    }

    Hook add(Runnable callback, @Nullable Throwable created) {
        Hook hook = new Hook(core, this, callback, created);
        hooks = Stream.concat(hooks.stream(), Stream.of(hook)).toList();
        return hook;
    }

    void remove(Hook hook) {
        hooks = hooks.stream().filter(other -> !other.equals(hook)).toList();
    }

    void run() {
        for (Hook hook : hooks) {
            if (core.hasFailed()) {
                return;
            }
            hook.run();
        }
    }

    /// Drops the hooks when the loop is closed.
    void clear() {
        hooks.forEach(Hook::cancel);
    }
}
