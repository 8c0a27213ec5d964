package io.juvloop.faults;

import io.juvloop.Protocol;
import io.juvloop.Transport;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One end of a [TestedConnection], near or far: keeps the bytes received since the last call of [#take].
class RecordingEnd implements Protocol {
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private @Nullable Transport transport;
    private @Nullable Throwable cause;
    private boolean lost;
    private boolean pauses;

    Transport transport() {
        return Objects.requireNonNull(transport, "no connectionMade yet");
    }

    boolean isMade() {
        return transport != null;
    }

    boolean isLost() {
        return lost;
    }

    @Nullable
    Throwable cause() {
        return cause;
    }

    /// Pauses reading briefly when data arrives.
    void pauseAtData() {
        pauses = true;
    }

    int count() {
        return received.size();
    }

    /// The bytes received since the last call.
    byte[] take() {
        byte[] bytes = received.toByteArray();
        received.reset();
        return bytes;
    }

    boolean endsWith(byte[] end) {
        byte[] bytes = received.toByteArray();
        int from = bytes.length - end.length;
        return from >= 0 && Arrays.equals(bytes, from, bytes.length, end, 0, end.length);
    }

    @Override
    public void connectionMade(Transport connection) {
        transport = connection;
    }

    @Override
    public void dataReceived(ByteBuffer data) {
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        received.writeBytes(bytes);
        if (pauses && !transport().isClosing()) {
            pauses = false;
            transport().pauseReading();
            transport().loop().callSoon(transport()::resumeReading);
        }
    }

    @Override
    public void connectionLost(@Nullable Throwable why) {
        if (lost) {
            throw new AssertionError("lost twice");
        }
        lost = true;
        cause = why;
    }
}
