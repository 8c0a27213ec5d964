package io.juvloop.postgres.internal.session;

import org.jspecify.annotations.Nullable;

/// When an operation that is looked at from outside was started, and when its answer began to come.
///
/// Loop thread only. Lifetime: from the start of the operation to its end.
final class Measurement {
    private final @Nullable Object event;
    private final long started = System.nanoTime();
    private long answered;

    /// Begins at this moment.
    ///
    /// @param event of the flight recorder, or null
    Measurement(@Nullable Object event) {
        this.event = event;
    }

    /// The event of the flight recorder, or null.
    @Nullable
    Object event() {
        return event;
    }

    /// Something of the answer has come.
    void answered() {
        if (answered == 0) {
            answered = System.nanoTime();
        }
    }

    /// Nanoseconds from the start to the first byte of the answer, 0 if none has come.
    long untilAnswer() {
        return answered == 0 ? 0 : answered - started;
    }

    /// Nanoseconds from the start until now.
    long untilNow() {
        return System.nanoTime() - started;
    }
}
