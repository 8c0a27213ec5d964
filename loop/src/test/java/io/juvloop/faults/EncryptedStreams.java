package io.juvloop.faults;

import io.juvloop.EventLoop;
import io.juvloop.tls.Contexts;

/// The same writes on connections that share the memory in which they encrypt.
public final class EncryptedStreams implements Runnable {
    /// For the loader.
    public EncryptedStreams() {}

    @Override
    public void run() {
        try (EventLoop loop = EventLoop.create();
                TestedConnections lines = new TestedConnections(
                        loop,
                        RecordingEnd::new,
                        Contexts.serving("TLSv1.3"),
                        Contexts.connecting("TLSv1.3").withServerName("localhost"))) {
            loop.setExceptionHandler((of, context) -> {}); // the error may be reported
            loop.runUntilComplete(loop.createTask(() -> true)); // callbacks run as they do beside tasks
            StreamWrites.pieces(lines);
        }
    }
}
