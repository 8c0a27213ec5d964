package io.juvloop.internal.descriptor;

import io.juvloop.internal.core.LoopCore;
import java.util.ArrayList;
import java.util.List;

/// The polls that were set since the loop last waited; their descriptors are checked once more before it waits.
///
/// Closing a watched descriptor is a mistake of the program. But libuv registers a poll with the system only
/// when it waits, and aborts the process if the system refuses, so the mistake must be found before.
///
/// Loop thread only. Lives as long as the loop.
final class UncheckedPolls {
    private final LoopCore core;
    private List<FdWatch> fresh = new ArrayList<>();

    UncheckedPolls(LoopCore core) {
        this.core = core;
    }

    void add(FdWatch watch) {
        if (fresh.isEmpty()) {
            core.ready().beforeWait(this::check);
        }
        fresh.add(watch);
    }

    private void check() {
        List<FdWatch> looked = fresh;
        fresh = new ArrayList<>();
        looked.forEach(FdWatch::endIfGone);
    }
}
