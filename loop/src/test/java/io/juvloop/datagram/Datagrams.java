package io.juvloop.datagram;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A protocol that records its calls in order; extended by tests that need to answer.
///
/// Loop thread only.
class Datagrams implements DatagramProtocol {
    private final List<String> events = new ArrayList<>();
    private final List<byte[]> received = new ArrayList<>();
    private final List<SocketAddress> senders = new ArrayList<>();
    private final List<IOException> errors = new ArrayList<>();
    private @Nullable DatagramTransport transport;
    private @Nullable Throwable lossCause;

    @Override
    public void connectionMade(DatagramTransport made) {
        transport = made;
        events.add("made");
    }

    @Override
    public void datagramReceived(ByteBuffer data, SocketAddress sender) {
        byte[] bytes = new byte[data.remaining()];
        data.duplicate().get(bytes);
        received.add(bytes);
        senders.add(sender);
        events.add("data");
    }

    @Override
    public void errorReceived(IOException error) {
        errors.add(error);
        events.add("error");
    }

    @Override
    public void pauseWriting() {
        events.add("pause");
    }

    @Override
    public void resumeWriting() {
        events.add("resume");
    }

    @Override
    public void connectionLost(@Nullable Throwable cause) {
        lossCause = cause;
        events.add("lost");
    }

    final List<String> events() {
        return List.copyOf(events);
    }

    final List<byte[]> received() {
        return List.copyOf(received);
    }

    final List<String> texts() {
        return received.stream()
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .toList();
    }

    final List<SocketAddress> senders() {
        return List.copyOf(senders);
    }

    final List<IOException> errors() {
        return List.copyOf(errors);
    }

    final boolean isLost() {
        return events.contains("lost");
    }

    final @Nullable Throwable lossCause() {
        return lossCause;
    }

    final DatagramTransport transport() {
        return Objects.requireNonNull(transport, "no connectionMade yet");
    }

    final SocketAddress name() {
        return Objects.requireNonNull(transport().localAddress());
    }

    final void send(String text, @Nullable SocketAddress target) {
        transport().sendTo(text.getBytes(StandardCharsets.UTF_8), target);
    }
}
