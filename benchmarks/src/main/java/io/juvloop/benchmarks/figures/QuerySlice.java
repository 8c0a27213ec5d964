package io.juvloop.benchmarks.figures;

/// The results of one driver in one slice of time.
///
/// @param slice what every comparison has: its server is the client here, which is what is measured, and its load the
///   database
/// @param allocated bytes of objects that the client made for one operation; not a number if it cannot say
/// @param serverCpu microseconds of the database's core for one operation; not a number for a server elsewhere
public record QuerySlice(Slice slice, double allocated, double serverCpu) {}
