package io.juvloop.testing;

import io.juvloop.Protocol;
import io.juvloop.Transport;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One end of a connection of [TransportContract]: records the calls of its transport.
///
/// Loop thread only. Lives as long as the test.
class ContractEnd implements Protocol {
    private final List<String> calls = new ArrayList<>();
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final boolean staysOpen;
    private @Nullable Transport transport;
    private @Nullable Throwable cause;

    /// @param staysOpen the result of `eofReceived`
    ContractEnd(boolean staysOpen) {
        this.staysOpen = staysOpen;
    }

    Transport transport() {
        return Objects.requireNonNull(transport, "connectionMade was not called");
    }

    /// The calls in order, of which those of `dataReceived` that follow each other count as one.
    List<String> calls() {
        return List.copyOf(calls);
    }

    long count(String call) {
        return calls.stream().filter(call::equals).count();
    }

    byte[] received() {
        return received.toByteArray();
    }

    boolean isMade() {
        return transport != null;
    }

    boolean isLost() {
        return calls.contains("lost");
    }

    @Nullable
    Throwable cause() {
        return cause;
    }

    @Override
    public void connectionMade(Transport made) {
        transport = made;
        calls.add("made");
    }

    @Override
    public void dataReceived(ByteBuffer data) {
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        received.writeBytes(bytes);
        if (!calls.getLast().equals("data")) {
            calls.add("data");
        }
    }

    @Override
    public boolean eofReceived() {
        calls.add("eof");
        return staysOpen;
    }

    @Override
    public void pauseWriting() {
        calls.add("pause");
    }

    @Override
    public void resumeWriting() {
        calls.add("resume");
    }

    @Override
    public void connectionLost(@Nullable Throwable why) {
        cause = why;
        calls.add("lost");
    }
}
