package io.juvloop.internal.core;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// An operation that opens a resource, such as a connection, an endpoint or a child process: its future and its
/// completion. The subclass defines how the resource is opened.
///
/// It completes once, by success, failure, cancellation or the loop's close; the resource then has one owner
/// and is closed once. The protocol receives its first data only in a later iteration, after the callbacks of
/// the future have run.
///
/// Loop thread only, except the future.
///
/// @param <R> the result type of the future
public abstract class Opening<R> {
    protected final LoopCore core;
    private final OperationFuture<R> future;
    private boolean ended;
    private boolean released;
    private boolean failing;
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

    /// A resource that has been opened, ready to be attached to its protocol.
    ///
    /// @param result the result of the future
    /// @param begin calls the protocol's `connectionMade`
    /// @param beginEvents starts the delivery of data and other events
    /// @param abort aborts the resource, because no caller awaits it any more
    public record Opened<R>(R result, Runnable begin, Runnable beginEvents, Runnable abort) {}

    /// Closes the parts that were opened and are no longer needed. After an error it is called again.
    protected abstract void release();

    /// Begins the operation. An error that its caller gets leaves nothing open.
    ///
    /// @return the future; cancelling it cancels this operation
    protected final CompletableFuture<R> begin(Runnable beginning) {
        try {
            future.onCancel(this::end);
            beginning.run();
            return future;
        } catch (Throwable thrown) {
            end();
            throw thrown;
        }
    }

    /// What takes an event of the operation's: with an error of the library's own in it the operation fails.
    protected final Runnable event(Runnable taking) {
        return () -> {
            try {
                taking.run();
            } catch (Throwable thrown) {
                failing = true;
                fail(thrown);
                throw thrown;
            }
        };
    }

    /// Whether this operation has completed, for example because the loop was closed during it.
    protected final boolean hasEnded() {
        if (core.isClosed()) {
            loopClosed();
        }
        return ended;
    }

    /// After an error it can be called again.
    private boolean end() {
        boolean isFirst = !ended;
        ended = true;
        if (!released) {
            released = true; // what follows may call it again
            boolean done = false;
            try {
                Surely.run(this::release);
                done = true;
            } finally {
                released = done;
            }
        }
        return isFirst;
    }

    /// Fails, unless the operation has completed. After an error it can be called again.
    protected final void fail(Throwable failure) {
        failing |= !ended;
        if (failing) {
            try {
                end();
            } finally {
                future.completeExceptionally(failure);
            }
        }
    }

    protected final void loopClosed() {
        fail(LoopCore.closedException());
    }

    /// Completes with an open resource, which this operation no longer owns.
    ///
    /// @param close closes the resource
    /// @param making calls the protocol's factory and creates the transport
    protected final void succeed(Runnable close, Supplier<Opened<R>> making) {
        Opened<R> opened = null;
        try {
            if (end()) {
                opened = making.get();
            }
        } catch (Throwable thrown) {
            try {
                Surely.run(close);
            } finally {
                makingFailed(thrown);
            }
            return;
        }
        try {
            if (opened != null) {
                complete(opened);
            } else {
                Surely.run(close);
            }
        } catch (Throwable thrown) {
            Surely.run(opened == null ? close : opened.abort());
            completionFailed(thrown);
            throw thrown;
        }
    }

    /// Handles a failure of the factory or of a later step.
    protected final void makingFailed(Throwable thrown) {
        failing = true;
        try {
            end();
            core.failStopping(thrown);
        } finally {
            future.completeExceptionally(thrown);
        }
    }

    /// Completes with a resource that is open and has its protocol.
    protected final void succeed(Opened<R> opened) {
        try {
            if (end()) {
                complete(opened);
            }
        } catch (Throwable thrown) {
            Surely.run(opened.abort());
            completionFailed(thrown);
            throw thrown;
        }
    }

    private void completionFailed(Throwable thrown) {
        failing = true;
        future.completeExceptionally(thrown);
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
            core.callInternally(orAborted(opened));
        } else {
            abort();
        }
    }

    /// Starts the events; a resource without them is aborted.
    private static Runnable orAborted(Opened<?> opened) {
        return () -> {
            try {
                opened.beginEvents().run();
            } catch (Throwable thrown) {
                Surely.run(opened.abort());
                throw thrown;
            }
        };
    }
}
