package io.juvloop.locks;

import io.juvloop.datagram.DatagramOptions;
import io.juvloop.datagram.DatagramTransport;
import io.juvloop.testing.Loopback;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/// The methods of datagram protocols.
@SuppressWarnings("ImmutableEnumChecker") // its lambdas capture nothing
enum DatagramCallbacks implements KindOfCallback {
    CONNECTION_MADE(_ -> {}),
    DATAGRAM_RECEIVED(transport -> transport.sendTo(new byte[1], Objects.requireNonNull(transport.localAddress()))),
    ERROR_RECEIVED(transport -> transport.sendTo(new byte[1], null)),
    CONNECTION_LOST(DatagramTransport::abort);

    private final Consumer<DatagramTransport> cause;

    DatagramCallbacks(Consumer<DatagramTransport> cause) {
        this.cause = cause;
    }

    @Override
    public Provocation prepare(LoopElsewhere there, Runnable callback) throws SocketException {
        DatagramOptions options = this == ERROR_RECEIVED
                ? DatagramOptions.DEFAULT.withRemoteAddress(nobody())
                : DatagramOptions.DEFAULT.withLocalAddress(Loopback.HOST, 0);
        return new OnFreshEndpoint(there, options, callback);
    }

    private static InetSocketAddress nobody() throws SocketException {
        try (DatagramSocket closed = new DatagramSocket(0)) {
            return new InetSocketAddress(InetAddress.ofLiteral(Loopback.HOST), closed.getLocalPort());
        }
    }

    private final class OnFreshEndpoint implements Provocation {
        private final LoopElsewhere there;
        private final DatagramOptions options;
        private final Runnable callback;
        private final List<CallbackDatagramProtocol> endpoints = new ArrayList<>();

        OnFreshEndpoint(LoopElsewhere there, DatagramOptions options, Runnable callback) {
            this.there = there;
            this.options = options;
            this.callback = callback;
        }

        private CallbackDatagramProtocol open() {
            CallbackDatagramProtocol protocol = new CallbackDatagramProtocol(DatagramCallbacks.this, callback);
            endpoints.add(protocol);
            there.post(() -> {
                var _ = there.loop().createDatagramEndpoint(() -> protocol, options);
            });
            return protocol;
        }

        @Override
        public void ready() {
            if (DatagramCallbacks.this != CONNECTION_MADE) {
                there.until("an endpoint", open()::isMade);
            }
        }

        @Override
        public void provoke() {
            if (DatagramCallbacks.this == CONNECTION_MADE) {
                open();
            } else {
                CallbackDatagramProtocol protocol = endpoints.getLast();
                there.post(() -> cause.accept(protocol.transport()));
            }
        }

        @Override
        public void close() {
            there.until("all endpoints", () -> endpoints.stream().allMatch(CallbackDatagramProtocol::isMade));
            there.run(() -> endpoints.forEach(protocol -> protocol.transport().abort()));
            there.until(
                    "the end of all endpoints", () -> endpoints.stream().allMatch(CallbackDatagramProtocol::isLost));
        }
    }
}
