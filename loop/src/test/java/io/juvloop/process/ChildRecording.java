package io.juvloop.process;

import io.juvloop.subprocess.SubprocessProtocol;
import io.juvloop.subprocess.SubprocessTransport;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A protocol that records a child's events in order, and its data by descriptor.
class ChildRecording implements SubprocessProtocol {
    final List<String> events = new ArrayList<>();
    final List<@Nullable Throwable> causes = new ArrayList<>();
    private final Map<Integer, ByteArrayOutputStream> data = new TreeMap<>();
    private @Nullable SubprocessTransport transport;

    SubprocessTransport transport() {
        if (transport == null) {
            throw new AssertionError("no connectionMade yet");
        }
        return transport;
    }

    String text(int fd) {
        ByteArrayOutputStream bytes = data.get(fd);
        return bytes == null ? "" : bytes.toString(StandardCharsets.UTF_8);
    }

    boolean isLost() {
        return events.contains("lost");
    }

    @Override
    public void connectionMade(SubprocessTransport made) {
        transport = made;
        events.add("made");
    }

    /// Data that comes in several pieces is one event.
    @Override
    public void pipeDataReceived(int fd, ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        data.computeIfAbsent(fd, _ -> new ByteArrayOutputStream()).writeBytes(copy);
        if (!events.getLast().equals("data " + fd)) {
            events.add("data " + fd);
        }
    }

    @Override
    public void pipeConnectionLost(int fd, @Nullable Throwable cause) {
        events.add("pipe lost " + fd);
        causes.add(cause);
    }

    @Override
    public void processExited() {
        events.add("exited " + transport().returnCode());
    }

    @Override
    public void connectionLost(@Nullable Throwable cause) {
        events.add("lost");
        causes.add(cause);
    }
}
