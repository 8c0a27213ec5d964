package io.juvloop.faults;

import io.juvloop.datagram.DatagramProtocol;
import io.juvloop.datagram.DatagramTransport;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A datagram endpoint that records the numbers of the blocks sent to it, and fails if it receives any other.
final class DatagramReceiver implements DatagramProtocol {
    private final int id;
    private final List<Integer> numbers = new ArrayList<>();
    private Consumer<ByteBuffer> action = data -> {};
    private @Nullable DatagramTransport transport;
    private @Nullable Throwable wrong;
    private @Nullable Throwable cause;
    private boolean paused;
    private boolean lost;

    DatagramReceiver(int id) {
        this.id = id;
    }

    int id() {
        return id;
    }

    DatagramTransport transport() {
        return Objects.requireNonNull(transport, "no connectionMade yet");
    }

    SocketAddress name() {
        return Objects.requireNonNull(transport().localAddress());
    }

    boolean isLost() {
        return lost;
    }

    /// Why it was lost; null if it was closed.
    @Nullable
    Throwable cause() {
        return cause;
    }

    boolean isPaused() {
        return paused;
    }

    boolean isClosing() {
        return lost || transport().isClosing();
    }

    /// Sets an action for the next datagrams, in place of recording their numbers.
    void action(Consumer<ByteBuffer> newAction) {
        action = newAction;
    }

    /// The numbers received since the last call.
    List<Integer> take() {
        if (wrong != null) {
            throw new AssertionError(wrong.getMessage(), wrong);
        }
        List<Integer> came = List.copyOf(numbers);
        numbers.clear();
        return came;
    }

    /// Whether a block has arrived from a number of senders, or what arrived is wrong.
    boolean hasReceived(int number, long times) {
        return wrong != null || Collections.frequency(numbers, number) >= times;
    }

    @Override
    public void connectionMade(DatagramTransport endpoint) {
        transport = endpoint;
    }

    @Override
    public void datagramReceived(ByteBuffer data, SocketAddress sender) {
        if (data.get(0) == 0) {
            action.accept(data);
            return;
        }
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        try {
            numbers.addAll(Block.numbers(id, bytes, false));
        } catch (AssertionError notMine) {
            wrong = notMine;
        }
    }

    @Override
    public void pauseWriting() {
        paused = true;
    }

    @Override
    public void resumeWriting() {
        paused = false;
    }

    @Override
    public void connectionLost(@Nullable Throwable why) {
        if (lost) {
            wrong = new AssertionError("lost twice");
        }
        lost = true;
        cause = why;
    }
}
