package io.juvloop.benchmarks.work;

/// The result of one measured span.
///
/// @param operations how often the workload's operation was done
/// @param nanos from begin to end
/// @param cpuNanos processor time that the whole process used meanwhile: the same, if other programs leave it
/// its core
public record Tally(long operations, long nanos, long cpuNanos) {}
