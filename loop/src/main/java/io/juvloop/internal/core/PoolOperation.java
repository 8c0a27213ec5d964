package io.juvloop.internal.core;

import io.juvloop.bindings.PoolRequest;
import io.juvloop.bindings.UvErrors;
import io.juvloop.bindings.UvFailure;
import io.juvloop.internal.jfr.Recorder;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// An operation on libuv's thread pool, and the future of its result.
///
/// The pool always answers, even while the loop is closing; the result is then discarded if the future was
/// cancelled or the loop was closed.
///
/// Loop thread only, except the future.
public abstract class PoolOperation<T extends @Nullable Object> {
    private final LoopCore core;
    private final OperationFuture<T> future;
    private @Nullable Object measured;

    protected PoolOperation(LoopCore core) {
        this.core = core;
        this.future = new OperationFuture<>(core);
    }

    protected final LoopCore core() {
        return core;
    }

    /// The subject of an error, for its message.
    protected abstract @Nullable Object subject();

    /// Whether a flight recording is to have it, as a question to the resolver.
    protected boolean recorded() {
        return false;
    }

    /// Gives the request to libuv, to call one of [#end] later.
    protected abstract PoolRequest submit();

    public final CompletableFuture<T> start() {
        measured = recorded() ? Recorder.get().beginLookup() : null;
        try {
            PoolRequest request = submit();
            future.onCancel(request::cancel);
        } catch (UvFailure failure) {
            future.completeExceptionally(UvErrorMapping.toException(failure, subject()));
        }
        return future;
    }

    /// Completes with the pool's answer, unless an earlier call has. A result that an error keeps from being made
    /// fails the future with it.
    ///
    /// @param operation for the message of an error
    /// @param status 0 or a negative error
    /// @param result creates the result if there is no error and the future is still pending
    protected final void end(String operation, int status, Supplier<T> result) {
        Object lookup = measured;
        if (lookup != null && Recorder.get().ends(lookup)) {
            Recorder.get().lookedUp(lookup, operation, subject(), status < 0 ? UvErrors.name(status) : "");
        }
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
        } catch (Error thrown) {
            future.completeExceptionally(thrown);
            throw thrown;
        }
        future.complete(value);
    }
}
