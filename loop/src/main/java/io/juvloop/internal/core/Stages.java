package io.juvloop.internal.core;

import io.juvloop.LoopFuture;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Waiting for futures of somebody else's, which may live long, so that nothing stays on them once we wait no more.
///
/// What [CompletableFuture#whenComplete] hangs on a future stays there until that is done, even if it is cancelled
/// itself. Of [CompletableFuture#anyOf] the JDK takes back what hangs on the others as soon as one is done: so one of
/// ours is among them.
///
/// Any thread.
public final class Stages {
    private Stages() {}

    /// A copy of a stage that is no future, which is let go of by cancelling it.
    private static final class Copy<T extends @Nullable Object> extends CompletableFuture<T> {
        Copy(CompletableFuture<T> source) {
            CompletableFuture<Object> any = CompletableFuture.anyOf(source, this);
            var _ = any.whenComplete((_, failure) -> {
                if (!isDone()) {
                    end(any, failure);
                }
            });
        }

        @SuppressWarnings("unchecked") // what has come is not ours
        private void end(CompletableFuture<Object> any, Throwable failure) {
            if (failure == null) {
                complete((T) any.resultNow());
            } else {
                completeExceptionally(failure);
            }
        }
    }

    /// The future behind a stage. It is let go of by [#release].
    ///
    /// @param <T> the type of the result
    /// @param stage of a loop or of none
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

    /// Whether it only looks like a future, as what [CompletableFuture#minimalCompletionStage] gives does.
    private static boolean isMinimal(CompletableFuture<?> stage) {
        try {
            boolean _ = stage.isDone();
            return false;
        } catch (UnsupportedOperationException minimal) {
            return true;
        }
    }

    /// Calls back when a future is done, on the thread that completes it.
    ///
    /// @param future one of somebody else's
    /// @param callback what to run; also, as it does nothing then, when it is taken back
    /// @return takes it back
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

    /// Lets go of what [#futureOf] has made, if it has made something.
    ///
    /// @param future what it gave
    public static void release(CompletableFuture<?> future) {
        if (future instanceof Copy<?>) {
            future.cancel(false);
        }
    }
}
