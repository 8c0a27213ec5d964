package io.juvloop.postgres.internal.base;

import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import java.util.Collection;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Futures that are done, and the outcomes of others.
///
/// Loop thread only.
public final class Outcomes {
    private Outcomes() {}

    /// A future that has succeeded, with nothing.
    ///
    /// @param loop whose future it is
    /// @return the future
    public static LoopFuture<@Nullable Void> done(EventLoop loop) {
        LoopFuture<@Nullable Void> future = loop.createFuture();
        future.complete(null);
        return future;
    }

    /// A future that has failed.
    ///
    /// @param <T> the type that its result would have
    /// @param loop whose future it is
    /// @param failure why
    /// @return the future
    public static <T extends @Nullable Object> LoopFuture<T> failed(EventLoop loop, Throwable failure) {
        LoopFuture<T> future = loop.createFuture();
        future.completeExceptionally(failure);
        return future;
    }

    /// What has failed, without the wrapping that the JDK adds for dependents.
    ///
    /// @param failure as a dependent gets it
    /// @return the exception itself
    public static Throwable unwrapped(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    /// Completes a future as another one.
    ///
    /// @param <T> the type of the result
    /// @param source the other one
    /// @param target is completed
    public static <T extends @Nullable Object> void pass(CompletionStage<? extends T> source, LoopFuture<T> target) {
        var _ = source.whenComplete((result, failure) -> {
            if (failure == null) {
                target.complete(result);
            } else {
                target.completeExceptionally(unwrapped(failure));
            }
        });
    }

    /// Calls something when all futures are done.
    ///
    /// @param futures which; at least one
    /// @param then gets the first failure, or null
    public static void whenAll(Collection<? extends LoopFuture<?>> futures, Consumer<@Nullable Throwable> then) {
        AtomicInteger left = new AtomicInteger(futures.size());
        AtomicReference<@Nullable Throwable> first = new AtomicReference<>();
        for (LoopFuture<?> future : futures) {
            var _ = future.whenComplete((result, failure) -> {
                if (failure != null) {
                    first.compareAndSet(null, unwrapped(failure));
                }
                if (left.decrementAndGet() == 0) {
                    then.accept(first.get());
                }
            });
        }
    }
}
