package io.juvloop;

import io.juvloop.internal.core.Stages;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Converts [CompletionStage]s to futures that a loop may wait for.
///
/// Loop thread only.
final class Futures {
    private Futures() {}

    /// The future behind a stage, see [Stages#futureOf].
    ///
    /// @throws IllegalArgumentException if the stage belongs to another loop
    static <T extends @Nullable Object> CompletableFuture<T> ofLoop(EventLoop loop, CompletionStage<T> stage) {
        CompletableFuture<T> future = Stages.futureOf(stage);
        if (future instanceof LoopFuture<?> ours && !ours.loop().equals(loop)) {
            throw new IllegalArgumentException("the future belongs to another event loop");
        }
        return future;
    }
}
