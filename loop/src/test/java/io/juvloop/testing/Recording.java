package io.juvloop.testing;

import io.juvloop.StreamProtocol;
import io.juvloop.Transport;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A protocol that records its calls in order. See [RecordingProtocol] and [RecordingBufferedProtocol].
///
/// Loop thread only.
public abstract sealed class Recording implements StreamProtocol permits RecordingProtocol, RecordingBufferedProtocol {
    private final List<String> events = new ArrayList<>();
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private @Nullable Transport transport;
    private @Nullable Throwable lossCause;
    private boolean staysOpenAfterEof;

    Recording() {}

    /// Sets the result of `eofReceived`, which closes by default.
    public final void stayOpenAfterEof() {
        staysOpenAfterEof = true;
    }

    /// The events in order: `made`, `data` (once for any number of reads in a row), `eof`, `pause`, `resume`,
    /// and `lost` or `lost(ExceptionClass)`.
    public final List<String> events() {
        return List.copyOf(events);
    }

    /// The number of times that an event occurred; reads in a row are one.
    public final long count(String event) {
        return events.stream().filter(event::equals).count();
    }

    public final byte[] received() {
        return received.toByteArray();
    }

    public final int receivedCount() {
        return received.size();
    }

    public final String receivedText() {
        return received.toString(StandardCharsets.UTF_8);
    }

    /// The transport of `connectionMade`; throws before that call.
    public final Transport transport() {
        return Objects.requireNonNull(transport, "no connectionMade yet");
    }

    public final boolean isMade() {
        return transport != null;
    }

    public final boolean isLost() {
        return !events.isEmpty() && events.getLast().startsWith("lost");
    }

    public final @Nullable Throwable lossCause() {
        return lossCause;
    }

    final void record(String event) {
        events.add(event);
    }

    final void recordData(byte[] data) {
        received.writeBytes(data);
        if (events.isEmpty() || !events.getLast().equals("data")) {
            events.add("data");
        }
    }

    @Override
    public void connectionMade(Transport connection) {
        transport = connection;
        record("made");
    }

    @Override
    public boolean eofReceived() {
        record("eof");
        return staysOpenAfterEof;
    }

    @Override
    public void pauseWriting() {
        record("pause");
    }

    @Override
    public void resumeWriting() {
        record("resume");
    }

    @Override
    public void connectionLost(@Nullable Throwable cause) {
        lossCause = cause;
        record(cause == null ? "lost" : "lost(" + cause.getClass().getSimpleName() + ")");
    }
}
