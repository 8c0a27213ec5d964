package io.juvloop.jfr;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import jdk.jfr.Event;
import jdk.jfr.EventSettings;
import jdk.jfr.Name;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/// What a flight recording has of juvloop after something was done.
final class Recorded {
    private static final List<String> ALL = List.of(
            "SlowCallback",
            "SlowIteration",
            "ConnectionOpened",
            "ConnectionLost",
            "WritingPaused",
            "WritingResumed",
            "TaskEnded",
            "Lookup",
            "ChildStarted",
            "ChildEnded");

    /// The JDK loses the first event of a platform thread that has carried virtual threads.
    @Name("tests.Lost")
    private static final class Lost extends Event {}

    private final List<RecordedEvent> events;

    private Recorded(List<RecordedEvent> events) {
        this.events = events;
    }

    /// Records some events and no others, whatever their thresholds, while something is done.
    static Recorded during(List<String> names, Runnable action) {
        return during(names, Map.of("threshold", "0 ns"), action);
    }

    static Recorded during(List<String> names, Map<String, String> settings, Runnable action) {
        try (Recording recording = new Recording()) {
            for (String name : ALL) {
                if (names.contains(name)) {
                    EventSettings event = recording.enable("io.juvloop." + name);
                    settings.forEach(event::with);
                } else {
                    recording.disable("io.juvloop." + name);
                }
            }
            recording.start();
            new Lost().commit();
            action.run();
            recording.stop();
            return new Recorded(read(recording));
        }
    }

    private static List<RecordedEvent> read(Recording recording) {
        try {
            Path file = Files.createTempFile("juvloop", ".jfr");
            try {
                recording.dump(file);
                return RecordingFile.readAllEvents(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    List<RecordedEvent> all() {
        return events.stream()
                .filter(event -> event.getEventType().getName().startsWith("io.juvloop."))
                .toList();
    }

    List<RecordedEvent> all(String name) {
        return all().stream()
                .filter(event -> event.getEventType().getName().equals("io.juvloop." + name))
                .toList();
    }

    RecordedEvent only(String name) {
        List<RecordedEvent> found = all(name);
        if (found.size() != 1) {
            throw new AssertionError("not one " + name + ": " + all());
        }
        return found.getFirst();
    }

    static boolean isAtLeast(RecordedEvent event, Duration least) {
        return event.getDuration().compareTo(least) >= 0;
    }
}
