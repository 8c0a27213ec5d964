package io.juvloop;

import io.juvloop.internal.core.CancelReason;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// The open timeouts and groups of one task, the innermost first, and their requests to cancel the task.
///
/// Loop thread only. Lives while one is open.
final class OpenScopes {
    private static final ThreadLocal<@Nullable OpenScopes> OF_THREAD = new ThreadLocal<>();

    final Task<?> task;
    private @Nullable CancelScope innermost;
    private final Reason reason = new Reason();
    private int requesting;
    private long moments;

    private OpenScopes(Task<?> task) {
        this.task = task;
    }

    /// The open scopes of the running task, which are kept on its own thread.
    static OpenScopes of(Task<?> task) {
        OpenScopes open = OF_THREAD.get();
        if (open == null) {
            open = new OpenScopes(task);
            OF_THREAD.set(open);
        }
        return open;
    }

    /// A logical time for ordering events here.
    long nextMoment() {
        return ++moments;
    }

    /// The number of requests to cancel the task that none of these scopes made.
    int foreignRequests() {
        return task.cancelling() - requesting;
    }

    void asks() {
        requesting++;
    }

    void asksNoMore() {
        requesting--;
    }

    @Nullable
    CancelScope innermost() {
        return innermost;
    }

    void open(CancelScope scope) {
        innermost = scope;
    }

    /// Closes a scope; inner scopes stay open until their own `close`.
    void close(CancelScope scope) {
        CancelScope inner = null;
        for (CancelScope at = innermost; at != null; at = at.enclosing()) {
            if (at.equals(scope)) {
                unlink(inner, at.enclosing());
            }
            inner = at;
        }
        if (innermost == null) {
            OF_THREAD.remove();
        }
    }

    private void unlink(@Nullable CancelScope inner, @Nullable CancelScope next) {
        if (inner == null) {
            innermost = next;
        } else {
            inner.enclosedBy(next);
        }
    }

    // --- Requests

    /// The scope whose request is delivered, so that the result is the same as if one wait delivered all
    /// requests. A group turns every exception into one of its failures; a timeout passes on a request that an
    /// outer scope or other code has made since it was opened.
    ///
    /// @return one of these scopes, or null for a request of other code
    @Nullable
    CancelScope asker() {
        for (CancelScope at = innermost; at != null; at = at.enclosing()) {
            if (at.isAsking() && (at.isGroup() || !at.isOverruled())) {
                return at;
            }
        }
        return null;
    }

    /// Whether the task is inside a limit that is inside the given one.
    boolean hasLimitInside(CancelScope outer) {
        for (CancelScope at = innermost; at != null && !at.equals(outer); at = at.enclosing()) {
            if (!at.isGroup()) {
                return true;
            }
        }
        return false;
    }

    /// The reason that cancels the task on behalf of all these scopes.
    CancelReason reason() {
        return reason;
    }

    private final class Reason extends CancelReason {
        private static final long serialVersionUID = 1;

        private transient @Nullable CancelScope asker;
        private transient @Nullable Throwable last;

        @Override
        public @Nullable Throwable heard(boolean limited) {
            CancelScope heard = asker();
            asker = heard;
            last = heard == null ? null : heard.heard(limited);
            return last;
        }

        @Override
        public boolean isAsking() {
            return asker() != null;
        }

        @Override
        public Throwable atEnd(Throwable thrown) {
            boolean standsForTimeout = asker != null
                    && asker.isLeft()
                    && thrown.equals(last)
                    && thrown instanceof CancellationException
                    && thrown.getCause() instanceof TimeoutException;
            return standsForTimeout ? thrown.getCause() : thrown;
        }
    }
}
