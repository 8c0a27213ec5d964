package io.juvloop.internal.jdk;

import java.util.concurrent.CompletionException;

/// Throws failures where no checked exception is declared.
///
/// Any thread.
public final class Failures {
    private Failures() {}

    /// The exception to throw for a failure: the failure itself if unchecked, otherwise a [CompletionException]
    /// with it, as for [java.util.concurrent.CompletableFuture#join].
    ///
    /// @param failure the failure
    /// @return the exception to throw
    public static RuntimeException unchecked(Throwable failure) {
        if (failure instanceof RuntimeException unchecked) {
            return unchecked;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        return new CompletionException(failure);
    }

    /// Throws a failure unchanged, checked or not.
    ///
    /// @param <X> the exception type that the compiler assumes
    /// @param failure the exception to throw
    /// @return never
    /// @throws X always
    @SuppressWarnings("unchecked")
    public static <X extends Throwable> RuntimeException asIs(Throwable failure) throws X {
        throw (X) failure;
    }
}
