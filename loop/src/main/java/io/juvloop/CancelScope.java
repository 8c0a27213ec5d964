package io.juvloop;

import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// A block in a task that may request the task's cancellation, and withdraws the request when it is left: the
/// common part of [Timeout] and [TaskGroup].
///
/// Several scopes may request a cancellation at once, but a wait of the task can throw one exception only. It
/// throws the exception that would result if all of them were handled one after the other: see
/// [OpenScopes#asker].
///
/// Loop thread only; opened and left by its task.
final class CancelScope {
    /// The kind of a scope.
    enum Kind {
        /// A block with a deadline, which cannot change the exception that leaves it.
        BLOCK,
        /// A call with a deadline, which sees how the call ends.
        CALL,
        /// A group of tasks.
        GROUP
    }

    /// How often a time-out is thrown through inner limits: once for inner code that mistakes it for its own
    /// time-out, and once for a clean-up that waits.
    private static final int TIMES_THROWN = 2;

    private final EventLoop loop;
    private final OpenScopes open;
    private final Kind kind;
    private final int foreignBefore;
    private final long begun;
    private @Nullable CancelScope enclosing;
    private @Nullable Throwable reason;
    private long asked;
    private long lastHeard;
    private int timesThrown;
    private boolean mistakable;
    private boolean left;

    /// Opens a scope inside the open ones of the running task.
    ///
    /// @throws IllegalStateException outside a task
    CancelScope(String what, Kind kind) {
        loop = EventLoop.running();
        Task<?> task = loop.currentTask();
        if (task == null) {
            throw new IllegalStateException(what + " needs a task to cancel; make one with createTask");
        }
        this.kind = kind;
        open = OpenScopes.of(task);
        foreignBefore = open.foreignRequests();
        begun = open.nextMoment();
        enclosing = open.innermost();
        open.open(this);
    }

    EventLoop loop() {
        return loop;
    }

    Task<?> task() {
        return open.task;
    }

    boolean isGroup() {
        return kind == Kind.GROUP;
    }

    @Nullable
    CancelScope enclosing() {
        return enclosing;
    }

    void enclosedBy(@Nullable CancelScope scope) {
        enclosing = scope;
    }

    // --- Requesting

    /// Requests the cancellation of the task.
    ///
    /// @param why the exception of its wait, unless another reason takes precedence
    void ask(Throwable why) {
        reason = why;
        asked = open.nextMoment();
        open.asks();
        task().cancel(open.reason());
    }

    boolean isAsking() {
        return reason != null;
    }

    @Nullable
    Throwable reason() {
        return reason;
    }

    /// Whether code outside has requested a cancellation, or had one delivered, since this scope was opened.
    boolean isOverruled() {
        if (open.foreignRequests() > foreignBefore) {
            return true;
        }
        for (CancelScope at = enclosing; at != null; at = at.enclosing) {
            if (at.isAsking() && Math.max(at.asked, at.lastHeard) > begun) {
                return true;
            }
        }
        return false;
    }

    /// Called after the scope was left: whether code around it may have mistaken the time-out of an outer scope
    /// for its own. Then the outer one must be delivered again.
    ///
    /// @param expired whether this scope's own time was up
    boolean isMistakable(boolean expired) {
        CancelScope asker = open.asker();
        return asker != null
                && !asker.isGroup()
                && ((asker.mistakable && asker.lastHeard > begun) || (expired && isOverruled()));
    }

    // --- Delivering

    /// The exception that a wait throws because of this scope. Inside another limit, a call throws a
    /// cancellation, which no handler of a time-out catches. A block cannot change the exception that leaves
    /// it: it throws its time-out, again if that was caught on the way, and at last a cancellation, which no
    /// handler of a time-out catches either.
    ///
    /// @param limited whether the wait has a time-out of its own
    /// @return the exception, or null for a plain cancellation
    @Nullable
    Throwable heard(boolean limited) {
        lastHeard = open.nextMoment();
        mistakable = false;
        if (kind == Kind.GROUP || !(limited || open.hasLimitInside(this))) {
            return reason;
        }
        if (kind == Kind.CALL) {
            return null;
        }
        if (timesThrown < TIMES_THROWN) {
            timesThrown++;
            mistakable = true;
            if (limited) {
                repeatOthersRequests();
            }
            return reason;
        }
        CancellationException instead = new CancellationException(task().name() + " was out of time");
        instead.initCause(reason);
        return instead;
    }

    /// Whether an exception of the body is a delivered cancellation, not a failure.
    boolean isCancellation(Throwable thrown) {
        if (thrown instanceof CancellationException) {
            return true;
        }
        if (thrown instanceof InterruptedException) {
            return isAsking() || isOverruled();
        }
        for (CancelScope at = this; at != null; at = at.enclosing) {
            if (thrown.equals(at.reason)) {
                return true;
            }
        }
        return false;
    }

    /// The exception of a call inside an outer limit, once that limit has ended: the limit's time-out again, if
    /// the exception stands for it.
    Throwable settled(Throwable thrown) {
        return open.reason().atEnd(thrown);
    }

    // --- Leaving

    /// Withdraws its request and closes the scope. Calling it again has no effect.
    ///
    /// @throws IllegalStateException in another task
    void leave() {
        open.close(this);
        if (isAsking() && !left) {
            left = true;
            open.asksNoMore();
            int _ = task().uncancel();
        }
    }

    boolean isLeft() {
        return left;
    }

    void checkTask() {
        if (!task().equals(loop.currentTask())) {
            throw new IllegalStateException("opened by " + task() + ", to be closed by it");
        }
    }

    /// Called after the scope was left: delivers again the request of other code that this one has hidden. The
    /// count of requests does not change.
    void repeatOthersRequests() {
        int _ = task().uncancel();
        task().cancel(open.reason());
    }

    /// Called after the scope was left: the exception by which the task sees the request of other code.
    Throwable othersReason(Throwable heard) {
        CancelScope others = open.asker();
        if (others != null && others.reason != null) {
            return others.reason;
        }
        if (heard instanceof CancellationException) {
            return heard;
        }
        CancellationException cancelled = new CancellationException(task().name() + " was cancelled");
        cancelled.initCause(heard);
        return cancelled;
    }
}
