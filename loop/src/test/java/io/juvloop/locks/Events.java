package io.juvloop.locks;

import java.util.ArrayList;
import java.util.List;

/// A list of events in order.
///
/// Any thread, and no thread waits here for another waiting thread.
final class Events {
    private final List<String> events = new ArrayList<>();

    synchronized void add(String event) {
        events.add(event);
    }

    synchronized List<String> all() {
        return List.copyOf(events);
    }

    synchronized boolean has(String event) {
        return events.contains(event);
    }
}
