package io.juvloop.faults;

import io.juvloop.EventLoop;
import io.juvloop.tls.Contexts;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The same on connections that share the memory in which they encrypt and decrypt.
public final class EncryptedStreams implements Runnable {
    /// For the loader.
    public EncryptedStreams() {}

    @Override
    public void run() {
        for (String version : List.of("TLSv1.3", "TLSv1.2")) {
            on(version, RecordingEnd::new, lines -> {
                StreamWrites.pieces(lines);
                StreamEvents.everyKind(lines);
                StreamEnds.everyKind(lines);
            });
            on(version, BufferedEnd::new, lines -> {
                StreamEvents.everyKind(lines);
                StreamEnds.everyKind(lines);
            });
        }
    }

    private static void on(
            String version, Supplier<? extends RecordingEnd> farEnd, Consumer<TestedConnections> scenarios) {
        try (EventLoop loop = EventLoop.create();
                TestedConnections lines = new TestedConnections(
                        loop,
                        RecordingEnd::new,
                        farEnd,
                        Contexts.serving(version),
                        Contexts.connecting(version).withServerName("localhost"))) {
            loop.setExceptionHandler((of, context) -> {}); // the error may be reported
            loop.runUntilComplete(loop.createTask(() -> true)); // callbacks run as they do beside tasks
            scenarios.accept(lines);
        }
    }
}
