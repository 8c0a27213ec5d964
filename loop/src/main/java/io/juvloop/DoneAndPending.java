package io.juvloop;

import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/// What [Async#wait(java.util.Collection)] has waited for, in the order in which it was given.
///
/// Any thread.
///
/// @param <S> what was waited for
/// @param done what has a result, has failed or was cancelled
/// @param pending what is not done yet
public record DoneAndPending<S extends CompletionStage<?>>(Set<S> done, Set<S> pending) {
    /// Checks that no required component is null.
    public DoneAndPending {
        Objects.requireNonNull(done, "the done is null");
        Objects.requireNonNull(pending, "the pending is null");
    }
}
