package io.juvloop.testing;

import java.util.ArrayList;
import java.util.List;

/// The events of a test, which fails if it does not examine them.
///
/// Any thread. Lives as long as the test.
///
/// @param <T> the type of the events
abstract class SeenList<T> {
    private final List<T> all = new ArrayList<>();
    private int seen;

    synchronized void happened(T what) {
        all.add(what);
    }

    /// Returns the events so far, which count as examined.
    ///
    /// @return a copy, in their order
    public synchronized List<T> look() {
        seen = all.size();
        return List.copyOf(all);
    }

    synchronized List<T> unseen() {
        return List.copyOf(all.subList(seen, all.size()));
    }
}
