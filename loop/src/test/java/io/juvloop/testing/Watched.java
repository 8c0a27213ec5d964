package io.juvloop.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/// Events that occur while a test runs, each of which the test must check, or fail.
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

    /// The number of unchecked events.
    public final synchronized int count() {
        return unseen.size();
    }

    /// The events since the last check, in order.
    public final synchronized List<T> all() {
        List<T> seen = List.copyOf(unseen);
        unseen.clear();
        return seen;
    }

    /// The only event since the last check.
    public final T only() {
        List<T> seen = all();
        assertThat(seen).hasSize(1);
        return seen.getFirst();
    }
}
