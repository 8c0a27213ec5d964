package io.juvloop.locks;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// One key of a map that all users count with, and so one bin, which is locked while a function runs.
///
/// Any thread.
final class SharedBin implements ContendedLock {
    private final ConcurrentMap<String, Integer> counts = new ConcurrentHashMap<>();

    SharedBin() {
        use();
    }

    @Override
    public void hold(Runnable inside) {
        counts.merge("key", 1, (before, more) -> {
            inside.run();
            return before + more;
        });
    }

    @Override
    public void use() {
        counts.merge("key", 1, Integer::sum);
    }
}
