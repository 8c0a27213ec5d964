package io.juvloop;

import io.juvloop.internal.jdk.Failures;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// How something ended: with a result, or with an exception, of which a cancellation is one. What asyncio's
/// `gather(return_exceptions=True)` puts in its list.
///
/// Any thread. Immutable. See
/// [asyncio.gather](https://docs.python.org/3.13/library/asyncio-task.html#asyncio.gather).
///
/// @param <T> the type of the result
/// @param result what came of it, null if it failed
/// @param exception why it failed, or null
public record Outcome<T extends @Nullable Object>(
        @Nullable T result, @Nullable Throwable exception) {
    /// Whether there is an exception.
    ///
    /// @return true if it failed or was cancelled
    public boolean isFailed() {
        return exception != null;
    }

    /// That of a future that is done.
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

    /// That of a call, whatever it throws.
    static <T extends @Nullable Object> Outcome<T> ofCall(Callable<? extends T> call) {
        try {
            return new Outcome<>(call.call(), null);
        } catch (Throwable thrown) {
            return new Outcome<>(null, thrown);
        }
    }

    /// Has a future end like this.
    void completes(CompletableFuture<T> future) {
        if (exception == null) {
            future.complete(result);
        } else {
            future.completeExceptionally(exception);
        }
    }

    /// The result, or throws the exception as it is, checked or not.
    T get() {
        if (exception != null) {
            throw Failures.<RuntimeException>asIs(exception);
        }
        return result;
    }
}
