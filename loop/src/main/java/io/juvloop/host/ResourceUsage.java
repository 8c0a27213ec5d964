package io.juvloop.host;

import java.time.Duration;
import java.util.Objects;

/// The resources used by a process or thread; counters that the system does not keep are 0.
///
/// Any thread. Immutable; a snapshot. See [uv_rusage_t](https://docs.libuv.org/en/v1.x/misc.html#c.uv_rusage_t).
///
/// @param userTime the processor time in the program
/// @param systemTime the processor time in the kernel
/// @param maxResidentSet the peak resident memory in kilobytes; macOS counts bytes with older versions of libuv
/// @param minorFaults the page faults without disk access
/// @param majorFaults the page faults with disk access
/// @param blocksRead the blocks read from file systems
/// @param blocksWritten the blocks written to file systems
/// @param voluntarySwitches the voluntary context switches
/// @param involuntarySwitches the involuntary context switches
public record ResourceUsage(
        Duration userTime,
        Duration systemTime,
        long maxResidentSet,
        long minorFaults,
        long majorFaults,
        long blocksRead,
        long blocksWritten,
        long voluntarySwitches,
        long involuntarySwitches) {
    /// Checks that no required component is null.
    public ResourceUsage {
        Objects.requireNonNull(userTime, "the user time is null");
        Objects.requireNonNull(systemTime, "the system time is null");
    }
}
