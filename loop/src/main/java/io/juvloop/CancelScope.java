package io.juvloop;

import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// A stretch of a task that may ask the task to end, and takes that back when it is left: the common part of
/// [Timeout] and [TaskGroup].
///
/// A task may be asked by several at once, and its wait can throw one exception only. It is the one that would
/// come out in the end if all of them were heard: see [OpenScopes#reason].
///
/// Loop thread only; opened and left by its task.
final class CancelScope {
    private final EventLoop loop;
    private final OpenScopes open;
    private final boolean group;
    private final int foreignBefore;
    private final long begun;
    private @Nullable CancelScope enclosing;
    private @Nullable Throwable reason;
    private long asked;
    private boolean left;

    /// Opens one inside those that the running task has.
    ///
    /// @throws IllegalStateException outside a task
    CancelScope(String what, boolean group) {
        loop = EventLoop.running();
        Task<?> task = loop.currentTask();
        if (task == null) {
            throw new IllegalStateException(what + " needs a task to cancel; make one with createTask");
        }
        this.group = group;
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
        return group;
    }

    @Nullable
    CancelScope enclosing() {
        return enclosing;
    }

    void enclosedBy(@Nullable CancelScope scope) {
        enclosing = scope;
    }

    // --- Asking

    /// Asks the task to end.
    ///
    /// @param why what its wait throws, unless somebody else's reason comes first
    void ask(Throwable why) {
        reason = why;
        asked = open.nextMoment();
        Throwable heard = open.reason();
        open.asks();
        task().cancel(heard);
    }

    boolean isAsking() {
        return reason != null;
    }

    @Nullable
    Throwable reason() {
        return reason;
    }

    /// Whether somebody outside has asked the task to end since this was opened.
    boolean isOverruled() {
        if (open.foreignRequests() > foreignBefore) {
            return true;
        }
        for (CancelScope at = enclosing; at != null; at = at.enclosing) {
            if (at.isAsking() && at.asked > begun) {
                return true;
            }
        }
        return false;
    }

    /// Whether that looks to the task like a time-out of its own.
    boolean isOverruledByTimeout() {
        return isOverruled() && open.reason() instanceof TimeoutException;
    }

    /// Whether an exception out of the body is a request to end that was heard, and not a failure.
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

    // --- Leaving

    /// Takes back what it asked for and ends it. Again, it does nothing.
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

    void checkTask() {
        if (!task().equals(loop.currentTask())) {
            throw new IllegalStateException("opened by " + task() + ", to be closed by it");
        }
    }

    /// After it was left: has the request of somebody else, which this one has covered, heard again. The count
    /// stays as it is.
    void askAgainForOthers() {
        Throwable heard = open.reason();
        int _ = task().uncancel();
        task().cancel(heard);
    }

    /// After it was left: what the request of somebody else looks like to the task.
    Throwable othersReason(Throwable heard) {
        Throwable others = open.reason();
        if (others != null) {
            return others;
        }
        if (heard instanceof CancellationException) {
            return heard;
        }
        CancellationException cancelled = new CancellationException(task().name() + " was cancelled");
        cancelled.initCause(heard);
        return cancelled;
    }
}
