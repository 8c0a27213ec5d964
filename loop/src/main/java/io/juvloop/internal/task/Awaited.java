package io.juvloop.internal.task;

import io.juvloop.Async;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// How a call that a task makes in blocking style waits for a future of the loop: failures are thrown as the blocking
/// call would throw them, and what nobody takes is undone.
///
/// Inside a task of the loop. Stateless.
public final class Awaited {
    private Awaited() {}

    /// Waits for something that is to be undone if the task is cancelled when it is there already.
    ///
    /// @param <T> the type of its result
    /// @param future what to wait for
    /// @param undo gets a result that the caller never saw
    /// @return its result
    /// @throws IOException if it failed with one
    public static <T extends @Nullable Object> T orUndone(CompletableFuture<T> future, Consumer<T> undo)
            throws IOException {
        boolean taken = false;
        try {
            T made = result(future);
            taken = true;
            return made;
        } finally {
            if (!taken) {
                var _ = future.thenAccept(undo);
            }
        }
    }

    /// Waits for a result.
    ///
    /// @param <T> its type
    /// @param stage what to wait for
    /// @return the result
    /// @throws IOException if it failed with one
    public static <T extends @Nullable Object> T result(CompletionStage<T> stage) throws IOException {
        try {
            return Async.await(stage);
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof IOException ordinary) {
                throw ordinary;
            }
            throw failed;
        }
    }
}
