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
final class DatagramEars implements DatagramProtocol {
    private final DatagramCallbacks listensTo;
    private final Runnable callback;
    private volatile @Nullable DatagramTransport transport;
    private volatile boolean lost;

    DatagramEars(DatagramCallbacks listensTo, Runnable callback) {
        this.listensTo = listensTo;
        this.callback = callback;
    }

    private void hear(DatagramCallbacks heard) {
        if (heard == listensTo) {
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
        hear(DatagramCallbacks.CONNECTION_MADE);
        transport = made;
    }

    @Override
    public void datagramReceived(ByteBuffer data, SocketAddress sender) {
        hear(DatagramCallbacks.DATAGRAM_RECEIVED);
    }

    @Override
    public void errorReceived(IOException error) {
        hear(DatagramCallbacks.ERROR_RECEIVED);
    }

    @Override
    public void connectionLost(@Nullable Throwable cause) {
        hear(DatagramCallbacks.CONNECTION_LOST);
        lost = true;
    }
}
