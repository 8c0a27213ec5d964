package io.juvloop.internal.jdk;

import java.util.concurrent.CompletionException;

/// How a failure is thrown where no checked exception is declared.
///
/// Any thread.
public final class Failures {
    private Failures() {}

    /// What to throw for a failure: itself if unchecked, otherwise in a [CompletionException], as
    /// [java.util.concurrent.CompletableFuture#join] does.
    ///
    /// @param failure what happened
    /// @return what to throw
    public static RuntimeException unchecked(Throwable failure) {
        if (failure instanceof RuntimeException unchecked) {
            return unchecked;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        return new CompletionException(failure);
    }

    /// Throws a failure as it is, checked or not.
    ///
    /// @param <X> what the compiler takes it for
    /// @param failure what to throw
    /// @return never
    /// @throws X always
    @SuppressWarnings("unchecked")
    public static <X extends Throwable> RuntimeException asIs(Throwable failure) throws X {
        throw (X) failure;
    }
}
