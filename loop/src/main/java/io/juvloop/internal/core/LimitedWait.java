package io.juvloop.internal.core;

import java.util.concurrent.CompletableFuture;

/// The future awaited by a call that throws its own [java.util.concurrent.TimeoutException] when its time is
/// up. The surrounding code cannot distinguish that exception from one of an outer limit, see [CancelReason].
///
/// Loop thread only; completed with whether the awaited event came in time.
public final class LimitedWait extends CompletableFuture<Boolean> {}
