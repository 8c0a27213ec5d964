package io.juvloop.internal.task;

import io.juvloop.Async;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Awaits futures of the loop for calls that a task makes in blocking style: failures are thrown as a blocking
/// call would throw them, and results that no caller takes are undone.
///
/// Called inside a task of the loop. Stateless.
public final class Awaited {
    private Awaited() {}

    /// Awaits a result that must be undone if the task is cancelled after the future has completed.
    ///
    /// @param <T> the type of the result
    /// @param future the future to await
    /// @param undo receives a result that the caller never saw
    /// @return the result
    /// @throws IOException if the future failed with one
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

    /// Awaits a result.
    ///
    /// @param <T> the type of the result
    /// @param stage the stage to await
    /// @return the result
    /// @throws IOException if the stage failed with one
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
