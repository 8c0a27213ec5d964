package io.juvloop.internal.host;

import io.juvloop.bindings.HostProcess;
import io.juvloop.host.ResourceUsage;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// Names the counters of `getrusage`.
///
/// Any thread. Stateless.
public final class Usages {
    private Usages() {}

    /// Converts the counters to a record.
    ///
    /// @param usage in the order of `getrusage`: maxrss, ixrss, idrss, isrss, minflt, majflt, nswap, inblock,
    ///   oublock, msgsnd, msgrcv, nsignals, nvcsw, nivcsw
    public static ResourceUsage of(HostProcess.Usage usage) {
        List<Long> counters = usage.counters();
        return new ResourceUsage(
                Duration.of(usage.userMicros(), ChronoUnit.MICROS),
                Duration.of(usage.systemMicros(), ChronoUnit.MICROS),
                counters.get(0),
                counters.get(4),
                counters.get(5),
                counters.get(7),
                counters.get(8),
                counters.get(12),
                counters.get(13));
    }
}
