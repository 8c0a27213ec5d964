package io.juvloop;

import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/// The result of [Async#wait(java.util.Collection)], in the order in which the stages were given.
///
/// Any thread.
///
/// @param <S> the type of the stages
/// @param done the stages that have a result, have failed or were cancelled
/// @param pending the stages that are not done
public record DoneAndPending<S extends CompletionStage<?>>(Set<S> done, Set<S> pending) {
    /// Checks that no required component is null.
    public DoneAndPending {
        Objects.requireNonNull(done, "the done is null");
        Objects.requireNonNull(pending, "the pending is null");
    }
}
