package io.juvloop.host;

/// What libuv itself counts of a loop, see [Feature#EVENT_COUNTS].
///
/// Any thread. Immutable; a snapshot. See [uv_metrics_t](https://docs.libuv.org/en/v1.x/metrics.html).
///
/// @param iterations of the loop
/// @param events that were handled
/// @param eventsWaiting that were there already when the loop came to look, so that it need not wait; most of them
///   are counted only after [LoopHost#measureIdleTime]
public record EventCounts(long iterations, long events, long eventsWaiting) {}
