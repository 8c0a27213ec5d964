package io.juvloop.host;

import java.time.Duration;
import java.util.Objects;

/// The load of a loop.
///
/// Any thread. Immutable; a snapshot. See [Metrics operations](https://docs.libuv.org/en/v1.x/metrics.html).
///
/// @param idleTime the time that the loop has waited for I/O since [LoopHost#measureIdleTime]; zero without that
/// @param turns the number of batches of callbacks run so far
public record LoopMetrics(Duration idleTime, long turns) {
    /// Checks that no required component is null.
    public LoopMetrics {
        Objects.requireNonNull(idleTime, "the idle time is null");
    }
}
