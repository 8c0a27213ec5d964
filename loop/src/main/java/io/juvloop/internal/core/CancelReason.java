package io.juvloop.internal.core;

import org.jspecify.annotations.Nullable;

/// A reason to cancel a task that chooses the exception when a wait of the task throws, because the right
/// exception depends on where the task waits by then.
///
/// It is never thrown itself. Used on the task's own thread.
public abstract class CancelReason extends Throwable {
    private static final long serialVersionUID = 1;

    /// A reason without a stack trace.
    protected CancelReason() {
        super(null, null, false, false);
    }

    /// The exception that the wait throws.
    ///
    /// @param limited whether the wait has a time-out of its own
    /// @return the exception, or null for a plain cancellation
    public abstract @Nullable Throwable heard(boolean limited);

    /// Whether the request to cancel still stands.
    ///
    /// @return false once the request has been withdrawn
    public abstract boolean isAsking();

    /// The exception that the task fails with when its body throws.
    ///
    /// @param thrown the exception that left the body
    /// @return the same exception, or the one that it represents
    public abstract Throwable atEnd(Throwable thrown);
}
