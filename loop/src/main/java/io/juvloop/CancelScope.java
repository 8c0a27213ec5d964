package io.juvloop;

import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// A stretch of a task that may ask the task to end, and takes that back when it is left: the common part of
/// [Timeout] and [TaskGroup].
///
/// A task may be asked by several at once, and its wait can throw one exception only. It is the one that would
/// come out in the end if all of them were heard: see [OpenScopes#asker].
///
/// Loop thread only; opened and left by its task.
final class CancelScope {
    /// Whose stretch it is.
    enum Kind {
        /// A block that may be over after some time, and cannot change what comes out of it.
        BLOCK,
        /// A call that may be over after some time, and sees how it ends.
        CALL,
        /// A group of tasks.
        GROUP
    }

    /// How often a time-out is thrown through limits inside its own: once for the code there that takes it for the
    /// inner limit's, and once for a clean-up on the way out that waits.
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

    /// Opens one inside those that the running task has.
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

    // --- Asking

    /// Asks the task to end.
    ///
    /// @param why what its wait throws, unless somebody else's reason comes first
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

    /// Whether somebody outside has asked the task to end since this was opened, or was heard.
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

    /// After it was left: whether code around it may have taken the time-out of an outer one for its own. Then the
    /// outer one is to be heard again.
    ///
    /// @param expired whether it was late itself
    boolean isMistakable(boolean expired) {
        CancelScope asker = open.asker();
        return asker != null
                && !asker.isGroup()
                && ((asker.mistakable && asker.lastHeard > begun) || (expired && isOverruled()));
    }

    // --- Being heard

    /// What a wait throws because of this one. Inside another limit, a call leaves that alone, and so throws what no
    /// catch of a time-out stops. A block cannot change what comes out of it: it throws its time-out, again if that
    /// was caught on the way, and at last what no catch of a time-out stops either.
    ///
    /// @param limited whether the wait has a time-out of its own
    /// @return null for a plain cancellation
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
                askAgainForOthers();
            }
            return reason;
        }
        CancellationException instead = new CancellationException(task().name() + " was out of time");
        instead.initCause(reason);
        return instead;
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

    /// What came out of a call inside an outer limit, once that limit has ended: its time-out again, if what came out
    /// stands for it.
    Throwable settled(Throwable thrown) {
        return open.reason().atEnd(thrown);
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

    boolean isLeft() {
        return left;
    }

    void checkTask() {
        if (!task().equals(loop.currentTask())) {
            throw new IllegalStateException("opened by " + task() + ", to be closed by it");
        }
    }

    /// After it was left: has the request of somebody else, which this one has covered, heard again. The count
    /// stays as it is.
    void askAgainForOthers() {
        int _ = task().uncancel();
        task().cancel(open.reason());
    }

    /// After it was left: what the request of somebody else looks like to the task.
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
