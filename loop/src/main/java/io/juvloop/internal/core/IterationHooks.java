package io.juvloop.internal.core;

/// Lets a part of the loop run code in every iteration, before and after the loop waits.
///
/// Loop thread only.
public interface IterationHooks {
    /// Whether the loop must poll for events without waiting.
    boolean keepFromWaiting();

    /// Whether [#beforeWait] has work to do.
    boolean hasBeforeWait();

    /// Runs the hooks that are due before the wait.
    void beforeWait();

    /// Whether [#afterWait] has work to do.
    boolean hasAfterWait();

    /// Runs the hooks that are due after the wait and its events.
    void afterWait();
}
