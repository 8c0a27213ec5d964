package io.juvloop.testing;

import io.juvloop.bindings.UvLoop;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The loops on libuv that were open at a time. A test that closes its loops on other threads has time to do so, and
/// one that drops a loop on purpose has time for it to be collected.
///
/// Any thread.
final class OpenLoops {
    private final Set<UvLoop> before;

    private OpenLoops(Set<UvLoop> before) {
        this.before = before;
    }

    static OpenLoops now() {
        Set<UvLoop> open = Collections.newSetFromMap(new IdentityHashMap<>());
        if (LoopChoice.isLibuv()) {
            open.addAll(UvLoop.openLoops());
        }
        return new OpenLoops(open);
    }

    /// The loops that were opened since and are open still, a line each.
    List<String> openedSince(Duration timeToSettle) {
        if (!LoopChoice.isLibuv()) {
            return List.of();
        }
        long begin = System.nanoTime();
        while (opened().findAny().isPresent() && System.nanoTime() - begin < timeToSettle.toNanos()) {
            System.gc();
        }
        return opened().map(_ -> "an open loop: its test did not close it").toList();
    }

    private Stream<UvLoop> opened() {
        return UvLoop.openLoops().stream().filter(loop -> !before.contains(loop));
    }
}
