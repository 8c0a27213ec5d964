package io.juvloop.internal.descriptor;

import io.juvloop.internal.core.LoopCore;
import java.util.ArrayList;
import java.util.List;

/// The polls that were set since the loop last waited, whose descriptors are looked at once more before it waits.
///
/// It is a mistake to close a descriptor that is watched. But libuv tells the system of a poll only when it
/// waits, and ends the process if the system refuses: so a mistake must not get that far.
///
/// Loop thread only. Lives as long as the loop.
final class FreshPolls {
    private final LoopCore core;
    private List<FdWatch> fresh = new ArrayList<>();

    FreshPolls(LoopCore core) {
        this.core = core;
    }

    void add(FdWatch watch) {
        if (fresh.isEmpty()) {
            core.ready().beforeWait(this::look);
        }
        fresh.add(watch);
    }

    private void look() {
        List<FdWatch> looked = fresh;
        fresh = new ArrayList<>();
        looked.forEach(FdWatch::endIfGone);
    }
}
