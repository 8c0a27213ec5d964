package io.juvloop.host;

/// How many threads wanted to run, on average; zeros on Windows, which does not count that.
///
/// Any thread. Immutable; a snapshot. See [uv_loadavg](https://docs.libuv.org/en/v1.x/misc.html#c.uv_loadavg).
///
/// @param oneMinute of the last minute
/// @param fiveMinutes of the last 5 minutes
/// @param fifteenMinutes of the last 15 minutes
public record LoadAverage(double oneMinute, double fiveMinutes, double fifteenMinutes) {}
