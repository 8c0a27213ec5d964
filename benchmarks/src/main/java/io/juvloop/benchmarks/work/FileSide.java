package io.juvloop.benchmarks.work;

/// A side that reads files; nothing waits on it.
abstract class FileSide implements Side {
    /// How many reads are under way in the workload with several.
    static final int OUTSTANDING = 8;

    static final String SEQUENTIAL = "read-1";
    static final String SEVERAL = "read-" + OUTSTANDING;

    @Override
    public final void hold(String place, int count) {
        throw new UnsupportedOperationException("nothing waits here");
    }

    @Override
    public final void release() {
        throw new UnsupportedOperationException("nothing waits here");
    }
}
