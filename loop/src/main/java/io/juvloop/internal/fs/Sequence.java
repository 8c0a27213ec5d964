package io.juvloop.internal.fs;

import io.juvloop.files.AsyncFile;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.core.OperationFuture;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Several operations in sequence behind one future. Cancelling the future cancels the current operation; the
/// files that it opened are closed however it ends.
///
/// Loop thread only, except what a [CompletableFuture] allows to any.
abstract class Sequence<T extends @Nullable Object> extends OperationFuture<T> {
    private @Nullable CompletableFuture<?> step;
    private final List<AsyncFile> files = new ArrayList<>(2);

    Sequence(LoopCore core) {
        super(core);
    }

    /// Continues when an operation succeeds, and fails as the operation fails.
    final <A> void then(CompletableFuture<A> next, Consumer<A> action) {
        then(next, action, this::fail);
    }

    /// Continues with one action when an operation succeeds, with another when it fails.
    final <A> void then(CompletableFuture<A> next, Consumer<A> action, Consumer<Throwable> otherwise) {
        step = next;
        var _ = next.whenComplete((value, failure) -> {
            if (value instanceof AsyncFile opened) {
                files.add(opened);
            }
            if (isDone()) {
                closeFiles();
            } else if (failure != null) {
                proceed(failure instanceof CompletionException ? failure.getCause() : failure, otherwise);
            } else {
                proceed(value, action);
            }
        });
    }

    private <A> void proceed(A outcome, Consumer<A> action) {
        try {
            action.accept(outcome);
        } catch (Throwable thrown) {
            fail(thrown);
        }
    }

    final void fail(Throwable failure) {
        closeFiles();
        completeExceptionally(failure);
    }

    /// Closes the file, then completes with a result.
    final void finish(AsyncFile opened, T result) {
        opened.close();
        then(opened.waitClosed(), nothing -> complete(result));
    }

    private void closeFiles() {
        files.forEach(AsyncFile::close);
    }

    @Override
    protected void cancelOperation() {
        if (step != null) {
            step.cancel(true);
        }
        closeFiles();
    }

    @Override
    protected final String description() {
        return toString();
    }
}
