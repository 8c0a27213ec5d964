package io.juvloop.internal.core;

import io.juvloop.LoopFuture;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Waits for futures of other code, which may be long-lived, and leaves nothing attached to them afterwards.
///
/// A dependent that [CompletableFuture#whenComplete] attaches to a future stays there until the future is done,
/// even if the dependent is cancelled. [CompletableFuture#anyOf], however, detaches from its other sources as
/// soon as one is done, so one of the sources is a future made here.
///
/// Any thread.
public final class Stages {
    private Stages() {}

    /// A copy of a stage that is no future; cancelling it detaches it.
    private static final class Copy<T extends @Nullable Object> extends CompletableFuture<T> {
        Copy(CompletableFuture<T> source) {
            CompletableFuture<Object> any = CompletableFuture.anyOf(source, this);
            var _ = any.whenComplete((_, failure) -> {
                if (!isDone()) {
                    end(any, failure);
                }
            });
        }

        @SuppressWarnings("unchecked") // the result is not our own future
        private void end(CompletableFuture<Object> any, Throwable failure) {
            if (failure == null) {
                complete((T) any.resultNow());
            } else {
                completeExceptionally(failure);
            }
        }
    }

    /// Returns the future behind a stage. [#release] detaches it.
    ///
    /// @param <T> the type of the result
    /// @param stage from any loop or from other code
    /// @return the stage itself if it is a future
    public static <T extends @Nullable Object> CompletableFuture<T> futureOf(CompletionStage<T> stage) {
        if (stage instanceof LoopFuture<T> ours) {
            return ours;
        }
        if (stage instanceof CompletableFuture<T> future && isMinimal(future)) {
            return new Copy<>(future);
        }
        return stage.toCompletableFuture();
    }

    /// Whether the stage only looks like a future, as the result of [CompletableFuture#minimalCompletionStage]
    /// does.
    private static boolean isMinimal(CompletableFuture<?> stage) {
        try {
            boolean _ = stage.isDone();
            return false;
        } catch (UnsupportedOperationException minimal) {
            return true;
        }
    }

    /// Runs a callback when a future is done, on the thread that completes it.
    ///
    /// @param future a future of other code
    /// @param callback runs on completion; it also runs on detaching, where it must have no effect
    /// @return detaches the callback
    public static Runnable whenDone(CompletableFuture<?> future, Runnable callback) {
        CompletableFuture<Boolean> over = new CompletableFuture<>();
        var _ = CompletableFuture.anyOf(future, over).whenComplete((_, _) -> {
            if (!over.isDone()) {
                callback.run();
            }
        });
        return () -> {
            over.complete(true);
            release(future);
        };
    }

    /// Detaches the copy that [#futureOf] made, if it made one.
    ///
    /// @param future the result of [#futureOf]
    public static void release(CompletableFuture<?> future) {
        if (future instanceof Copy<?>) {
            future.cancel(false);
        }
    }
}
