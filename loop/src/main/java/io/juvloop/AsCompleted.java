package io.juvloop;

import io.juvloop.internal.jdk.Failures;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Gives stages in the order in which they are done. [#next] suspends the task until there is one; it keeps a
/// timer only meanwhile, so that whoever stops halfway leaves nothing behind.
///
/// For one task. Iterated once.
final class AsCompleted<S extends CompletionStage<?>> implements Iterator<S> {
    private final EventLoop loop;
    private final long deadline;
    private final IdentityHashMap<CompletableFuture<?>, S> waiting = new IdentityHashMap<>();
    private final Queue<S> done = new ArrayDeque<>();
    private final Completions completions;
    private int left;
    private @Nullable LoopFuture<Boolean> gate;

    AsCompleted(EventLoop loop, Collection<? extends S> stages, long deadline) {
        this.loop = loop;
        this.deadline = deadline;
        this.completions = new Completions(loop, this::ended);
        for (S stage : stages) {
            CompletionStage<?> any = stage;
            CompletableFuture<?> future = Futures.ofLoop(loop, any);
            if (waiting.put(future, stage) == null) {
                completions.watch(future);
            }
        }
        left = waiting.size();
    }

    private void ended(CompletableFuture<?> future) {
        S stage = waiting.remove(future);
        if (stage != null && loop.time() <= deadline) {
            done.add(stage);
            open(true);
        }
    }

    private void open(boolean oneIsDone) {
        if (gate != null) {
            gate.complete(oneIsDone);
        }
    }

    @Override
    public boolean hasNext() {
        return left > 0;
    }

    @Override
    public S next() {
        if (left == 0) {
            throw new NoSuchElementException("all have been given");
        }
        if (done.isEmpty()) {
            await();
        }
        left--;
        S next = done.poll();
        if (next == null) {
            completions.forget();
            throw Failures.<RuntimeException>asIs(new TimeoutException(left + 1 + " were not done in time"));
        }
        return next;
    }

    /// Until one is done, or the time is up.
    private void await() {
        if (loop.time() > deadline) {
            return;
        }
        LoopFuture<Boolean> opens = loop.createFuture();
        gate = opens;
        TimerHandle timer = deadline == Timeout.NEVER ? null : loop.callAt(deadline, () -> open(false));
        CancelScope limit = deadline == Timeout.NEVER ? null : CancelScope.ofCall();
        try {
            boolean _ = loop.await(opens);
        } finally {
            gate = null;
            if (timer != null) {
                timer.cancel();
            }
            if (limit != null) {
                limit.leaveCall();
            }
        }
    }
}
