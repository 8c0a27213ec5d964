package io.juvloop.watch;

import io.juvloop.files.FileEvent;
import io.juvloop.files.FileEvent.Kind;
import io.juvloop.files.FileWatch;
import io.juvloop.files.WatchListener;
import java.util.ArrayList;
import java.util.List;

/// A listener that records its events.
final class RecordedChanges implements WatchListener {
    private final List<FileEvent> events = new ArrayList<>();

    @Override
    public void changed(FileWatch watch, FileEvent event) {
        events.add(event);
    }

    List<FileEvent> events() {
        return events;
    }

    boolean has(Kind kind, String name) {
        return events.stream()
                .anyMatch(event ->
                        event.kind() == kind && String.valueOf(event.name()).equals(name));
    }
}
