package io.juvloop.internal.fs;

import io.juvloop.files.AsyncFile;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.core.OperationFuture;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Several operations, one after the other, behind one future. To cancel it is to cancel the one that is under
/// way; a file that it opened is closed however it ends.
///
/// Loop thread only, except what a [CompletableFuture] allows to any.
abstract class Sequence<T extends @Nullable Object> extends OperationFuture<T> {
    private @Nullable CompletableFuture<?> step;
    private @Nullable AsyncFile file;

    Sequence(LoopCore core) {
        super(core);
    }

    /// Goes on when an operation has succeeded, or ends as it failed.
    final <A> void then(CompletableFuture<A> next, Consumer<A> action) {
        then(next, action, this::fail);
    }

    /// Goes on when an operation has succeeded, or otherwise when it has failed.
    final <A> void then(CompletableFuture<A> next, Consumer<A> action, Consumer<Throwable> otherwise) {
        step = next;
        var _ = next.whenComplete((value, failure) -> {
            if (value instanceof AsyncFile opened) {
                file = opened;
            }
            if (isDone()) {
                closeFile();
            } else if (failure != null) {
                goOn(failure instanceof CompletionException ? failure.getCause() : failure, otherwise);
            } else {
                goOn(value, action);
            }
        });
    }

    private <A> void goOn(A outcome, Consumer<A> action) {
        try {
            action.accept(outcome);
        } catch (Throwable thrown) {
            fail(thrown);
        }
    }

    final void fail(Throwable failure) {
        closeFile();
        completeExceptionally(failure);
    }

    /// Closes the file, and ends with a result when that is done.
    final void finish(AsyncFile opened, T result) {
        opened.close();
        then(opened.waitClosed(), nothing -> complete(result));
    }

    private void closeFile() {
        if (file != null) {
            file.close();
        }
    }

    @Override
    protected final void cancelOperation() {
        if (step != null) {
            step.cancel(true);
        }
        closeFile();
    }

    @Override
    protected final String description() {
        return toString();
    }
}
