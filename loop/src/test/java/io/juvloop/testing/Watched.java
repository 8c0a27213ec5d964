package io.juvloop.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/// Things that happen while a test runs, each of which the test must look at, or fail.
///
/// Any thread.
public abstract sealed class Watched<T> permits Logged, Reported {
    private final List<T> unseen = new ArrayList<>();

    Watched() {}

    final synchronized void happened(T thing) {
        unseen.add(thing);
    }

    final synchronized List<T> unseen() {
        return List.copyOf(unseen);
    }

    /// How many there are to look at.
    public final synchronized int count() {
        return unseen.size();
    }

    /// All there were since the last look, in their order.
    public final synchronized List<T> all() {
        List<T> seen = List.copyOf(unseen);
        unseen.clear();
        return seen;
    }

    /// The only one there was since the last look.
    public final T only() {
        List<T> seen = all();
        assertThat(seen).hasSize(1);
        return seen.getFirst();
    }
}
