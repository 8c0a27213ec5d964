package io.juvloop.host;

/// The average number of runnable threads; zeros on Windows, which does not count them.
///
/// Any thread. Immutable; a snapshot. See [uv_loadavg](https://docs.libuv.org/en/v1.x/misc.html#c.uv_loadavg).
///
/// @param oneMinute the average of the last minute
/// @param fiveMinutes the average of the last 5 minutes
/// @param fifteenMinutes the average of the last 15 minutes
public record LoadAverage(double oneMinute, double fiveMinutes, double fifteenMinutes) {}
