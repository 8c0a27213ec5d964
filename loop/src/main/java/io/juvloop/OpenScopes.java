package io.juvloop;

import io.juvloop.internal.core.CancelReason;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// The timeouts and groups that are open in one task, the innermost first, and which of them ask it to end.
///
/// Loop thread only. It lasts while one is open.
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

    /// Those of the task that is running, whose thread is its own.
    static OpenScopes of(Task<?> task) {
        OpenScopes open = OF_THREAD.get();
        if (open == null) {
            open = new OpenScopes(task);
            OF_THREAD.set(open);
        }
        return open;
    }

    /// A point in the order of what happens here.
    long nextMoment() {
        return ++moments;
    }

    /// Requests to cancel the task that none of these made.
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

    /// Whatever is still open inside it stays so, for its own `close`.
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

    // --- Asking

    /// Who is heard, if all that ask the task to end were heard in one wait. A group turns whatever comes into its
    /// failures; a timeout lets pass what an outer one, or somebody else, has asked for since it was opened.
    ///
    /// @return one of these, or null for somebody else
    @Nullable
    CancelScope asker() {
        for (CancelScope at = innermost; at != null; at = at.enclosing()) {
            if (at.isAsking() && (at.isGroup() || !at.isOverruled())) {
                return at;
            }
        }
        return null;
    }

    /// Whether the task is inside a limit that is inside another one.
    boolean hasLimitInside(CancelScope outer) {
        for (CancelScope at = innermost; at != null && !at.equals(outer); at = at.enclosing()) {
            if (!at.isGroup()) {
                return true;
            }
        }
        return false;
    }

    /// What to cancel the task with, for all of these.
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
