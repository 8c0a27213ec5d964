package io.juvloop.benchmarks.work;

import java.time.Duration;

/// One operation, such as a task's yielding, repeated for some time. It sets up what it needs before the clock
/// starts.
@FunctionalInterface
interface Workload {
    /// Runs for about as long.
    Tally run(Duration duration) throws Exception;
}
