package io.juvloop.locks;

import io.juvloop.datagram.DatagramProtocol;
import io.juvloop.datagram.DatagramTransport;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A datagram protocol that runs an action in each of its calls.
///
/// Loop thread only, except the endpoint's state.
final class CallbackDatagramProtocol implements DatagramProtocol {
    private final DatagramCallbacks runsAt;
    private final Runnable callback;
    private volatile @Nullable DatagramTransport transport;
    private volatile boolean lost;

    CallbackDatagramProtocol(DatagramCallbacks runsAt, Runnable callback) {
        this.runsAt = runsAt;
        this.callback = callback;
    }

    private void called(DatagramCallbacks method) {
        if (method == runsAt) {
            callback.run();
        }
    }

    DatagramTransport transport() {
        return Objects.requireNonNull(transport);
    }

    boolean isMade() {
        return transport != null;
    }

    boolean isLost() {
        return lost;
    }

    @Override
    public void connectionMade(DatagramTransport made) {
        called(DatagramCallbacks.CONNECTION_MADE);
        transport = made;
    }

    @Override
    public void datagramReceived(ByteBuffer data, SocketAddress sender) {
        called(DatagramCallbacks.DATAGRAM_RECEIVED);
    }

    @Override
    public void errorReceived(IOException error) {
        called(DatagramCallbacks.ERROR_RECEIVED);
    }

    @Override
    public void connectionLost(@Nullable Throwable cause) {
        called(DatagramCallbacks.CONNECTION_LOST);
        lost = true;
    }
}
