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
    /// Bytes of which the last can be seen without a copy of all.
    private static final class Received extends ByteArrayOutputStream {
        boolean endsWith(byte[] end) {
            int from = count - end.length;
            return from >= 0 && Arrays.equals(buf, from, count, end, 0, end.length);
        }
    }

    private final Received received = new Received();
    private @Nullable Transport transport;
    private @Nullable Throwable cause;
    private boolean lost;
    private boolean pauses;
    private @Nullable Runnable next;

    Transport transport() {
        return Objects.requireNonNull(transport, "no connectionMade yet");
    }

    /// An error has kept the last call from coming.
    void giveUp() {
        lost = true;
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

    /// Runs an action when data arrives.
    void atNextData(Runnable action) {
        next = action;
    }

    /// Another transport has taken the place of the first.
    void goOnBy(Transport other) {
        transport = other;
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

    /// Forgets the bytes behind the first ones, or all if they are no block of a line.
    void keepFirst(int line, int most) {
        byte[] bytes = take();
        if (bytes.length > 0 && bytes[0] == line) {
            received.write(bytes, 0, Math.min(most, bytes.length));
        }
    }

    boolean endsWith(byte[] end) {
        return received.endsWith(end);
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
        Runnable action = next;
        if (action != null) {
            next = null;
            action.run();
        }
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
