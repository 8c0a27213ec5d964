package io.juvloop.benchmarks.work;

import java.util.Map;

/// One way to run sequential code: the workloads it can do.
interface Side {
    /// How many wait at once in the workload that wakes them all.
    int CROWD = 100_000;

    /// How many items a producer puts before it yields, in the workload with batches.
    int BATCH = 100;

    /// A child that does nothing, and one that returns its input.
    String SILENT_CHILD = "/bin/true";

    String TALKING_CHILD = "/bin/cat";

    /// How many bytes that child gets: fewer than a pipe holds.
    int CHILDS_INPUT = 4096;

    /// Returns its workloads by name; the names are the same on every side.
    Map<String, Workload> workloads();

    /// Makes more of them wait in a place, `sleep` or `future`, until a number of them do.
    void hold(String place, int count) throws Exception;

    /// Ends all waiting ones.
    void release() throws Exception;
}
