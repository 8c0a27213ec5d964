package io.juvloop;

import io.juvloop.internal.core.Stages;
import io.juvloop.spi.RunningLoop;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// One wait of a task until enough of several stages are done, or the time is up. It changes none of them, and
/// stays attached to none.
///
/// Loop thread only. Used once.
final class WaitForSome<S extends CompletionStage<?>> {
    private final EventLoop loop;
    private final ReturnWhen when;
    private final LoopFuture<Void> gate;
    private final Map<S, CompletableFuture<?>> futures = new LinkedHashMap<>();
    private int unfinished;

    WaitForSome(EventLoop loop, ReturnWhen when, Collection<? extends S> stages) {
        this.loop = loop;
        this.when = when;
        this.gate = loop.createFuture();
        try {
            stages.forEach(this::add);
        } catch (IllegalArgumentException ofAnotherLoop) {
            futures.values().forEach(Stages::release);
            throw ofAnotherLoop;
        }
        unfinished = futures.size();
    }

    private void add(S stage) {
        CompletionStage<?> any = stage;
        futures.computeIfAbsent(stage, _ -> Futures.ofLoop(loop, any));
    }

    DoneAndPending<S> await(long deadline) {
        Completions completions = new Completions(loop, this::ended);
        @Nullable TimerHandle timer = null;
        try {
            futures.values().forEach(completions::watch);
            timer = deadline == Timeout.NEVER ? null : loop.callAt(deadline, () -> gate.complete(null));
            var _ = RunningLoop.requireEngine().await(gate);
            return sorted();
        } finally {
            completions.forget();
            if (timer != null) {
                timer.cancel();
            }
        }
    }

    private DoneAndPending<S> sorted() {
        Set<S> done = new LinkedHashSet<>();
        Set<S> pending = new LinkedHashSet<>();
        futures.forEach((stage, future) -> (future.isDone() ? done : pending).add(stage));
        return new DoneAndPending<>(done, pending);
    }

    private void ended(CompletableFuture<?> future) {
        unfinished--;
        boolean enough = switch (when) {
            case FIRST_COMPLETED -> true;
            case FIRST_EXCEPTION -> future.state() == CompletableFuture.State.FAILED;
            case ALL_COMPLETED -> false;
        };
        if (enough || unfinished == 0) {
            gate.complete(null);
        }
    }
}
