package io.juvloop;

import io.juvloop.internal.core.Stages;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Tells on the loop's thread, in a turn of its own each, when futures are done, whoever completes them; until it
/// is to forget them, when nothing of it stays on them. To be told of a failure is not yet to look at it.
///
/// Loop thread only.
final class Completions {
    private final EventLoop loop;
    private final Consumer<CompletableFuture<?>> callback;
    private final List<Runnable> watched = new ArrayList<>();
    private volatile boolean forgotten;

    Completions(EventLoop loop, Consumer<CompletableFuture<?>> callback) {
        this.loop = loop;
        this.callback = callback;
    }

    void watch(CompletableFuture<?> future) {
        if (future instanceof LoopFuture<?> ours) {
            watchOurs(ours);
        } else {
            watched.add(Stages.whenDone(future, () -> post(future)));
        }
    }

    private <T extends @Nullable Object> void watchOurs(LoopFuture<T> future) {
        Consumer<LoopFuture<T>> tell = this::tell;
        future.addDoneCallback(tell);
        watched.add(() -> future.removeDoneCallback(tell));
    }

    private void post(CompletableFuture<?> future) {
        if (!forgotten && !loop.isClosed()) {
            loop.callSoonThreadsafe(() -> tell(future));
        }
    }

    private void tell(CompletableFuture<?> future) {
        if (!forgotten) {
            callback.accept(future);
        }
    }

    boolean isForgotten() {
        return forgotten;
    }

    void forget() {
        forgotten = true;
        watched.forEach(Runnable::run);
        watched.clear();
    }
}
