package io.juvloop.internal.core;

/// A [io.juvloop.LoopFuture] that only its own methods complete. The JDK completes others past them, those that depend
/// on another stage, and so a task that waits for one of those must be hung on it.
///
/// A mark, for what is made by a constructor and never by `newIncompleteFuture`.
public interface DirectlyCompleted {}
