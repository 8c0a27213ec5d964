package io.juvloop.postgres.observability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Event;
import jdk.jfr.Name;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/// What a flight recording has of the driver after something was done.
final class Recorded {
    private static final String PREFIX = "io.juvloop.postgres.";

    /// The JDK loses the first event of a platform thread that has carried virtual threads.
    @Name("tests.Lost")
    private static final class Lost extends Event {}

    private final List<RecordedEvent> events;

    private Recorded(List<RecordedEvent> events) {
        this.events = events;
    }

    /// Records the driver's events while something is done.
    static Recorded during(Runnable action) {
        try (Recording recording = new Recording()) {
            for (String name : List.of("Connect", "Query", "Acquire", "Cancel")) {
                recording.enable(PREFIX + name).with("threshold", "0 ns");
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
            Path file = Files.createTempFile("juvloop-postgres", ".jfr");
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

    List<RecordedEvent> all(String name) {
        return events.stream()
                .filter(event -> event.getEventType().getName().equals(PREFIX + name))
                .toList();
    }
}
