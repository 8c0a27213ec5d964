package io.juvloop.postgres.internal.connect;

import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.Task;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The future of what a task makes, and of a last step that runs together with the completion.
///
/// Cancelling it ends the task; what the task has made nevertheless is discarded. Loop thread only.
///
/// @param <T> the type of the result
final class TaskFuture<T extends @Nullable Object> extends LoopFuture<T> {
    private final Task<@Nullable Void> task;

    /// @param <S> what the task makes
    /// @param body of the task
    /// @param discard ends a result that is no longer wanted
    /// @param last makes the result of it
    <S> TaskFuture(
            EventLoop loop, Callable<S> body, Consumer<? super S> discard, Function<? super S, ? extends T> last) {
        super(loop);
        task = loop.createTask(() -> {
            S made = body.call();
            if (isDone()) {
                discard.accept(made);
            } else {
                finish(made, discard, last);
            }
            return null;
        });
        var _ = task.whenComplete((nothing, failure) -> {
            if (failure != null) {
                completeExceptionally(failure);
            }
        });
    }

    private <S> void finish(S made, Consumer<? super S> discard, Function<? super S, ? extends T> last) {
        T result;
        try {
            result = last.apply(made);
        } catch (RuntimeException | Error failed) {
            discard.accept(made);
            throw failed;
        }
        complete(result);
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        if (cancelled) {
            task.cancel(mayInterruptIfRunning);
        }
        return cancelled;
    }
}
