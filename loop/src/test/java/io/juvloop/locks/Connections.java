package io.juvloop.locks;

import io.juvloop.Transport;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Connections of one kind on a loop of another thread, with both ends on that loop. Closing this ends them
/// all.
///
/// For the test's thread.
abstract sealed class Connections implements AutoCloseable permits TcpConnections, PipeConnections {
    private final LoopElsewhere there;
    private final Supplier<CallbackProtocol> ofServer;
    private final Supplier<CallbackProtocol> ofClients;
    private final List<CallbackProtocol> servers = new CopyOnWriteArrayList<>();
    private final List<CallbackProtocol> clients = new CopyOnWriteArrayList<>();
    private int begun;

    /// Creates the connections of a kind.
    @FunctionalInterface
    interface Maker {
        /// Creates an empty set of connections.
        ///
        /// @param ofServer creates the protocols of the server's ends
        /// @param ofClients creates the protocols of the clients' ends
        Connections make(
                LoopElsewhere there, Supplier<CallbackProtocol> ofServer, Supplier<CallbackProtocol> ofClients);
    }

    /// Both ends of a connection; of a pipe, the server's is the one that reads.
    record Ends(CallbackProtocol server, CallbackProtocol client) {
        Transport serverSide() {
            return Objects.requireNonNull(server.transport());
        }

        Transport clientSide() {
            return Objects.requireNonNull(client.transport());
        }
    }

    Connections(LoopElsewhere there, Supplier<CallbackProtocol> ofServer, Supplier<CallbackProtocol> ofClients) {
        this.there = there;
        this.ofServer = ofServer;
        this.ofClients = ofClients;
    }

    final LoopElsewhere there() {
        return there;
    }

    /// The factory of the server's protocols.
    final CallbackProtocol makeServer() {
        CallbackProtocol protocol = ofServer.get();
        servers.add(protocol);
        return protocol;
    }

    /// The factory of the clients' protocols.
    final CallbackProtocol makeClient() {
        CallbackProtocol protocol = ofClients.get();
        clients.add(protocol);
        return protocol;
    }

    /// Starts to connect, on the loop's thread.
    abstract void beginOnLoop();

    /// Adds a connection, and waits until both ends are connected.
    final Ends connect() {
        connectSoon();
        there.until("a connection", this::areAllMade);
        return new Ends(servers.getLast(), clients.getLast());
    }

    /// Adds a connection without waiting.
    final void connectSoon() {
        begun++;
        there.post(this::beginOnLoop);
    }

    private boolean areAllMade() {
        return servers.size() == begun
                && clients.size() == begun
                && all().allMatch(protocol -> protocol.transport() != null);
    }

    private Stream<CallbackProtocol> all() {
        return Stream.concat(servers.stream(), clients.stream());
    }

    @Override
    public void close() {
        there.until("all connections", this::areAllMade);
        there.run(() -> all().forEach(
                        protocol -> Objects.requireNonNull(protocol.transport()).abort()));
        there.until("the end of all connections", () -> all().allMatch(CallbackProtocol::isLost));
    }
}
