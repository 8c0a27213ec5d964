package io.juvloop.internal.core;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Something being opened, such as a connection, an endpoint or a child: its future and its end. How it is opened is
/// the subclass's.
///
/// It ends once, by success, failure, cancellation or the loop's close; what it holds then has one owner and is closed
/// once. The protocol gets its first data only in a later turn, when whoever waits for the future has seen it.
///
/// Loop thread only, except the future.
///
/// @param <R> what the future gives
public abstract class Opening<R> {
    protected final LoopCore core;
    private final OperationFuture<R> future;
    private boolean ended;
    private @Nullable Runnable abort;

    protected Opening(LoopCore core) {
        this.core = core;
        this.future = new OperationFuture<>(core) {
            @Override
            protected void dropped(R unwanted) {
                abort();
            }
        };
    }

    /// What has been opened, from where its protocol comes in.
    ///
    /// @param result for the future
    /// @param begin calls the protocol's `connectionMade`
    /// @param beginEvents lets data and other events come
    /// @param abort ends it, because nobody waits any more
    public record Opened<R>(R result, Runnable begin, Runnable beginEvents, Runnable abort) {}

    /// Closes what was begun and is not needed any more.
    protected abstract void release();

    /// The future, whose cancellation ends this.
    protected final CompletableFuture<R> future() {
        future.onCancel(this::end);
        return future;
    }

    /// Whether it has ended, as it does when the loop is closed under it.
    protected final boolean hasEnded() {
        if (core.isClosed()) {
            loopClosed();
        }
        return ended;
    }

    private boolean end() {
        if (ended) {
            return false;
        }
        ended = true;
        release();
        return true;
    }

    protected final void fail(Throwable failure) {
        if (end()) {
            future.completeExceptionally(failure);
        }
    }

    protected final void loopClosed() {
        fail(LoopCore.closedException());
    }

    /// Ends it with what is open, which is not held by this any more.
    ///
    /// @param close closes what is open
    /// @param making calls the protocol's factory and makes the transport
    protected final void succeed(Runnable close, Supplier<Opened<R>> making) {
        if (!end()) {
            close.run();
            return;
        }
        Opened<R> opened;
        try {
            opened = making.get();
        } catch (Throwable thrown) {
            close.run();
            makingFailed(thrown);
            return;
        }
        complete(opened);
    }

    /// The factory, or what comes after it, failed.
    protected final void makingFailed(Throwable thrown) {
        ended = true;
        core.failStopping(thrown);
        future.completeExceptionally(thrown);
    }

    /// Ends it with what is open and has its protocol.
    protected final void succeed(Opened<R> opened) {
        if (end()) {
            complete(opened);
        }
    }

    private void abort() {
        Runnable unwanted = abort;
        if (unwanted != null) {
            abort = null;
            unwanted.run();
        }
    }

    private void complete(Opened<R> opened) {
        abort = opened.abort();
        opened.begin().run();
        if (future.complete(opened.result())) {
            core.callInternally(opened.beginEvents());
        } else {
            abort();
        }
    }
}
