package io.juvloop.internal.fs;

import io.juvloop.LoopFuture;
import io.juvloop.bindings.FsRequest;
import io.juvloop.bindings.UvFailure;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

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
    private int underWay;
    private boolean closing;
    private long closeResult;

    OpenResource(LoopFileSystem fs, Path path) {
        this.fs = fs;
        this.path = path;
        this.closed = new LoopFuture<>(fs.core().loop());
        fs.opened(this);
    }

    public final Path path() {
        return path;
    }

    /// Closes the descriptor.
    abstract void giveBack(FsRequest request);

    /// The name of libuv's closing function.
    abstract String closeOperation();

    /// Begins an operation, whose end must be reported to [#ended].
    final void begin() {
        fs.core().checkUsable();
        if (closing) {
            throw new IllegalStateException("the " + this + " is closed");
        }
        underWay++;
    }

    final void ended() {
        underWay--;
        closeIfUnused();
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
        if (!closing) {
            closing = true;
            closeIfUnused();
        }
    }

    /// Ends operations that could keep the file open for as long as another process likes.
    void beforeClose() {}

    public final boolean isClosing() {
        return closing;
    }

    public final CompletableFuture<Void> waitClosed() {
        fs.core().checkThread();
        return closed.copy();
    }

    private void closeIfUnused() {
        if (!closing || underWay > 0) {
            return;
        }
        FsRequest request = fs.acquire();
        try {
            giveBack(request);
        } catch (UvFailure refused) {
            onResult(request, refused.code());
            onReleased(request);
        }
    }

    @Override
    public final void onResult(FsRequest ended, long result) {
        closeResult = result;
    }

    @Override
    public final void onReleased(FsRequest ended) {
        fs.release(ended);
        fs.closed(this);
        if (closeResult < 0) {
            closed.completeExceptionally(FileErrors.toException(closeOperation(), (int) closeResult, path, null));
        } else {
            closed.complete(null);
        }
    }
}
