package io.juvloop.internal.core;

import io.juvloop.internal.jdk.Failures;
import org.jspecify.annotations.Nullable;

/// Steps that are all taken, whatever one of them throws; what the first threw is thrown at the end.
///
/// So that an end frees everything, although a handler of the log or the user's code fails on the way. Not
/// thread-safe; lives for one end.
public final class Attempts {
    private @Nullable Throwable failure;

    /// Takes a step. Never throws.
    public void attempt(Runnable step) {
        try {
            step.run();
        } catch (Throwable thrown) {
            add(thrown);
        }
    }

    private void add(Throwable thrown) {
        Throwable first = failure;
        if (first == null) {
            failure = thrown;
        } else if (!first.equals(thrown)) {
            first.addSuppressed(thrown);
        }
    }

    /// Throws what a step threw, with what later ones threw as suppressed. A step declares no checked exception.
    public void throwFirst() {
        Throwable first = failure;
        if (first != null) {
            throw Failures.<RuntimeException>asIs(first);
        }
    }
}
