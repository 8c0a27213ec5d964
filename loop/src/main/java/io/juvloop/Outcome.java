package io.juvloop;

import io.juvloop.internal.jdk.Failures;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// The outcome of an operation: a result, or an exception, which may be a cancellation. The elements of
/// asyncio's list of `gather(return_exceptions=True)`.
///
/// Any thread. Immutable. See
/// [asyncio.gather](https://docs.python.org/3.13/library/asyncio-task.html#asyncio.gather).
///
/// @param <T> the type of the result
/// @param result the result, null after a failure
/// @param exception the failure, or null
public record Outcome<T extends @Nullable Object>(
        @Nullable T result, @Nullable Throwable exception) {
    /// Whether the operation failed.
    ///
    /// @return true if it failed or was cancelled
    public boolean isFailed() {
        return exception != null;
    }

    /// The outcome of a future that is done.
    static <T extends @Nullable Object> Outcome<T> of(CompletableFuture<? extends T> future) {
        return switch (future.state()) {
            case RUNNING -> throw new IllegalStateException("not done yet: " + future);
            case SUCCESS -> new Outcome<>(future.resultNow(), null);
            case FAILED -> new Outcome<>(null, future.exceptionNow());
            case CANCELLED ->
                new Outcome<>(
                        null,
                        future.<Throwable>handle((_, cancelled) -> cancelled).join());
        };
    }

    /// The outcome of a call, whatever it throws.
    static <T extends @Nullable Object> Outcome<T> ofCall(Callable<? extends T> call) {
        try {
            return new Outcome<>(call.call(), null);
        } catch (Throwable thrown) {
            return new Outcome<>(null, thrown);
        }
    }

    /// Completes a future with this outcome.
    void completes(CompletableFuture<T> future) {
        if (exception == null) {
            future.complete(result);
        } else {
            future.completeExceptionally(exception);
        }
    }

    /// Returns the result, or throws the exception unchanged, checked or not.
    T get() {
        if (exception != null) {
            throw Failures.<RuntimeException>asIs(exception);
        }
        return result;
    }
}
