package io.juvloop;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// A future between a waiting caller and a stage: it completes with the stage, but cancelling it does not
/// cancel the stage.
///
/// Created on the loop's thread; any thread.
final class Shield<T extends @Nullable Object> extends LoopFuture<T> {
    private final Completions completions;

    Shield(EventLoop loop, CompletableFuture<T> inner) {
        super(loop);
        completions = new Completions(loop, _ -> Outcome.<T>of(inner).completes(this));
        completions.watch(inner);
        addDoneCallback(_ -> completions.forget());
    }
}
