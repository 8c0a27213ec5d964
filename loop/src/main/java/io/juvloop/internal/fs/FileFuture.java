package io.juvloop.internal.fs;

import io.juvloop.bindings.FsRequest;
import io.juvloop.bindings.UvFailure;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.core.OperationFuture;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The future of one file operation, and the callback of its libuv request.
///
/// Any code that holds the future may cancel or complete it at any time; the operation continues until libuv
/// reports its end, and keeps its memory and its descriptor until then. A result that no caller takes is
/// released.
///
/// Loop thread only, except what a [java.util.concurrent.CompletableFuture] allows to any.
abstract class FileFuture<T extends @Nullable Object> extends OperationFuture<T> implements FsRequest.Answer {
    /// Begins the operation.
    @FunctionalInterface
    interface Beginning {
        void begin(FsRequest request, FsRequest.Answer answer);
    }

    final LoopFileSystem fs;
    private @Nullable FsRequest request;
    private @Nullable T value;
    private boolean hasResult;
    private boolean tried;
    private boolean over;
    private @Nullable Throwable failure;

    FileFuture(LoopFileSystem fs) {
        super(fs.core());
        this.fs = fs;
    }

    /// Begins the operation; the future fails if libuv refuses it.
    final FileFuture<T> begin(Beginning beginning) {
        FsRequest taken = fs.acquire();
        request = taken;
        try {
            beginning.begin(taken, this);
        } catch (UvFailure refused) {
            completeExceptionally(exception(refused.operation(), refused.code()));
        } finally {
            if (!isUnderWay()) {
                request = null;
                release(taken);
            }
        }
        return this;
    }

    /// Whether libuv has the operation, also if an error followed: its memory stays libuv's until the answer.
    final boolean isUnderWay() {
        return request != null && request.isBusy();
    }

    private void release(FsRequest unused) {
        try {
            fs.release(unused);
        } finally {
            released();
        }
    }

    /// The result of a successful operation, read while the request is still valid.
    abstract @Nullable T value(FsRequest ended, long result);

    /// The exception for an error.
    abstract IOException exception(String operation, int code);

    /// The name of libuv's function.
    abstract String operation();

    /// Releases the resources of the operation. It is called again after an error.
    void released() {}

    @Override
    public final void onResult(FsRequest ended, long result) {
        if (hasResult || failure != null) {
            return;
        }
        try {
            if (result < 0) {
                failure = exception(operation(), (int) result);
            } else {
                value = value(ended, result);
                hasResult = true;
            }
        } catch (Throwable thrown) {
            failure = thrown;
            if (result >= 0) {
                unread(ended, result);
            }
        }
    }

    /// An error came before the result was made into a value.
    void unread(FsRequest ended, long result) {}

    @Override
    public final void onReleased(FsRequest ended) {
        if (request != null) {
            fs.release(ended);
            request = null;
        }
        released();
        if (!over) {
            LoopCore core = fs.core();
            long begin = core.beginMeasure(this);
            finish();
            core.endMeasure(begin, this);
        }
    }

    /// Completes the future, and closes a result that it does not take. After an error it can be called again.
    private void finish() {
        if (fs.core().isClosed()) {
            cancel(false);
        }
        boolean again = tried;
        tried = true;
        T result = value;
        Throwable thrown = failure == null && !hasResult ? new IOException("an error came before the result") : failure;
        boolean taken = thrown == null
                ? complete(result) || (again && state() == State.SUCCESS)
                : completeExceptionally(thrown) && result == null;
        if (!taken && result != null) {
            dropped(result);
        }
        value = null;
        over = true;
    }

    @Override
    protected void cancelOperation() {
        if (request != null) {
            request.cancel();
        }
    }

    @Override
    protected String description() {
        return toString();
    }

    @Override
    public abstract String toString();
}
