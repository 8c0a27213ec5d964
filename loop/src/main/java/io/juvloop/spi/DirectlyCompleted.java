package io.juvloop.spi;

/// A [io.juvloop.LoopFuture] that only its own methods complete. The JDK completes others past them, those that depend
/// on another stage, and so the first callback of one of those must be hung on it as a stage.
///
/// A mark, for what is made by a constructor and never by `newIncompleteFuture`.
public interface DirectlyCompleted {}
