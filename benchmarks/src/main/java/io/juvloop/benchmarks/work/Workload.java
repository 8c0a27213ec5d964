package io.juvloop.benchmarks.work;

import java.time.Duration;

/// One operation, such as a task's giving way, done over and over for some time. It sets up what it needs
/// before the clock starts.
@FunctionalInterface
interface Workload {
    /// Does it for about as long.
    Tally run(Duration duration) throws Exception;
}
