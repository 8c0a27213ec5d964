package io.juvloop;

import io.juvloop.internal.core.LimitedWait;
import io.juvloop.internal.jdk.Failures;
import io.juvloop.spi.RunningLoop;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// The stages that [AsCompleted] waits for, and those that have completed. It is attached to the stages, and so
/// must not reference the iterator.
///
/// Loop thread only, except [#abandon]. Attached until all stages have been given, the time is up, or a wait
/// has failed; after a failure the next wait attaches it again.
final class Arrivals<S extends CompletionStage<?>> {
    private final EventLoop loop;
    private final long deadline;
    private final IdentityHashMap<CompletableFuture<?>, S> waiting = new IdentityHashMap<>();
    private final Queue<S> done = new ArrayDeque<>();
    private Completions completions;
    private int left;
    private boolean expired;
    private volatile boolean over;
    private @Nullable CompletableFuture<Boolean> gate;

    Arrivals(EventLoop loop, Collection<? extends S> stages, long deadline) {
        this.loop = loop;
        this.deadline = deadline;
        this.completions = new Completions(loop, this::ended);
        Set<S> distinct = Collections.newSetFromMap(new IdentityHashMap<>());
        for (S stage : stages) {
            if (distinct.add(stage)) {
                watch(stage);
            }
        }
        left = waiting.size();
    }

    private void watch(S stage) {
        CompletionStage<?> any = stage;
        CompletableFuture<?> future = Futures.ofLoop(loop, any);
        if (waiting.put(future, stage) == null) {
            completions.watch(future);
        }
    }

    int left() {
        return left;
    }

    private void ended(CompletableFuture<?> future) {
        S stage = waiting.remove(future);
        if (stage != null && !isLate()) {
            done.add(stage);
            open(true);
        }
    }

    /// On a clock that stands still, what the timer has said counts.
    private boolean isLate() {
        return expired || loop.time() > deadline;
    }

    private void expire() {
        expired = true;
        open(false);
    }

    private void open(boolean oneIsDone) {
        if (gate != null) {
            gate.complete(oneIsDone);
        }
    }

    S next() {
        if (left == 0) {
            throw new NoSuchElementException("all have been given");
        }
        if (done.isEmpty()) {
            await();
        }
        left--;
        over = left == 0;
        S next = done.poll();
        if (next == null) {
            completions.forget();
            throw Failures.<RuntimeException>asIs(new TimeoutException(left + 1 + " were not done in time"));
        }
        return next;
    }

    /// Waits until a stage is done, or the time is up.
    private void await() {
        if (isLate()) {
            return;
        }
        if (completions.isForgotten()) {
            watchAgain();
        }
        CompletableFuture<Boolean> opens = deadline == Timeout.NEVER ? new CompletableFuture<>() : new LimitedWait();
        gate = opens;
        TimerHandle timer = deadline == Timeout.NEVER ? null : loop.callAt(deadline, this::expire);
        try {
            boolean _ = RunningLoop.requireEngine().await(opens);
        } catch (Throwable failed) {
            completions.forget();
            throw failed;
        } finally {
            gate = null;
            if (timer != null) {
                timer.cancel();
            }
        }
    }

    /// Watches again after a failed wait; stages that have completed since are given in no particular order.
    private void watchAgain() {
        completions = new Completions(loop, this::ended);
        Collection<S> stages = List.copyOf(waiting.values());
        waiting.clear();
        stages.forEach(this::watch);
    }

    /// Detaches from the stages, because no caller will ask for the next one. Any thread.
    void abandon() {
        if (!over && !loop.isClosed()) {
            try {
                loop.callSoonThreadsafe(() -> completions.forget());
            } catch (IllegalStateException closed) {
                // then no callback runs any more either
            }
        }
    }
}
