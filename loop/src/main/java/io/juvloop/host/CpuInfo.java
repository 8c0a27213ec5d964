package io.juvloop.host;

import java.time.Duration;
import java.util.Objects;

/// A processor, and how it spent its time since the system started.
///
/// Any thread. Immutable; a snapshot. See
/// [uv_cpu_info_t](https://docs.libuv.org/en/v1.x/misc.html#c.uv_cpu_info_t).
///
/// @param model its maker's name for it
/// @param speed megahertz; 0 if it is not known
/// @param user in programs
/// @param nice in programs of low priority; zero on Windows
/// @param system in the kernel
/// @param idle doing nothing
/// @param interrupts in interrupts
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
