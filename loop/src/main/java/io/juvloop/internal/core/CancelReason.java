package io.juvloop.internal.core;

import org.jspecify.annotations.Nullable;

/// A reason to end a task that says what to throw only when a wait of the task throws: what is right depends on where
/// the task waits by then.
///
/// Nobody throws it itself. On the task's own thread.
public abstract class CancelReason extends Throwable {
    private static final long serialVersionUID = 1;

    /// A reason that costs no stack trace.
    protected CancelReason() {
        super(null, null, false, false);
    }

    /// What the wait throws.
    ///
    /// @param limited whether the wait has a time-out of its own
    /// @return the exception, or null for a plain cancellation
    public abstract @Nullable Throwable heard(boolean limited);

    /// Whether anybody still asks.
    ///
    /// @return false once whoever asked has taken that back
    public abstract boolean isAsking();

    /// What a task fails with whose body let something out.
    ///
    /// @param thrown what came out
    /// @return that, or what it stands for
    public abstract Throwable atEnd(Throwable thrown);
}
