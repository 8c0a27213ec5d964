package io.juvloop;

import io.juvloop.internal.core.OperationFuture;
import io.juvloop.spi.Abandonable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The future of several stages: their results in order, or the first failure. Cancelling it cancels the
/// stages; it completes when they have.
///
/// The cancellation of a stage makes this fail, but not count as cancelled itself: as in asyncio, a caller that
/// awaits all of them is then not taken for cancelled too.
///
/// Created on the loop's thread; cancelled on any.
final class Gathering<T extends @Nullable Object, R extends @Nullable Object> extends LoopFuture<List<R>>
        implements Abandonable {
    private final List<CompletableFuture<? extends T>> children = new ArrayList<>();
    private final Function<CompletableFuture<? extends T>, R> read;
    private final boolean failsWithFirst;
    private final Completions completions;
    private final List<Runnable> unlooked = new ArrayList<>(0);
    private int unfinished;
    private volatile boolean cancelRequested;

    private Gathering(EventLoop loop, boolean failsWithFirst, Function<CompletableFuture<? extends T>, R> read) {
        super(loop);
        this.failsWithFirst = failsWithFirst;
        this.completions = new Completions(loop, this::ended);
        this.read = read;
    }

    static <T extends @Nullable Object> Gathering<T, T> ofResults(
            EventLoop loop, Collection<? extends CompletionStage<? extends T>> stages) {
        Gathering<T, T> all = new Gathering<>(loop, true, CompletableFuture::resultNow);
        all.begin(stages);
        return all;
    }

    static <T extends @Nullable Object> Gathering<T, Outcome<T>> ofOutcomes(
            EventLoop loop, Collection<? extends CompletionStage<? extends T>> stages) {
        Gathering<T, Outcome<T>> all = new Gathering<>(loop, false, Outcome::of);
        all.begin(stages);
        return all;
    }

    private void begin(Collection<? extends CompletionStage<? extends T>> stages) {
        IdentityHashMap<CompletionStage<? extends T>, CompletableFuture<? extends T>> distinct =
                new IdentityHashMap<>();
        List<CompletableFuture<? extends T>> order = new ArrayList<>();
        for (CompletionStage<? extends T> stage : stages) {
            CompletableFuture<? extends T> future = distinct.get(stage);
            if (future == null) {
                future = Futures.ofLoop(loop(), stage);
                distinct.put(stage, future);
                order.add(future);
            }
            children.add(future);
        }
        unfinished = order.size();
        if (order.isEmpty()) {
            complete(List.of());
        }
        List<CompletableFuture<? extends T>> early = new ArrayList<>();
        for (CompletableFuture<? extends T> future : order) {
            if (future.isDone()) {
                early.add(future);
            } else {
                completions.watch(future);
            }
        }
        early.forEach(this::ended);
    }

    private void ended(CompletableFuture<?> child) {
        unfinished--;
        if (child instanceof OperationFuture<?> operation && !operation.isLookedAt()) {
            unlooked.add(operation::giveUp);
        } else if (child instanceof Gathering<?, ?> inner && !inner.isSeen()) {
            unlooked.add(inner::drop);
        }
        Throwable failure = Outcome.of(child).exception(); // reading it counts as observing
        if (cancelRequested && unfinished == 0) {
            drop();
        }
        if (isDone()) {
            return;
        }
        if (failure != null && failsWithFirst) {
            fail(child, failure);
            if (!cancelRequested) {
                letGo();
            }
        } else if (unfinished == 0) {
            if (cancelRequested) {
                super.cancel(false);
            } else {
                complete(children.stream().map(read).toList());
            }
        }
    }

    /// Abandons results that arrived before they could be cancelled, unless other code has looked at them.
    private void drop() {
        unlooked.forEach(Runnable::run);
        unlooked.clear();
    }

    @Override
    public void abandon() {
        if (state() == State.SUCCESS && !isSeen()) {
            drop();
        }
    }

    private void fail(CompletableFuture<?> child, Throwable failure) {
        if (!child.isCancelled()) {
            completeExceptionally(failure);
        } else if (cancelRequested) {
            super.cancel(false);
        } else {
            CancellationException cancelled = new CancellationException("one of those gathered was cancelled");
            cancelled.initCause(failure);
            completeExceptionally(new CompletionException(cancelled));
        }
    }

    /// Detaches from the other stages, which continue. Their failures count as observed, because they were
    /// passed on to this future.
    private void letGo() {
        completions.forget();
        for (CompletableFuture<? extends T> child : children) {
            if (child instanceof LoopFuture<?> ours) {
                ours.markRetrieved();
            }
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        if (isDone()) {
            return false;
        }
        boolean before = cancelRequested;
        cancelRequested = true;
        boolean any = false;
        for (CompletableFuture<? extends T> child : children) {
            any |= !child.isDone() && child.cancel(mayInterruptIfRunning);
        }
        cancelRequested = any || before;
        return any;
    }
}
