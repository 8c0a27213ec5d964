package io.juvloop.host;

import java.time.Duration;
import java.util.Objects;

/// A processor, and how it has spent its time since the system started.
///
/// Any thread. Immutable; a snapshot. See
/// [uv_cpu_info_t](https://docs.libuv.org/en/v1.x/misc.html#c.uv_cpu_info_t).
///
/// @param model the model name
/// @param speed in megahertz; 0 if it is not known
/// @param user the time in programs
/// @param nice the time in programs of low priority; zero on Windows
/// @param system the time in the kernel
/// @param idle the idle time
/// @param interrupts the time in interrupts
public record CpuInfo(
        String model, int speed, Duration user, Duration nice, Duration system, Duration idle, Duration interrupts) {
    /// Checks that no required component is null.
    public CpuInfo {
        Objects.requireNonNull(model, "the model is null");
        Objects.requireNonNull(user, "the user is null");
        Objects.requireNonNull(nice, "the nice is null");
        Objects.requireNonNull(system, "the system is null");
        Objects.requireNonNull(idle, "the idle is null");
        Objects.requireNonNull(interrupts, "the interrupts are null");
    }
}
