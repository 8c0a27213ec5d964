package io.juvloop.benchmarks.work;

import java.util.Map;

/// One way to run sequential code: what can be measured of it.
interface Side {
    /// How many wait at once in the workload that wakes them all.
    int CROWD = 100_000;

    /// How many items a producer puts before it gives way, in the workload with batches.
    int BATCH = 100;

    /// A child that does nothing, and one that gives back what it is given.
    String SILENT_CHILD = "/bin/true";

    String TALKING_CHILD = "/bin/cat";

    /// How many bytes that one is given: fewer than a pipe holds.
    int CHILDS_INPUT = 4096;

    /// What this side can do, by name; the names are the same on every side.
    Map<String, Workload> workloads();

    /// Has more of them wait in a place, `sleep` or `future`, until so many do.
    void hold(String place, int count) throws Exception;

    /// Lets all that are held end.
    void release() throws Exception;
}
