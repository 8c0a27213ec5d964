package io.juvloop.internal.core;

import io.juvloop.internal.jdk.Failures;
import org.jspecify.annotations.Nullable;

/// Steps that are all taken even if some of them throw; the first exception is thrown at the end.
///
/// Closing frees everything this way, although a log handler or the user's code fails during it. Not
/// thread-safe; used for one close.
public final class Attempts {
    private @Nullable Throwable failure;

    /// Takes a step and collects its exception. Never throws.
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

    /// Throws the first collected exception, with the later ones as suppressed. A step declares no checked
    /// exception.
    public void throwFirst() {
        Throwable first = failure;
        if (first != null) {
            throw Failures.<RuntimeException>asIs(first);
        }
    }
}
