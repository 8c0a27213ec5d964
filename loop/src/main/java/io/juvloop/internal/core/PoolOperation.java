package io.juvloop.internal.core;

import io.juvloop.bindings.PoolRequest;
import io.juvloop.bindings.UvFailure;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Something that libuv's thread pool was asked for, and the future of the answer.
///
/// The answer always comes, from a closing loop as well; who cancelled the future, or closed the loop, is not
/// told.
///
/// Loop thread only, except the future.
public abstract class PoolOperation<T extends @Nullable Object> {
    private final LoopCore core;
    private final OperationFuture<T> future;

    protected PoolOperation(LoopCore core) {
        this.core = core;
        this.future = new OperationFuture<>(core);
    }

    protected final LoopCore core() {
        return core;
    }

    /// What an error is about, for its text.
    protected abstract @Nullable Object subject();

    /// Gives the request to libuv, to call one of [#end] later.
    protected abstract PoolRequest submit();

    public final CompletableFuture<T> start() {
        try {
            PoolRequest request = submit();
            future.onCancel(request::cancel);
        } catch (UvFailure failure) {
            future.completeExceptionally(UvErrorMapping.toException(failure, subject()));
        }
        return future;
    }

    /// The answer is there.
    ///
    /// @param operation for the text of an error
    /// @param status 0 or a negative error
    /// @param result makes the result, if there is no error and somebody still waits
    protected final void end(String operation, int status, Supplier<T> result) {
        if (core.isClosed()) {
            future.cancel(false);
        } else if (status < 0) {
            future.completeExceptionally(UvErrorMapping.toException(operation, status, subject()));
        } else if (!future.isDone()) {
            complete(result);
        }
    }

    private void complete(Supplier<T> result) {
        T value;
        try {
            value = result.get();
        } catch (RuntimeException unusable) {
            future.completeExceptionally(unusable);
            return;
        }
        future.complete(value);
    }
}
