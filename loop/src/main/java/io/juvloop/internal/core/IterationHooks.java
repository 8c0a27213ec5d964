package io.juvloop.internal.core;

/// What has a part of the loop do something in every iteration, before and after the loop waits.
///
/// Loop thread only.
public interface IterationHooks {
    /// Whether the loop may not wait for events, only look.
    boolean keepFromWaiting();

    /// Whether [#beforeWait] has something to do.
    boolean hasBeforeWait();

    /// Runs what is due before the wait.
    void beforeWait();

    /// Whether [#afterWait] has something to do.
    boolean hasAfterWait();

    /// Runs what is due after the wait and the events that it brought.
    void afterWait();
}
