package io.juvloop.spi;

/// Marks a [io.juvloop.LoopFuture] that only its own methods complete. The JDK completes a dependent future without
/// calling its methods, so the first callback of such a future must be a dependent stage.
///
/// For classes whose instances a constructor creates, and never `newIncompleteFuture`.
public interface DirectlyCompleted {}
