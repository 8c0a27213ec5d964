package io.juvloop.testing;

import java.util.ArrayList;
import java.util.List;

/// What happened during a test, which fails for what it does not look at.
///
/// Any thread. Lives as long as the test.
///
/// @param <T> what happens
abstract class SeenList<T> {
    private final List<T> all = new ArrayList<>();
    private int seen;

    synchronized void happened(T what) {
        all.add(what);
    }

    /// Everything so far, which counts as looked at.
    ///
    /// @return a copy, in the order of happening
    public synchronized List<T> look() {
        seen = all.size();
        return List.copyOf(all);
    }

    synchronized List<T> unseen() {
        return List.copyOf(all.subList(seen, all.size()));
    }
}
