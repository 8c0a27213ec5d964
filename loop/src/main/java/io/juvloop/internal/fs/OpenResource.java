package io.juvloop.internal.fs;

import io.juvloop.LoopFuture;
import io.juvloop.bindings.FsRequest;
import io.juvloop.bindings.UvFailure;
import io.juvloop.internal.core.OperationFuture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/// An open file or directory, with one owner and one close.
///
/// The system may reuse a closed descriptor at once for another file, so the descriptor is closed only after
/// the last operation on it has ended, and no operation begins after the close was requested.
///
/// Loop thread only, except [#path].
abstract class OpenResource implements FsRequest.Answer, AutoCloseable {
    final LoopFileSystem fs;
    private final Path path;
    private final LoopFuture<Void> closed;
    private final List<OperationFuture<Void>> waiting = new ArrayList<>(0);
    private int underWay;
    private boolean closing;
    private boolean closeBegun;
    private boolean freed;
    private long closeResult;

    OpenResource(LoopFileSystem fs, Path path) {
        this.fs = fs;
        this.path = path;
        this.closed = new LoopFuture<>(fs.core().loop());
    }

    public final Path path() {
        return path;
    }

    /// Closes the descriptor.
    abstract void giveBack(FsRequest request);

    /// The name of libuv's closing function.
    abstract String closeOperation();

    /// Begins an operation, whose end must be reported to [#ended], and then [#closeIfUnused].
    final void begin() {
        fs.core().checkUsable();
        if (closing) {
            throw new IllegalStateException("the " + this + " is closed");
        }
        underWay++;
    }

    /// An operation has ended. It makes no call, so that no error comes out of it half-way.
    final void ended() {
        underWay--;
    }

    final boolean isBusy() {
        return underWay > 0;
    }

    @Override
    public final void close() {
        fs.core().checkThread();
        if (!closing) {
            beforeClose();
        }
        closing = true;
        closeIfUnused();
    }

    /// Ends operations that could keep the file open for as long as another process likes.
    void beforeClose() {}

    public final boolean isClosing() {
        return closing;
    }

    /// A cancelled wait is forgotten, because a file may be open for as long as the program runs.
    public final CompletableFuture<Void> waitClosed() {
        fs.core().checkThread();
        if (closed.isDone()) {
            return closed.copy();
        }
        OperationFuture<Void> end = new OperationFuture<>(fs.core());
        waiting.add(end);
        end.onCancel(() -> waiting.removeIf(Future::isCancelled));
        return end;
    }

    /// Closes the descriptor if that was requested and no operation is under way, unless it was done.
    final void closeIfUnused() {
        if (!closing || underWay > 0 || closeBegun) {
            return;
        }
        FsRequest request = fs.acquire();
        closeBegun = true; // unless it is certain that libuv was not called: it must not be asked twice
        try {
            giveBack(request);
        } catch (UvFailure refused) {
            onResult(request, refused.code());
            onReleased(request);
        } catch (Throwable thrown) {
            if (!request.isBusy()) {
                closeBegun = false;
                fs.release(request);
            }
            throw thrown;
        }
    }

    @Override
    public final void onResult(FsRequest ended, long result) {
        closeResult = result;
    }

    @Override
    public final void onReleased(FsRequest ended) {
        if (!freed) {
            fs.release(ended);
            freed = true;
        }
        fs.closed(this);
        if (closeResult < 0) {
            fail(FileErrors.toException(closeOperation(), (int) closeResult, path, null));
        } else {
            closed.complete(null);
            waiting.forEach(end -> end.complete(null));
        }
        waiting.clear();
    }

    private void fail(IOException failure) {
        if (!waiting.isEmpty()) {
            var _ = closed.toCompletableFuture(); // who waits has the failure
        }
        closed.completeExceptionally(failure);
        waiting.forEach(end -> end.completeExceptionally(failure));
    }
}
