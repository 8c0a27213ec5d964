package io.juvloop;

import io.juvloop.internal.core.Stages;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Notifies the loop, in a callback for each future, when futures are done on any thread, until [#forget]
/// detaches it from them. The notification does not count as observing a failure.
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
        Consumer<LoopFuture<T>> notifying = this::notifyLoop;
        future.addDoneCallback(notifying);
        watched.add(() -> future.removeDoneCallback(notifying));
    }

    private void post(CompletableFuture<?> future) {
        if (!forgotten && !loop.isClosed()) {
            loop.callSoonThreadsafe(() -> notifyLoop(future));
        }
    }

    private void notifyLoop(CompletableFuture<?> future) {
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
