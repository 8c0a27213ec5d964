package io.juvloop.host;

import java.time.Duration;
import java.util.Objects;

/// What a process or thread has used up; counters that a system does not keep are 0.
///
/// Any thread. Immutable; a snapshot. See [uv_rusage_t](https://docs.libuv.org/en/v1.x/misc.html#c.uv_rusage_t).
///
/// @param userTime of processors, in the program
/// @param systemTime of processors, in the kernel
/// @param maxResidentSet the most memory it had at once, in kilobytes; macOS counts bytes with older versions
/// of libuv
/// @param minorFaults pages that were had without reading a disk
/// @param majorFaults pages that were read from a disk
/// @param blocksRead from file systems
/// @param blocksWritten to file systems
/// @param voluntarySwitches how often it gave way by itself
/// @param involuntarySwitches how often it was made to
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
