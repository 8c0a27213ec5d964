package io.juvloop.host;

/// The counters that libuv itself keeps of a loop, see [Feature#EVENT_COUNTS].
///
/// Any thread. Immutable; a snapshot. See [uv_metrics_t](https://docs.libuv.org/en/v1.x/metrics.html).
///
/// @param iterations the iterations of the loop
/// @param events the events handled
/// @param eventsWaiting the events that were pending when the loop polled, so that it did not wait; most of
///   them are counted only after [LoopHost#measureIdleTime]
public record EventCounts(long iterations, long events, long eventsWaiting) {}
