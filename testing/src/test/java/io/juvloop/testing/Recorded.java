package io.juvloop.testing;

import io.juvloop.Protocol;
import io.juvloop.Transport;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A protocol that writes down what is called.
///
/// Loop thread only.
final class Recorded implements Protocol {
    private final List<String> events = new ArrayList<>();
    private final List<Integer> chunks = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private @Nullable Transport transport;
    private @Nullable ByteBuffer view;
    private @Nullable RuntimeException failure;
    private boolean keepsOpen;

    void keepOpen() {
        keepsOpen = true;
    }

    void failWith(RuntimeException newFailure) {
        failure = newFailure;
    }

    Transport transport() {
        return Objects.requireNonNull(transport);
    }

    List<String> events() {
        return events;
    }

    List<Integer> chunks() {
        return chunks;
    }

    boolean isLost() {
        return !events.isEmpty() && events.getLast().startsWith("lost");
    }

    String text() {
        return text.toString();
    }

    ByteBuffer lastView() {
        return Objects.requireNonNull(view);
    }

    @Override
    public void connectionMade(Transport made) {
        transport = made;
        events.add("made");
    }

    @Override
    public void dataReceived(ByteBuffer data) {
        if (failure != null) {
            throw failure;
        }
        view = data;
        chunks.add(data.remaining());
        if (text.isEmpty()) {
            events.add("data");
        }
        text.append(StandardCharsets.US_ASCII.decode(data));
    }

    @Override
    public boolean eofReceived() {
        events.add("eof");
        return keepsOpen;
    }

    @Override
    public void connectionLost(@Nullable Throwable cause) {
        events.add("lost " + cause);
    }

    @Override
    public void pauseWriting() {
        events.add("pause");
    }

    @Override
    public void resumeWriting() {
        events.add("resume");
    }
}
