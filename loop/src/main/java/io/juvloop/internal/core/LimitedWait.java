package io.juvloop.internal.core;

import java.util.concurrent.CompletableFuture;

/// What a call waits for that throws a [java.util.concurrent.TimeoutException] of its own when its time is up: the
/// code around it cannot tell that of an outer limit from it, see [CancelReason].
///
/// Loop thread only; completed with whether something came in time.
public final class LimitedWait extends CompletableFuture<Boolean> {}
