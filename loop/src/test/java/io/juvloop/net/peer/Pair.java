package io.juvloop.net.peer;

import io.juvloop.Connection;
import io.juvloop.EventLoop;
import io.juvloop.ExtraInfo;
import io.juvloop.Transport;
import io.juvloop.testing.Await;
import io.juvloop.testing.Recording;
import io.juvloop.testing.RecordingProtocol;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Supplier;

/// Both ends of one connection on one loop. Closing it aborts open ends and waits for their loss.
///
/// Loop thread only.
public final class Pair<S extends Recording, C extends Recording> implements AutoCloseable {
    private final EventLoop loop;
    private final Serving<S> serving;
    private final S server;
    private final C client;

    private Pair(EventLoop loop, Serving<S> serving, C client) {
        this.loop = loop;
        this.serving = serving;
        this.client = client;
        this.server = serving.protocol(0);
        Await.until(loop, "connectionMade of the server's end", server::isMade);
    }

    /// Two ends that record their calls.
    public static Pair<RecordingProtocol, RecordingProtocol> connect(EventLoop loop) {
        return connect(loop, RecordingProtocol::new, RecordingProtocol::new);
    }

    public static <S extends Recording, C extends Recording> Pair<S, C> connect(
            EventLoop loop, Supplier<S> serverEnd, Supplier<C> clientEnd) {
        Serving<S> serving = Serving.tcp(loop, serverEnd);
        Connection<C> connection = loop.runUntilComplete(loop.createConnection(clientEnd, "127.0.0.1", serving.port()));
        return new Pair<>(loop, serving, connection.protocol());
    }

    public static <S extends Recording, C extends Recording> Pair<S, C> connectUnix(
            EventLoop loop, Supplier<S> serverEnd, Supplier<C> clientEnd, Path path) {
        Serving<S> serving = Serving.unix(loop, serverEnd, path);
        Connection<C> connection = loop.runUntilComplete(loop.createUnixConnection(clientEnd, path));
        return new Pair<>(loop, serving, connection.protocol());
    }

    public S server() {
        return server;
    }

    public C client() {
        return client;
    }

    public Transport serverTransport() {
        return server.transport();
    }

    public Transport clientTransport() {
        return client.transport();
    }

    /// Waits until both ends are lost.
    public void awaitLost() {
        Await.until(loop, "the loss of both ends", () -> server.isLost() && client.isLost());
    }

    @Override
    public void close() {
        clientTransport().abort();
        serverTransport().abort();
        Await.until(loop, "the end of both ends", () -> isGone(clientTransport()) && isGone(serverTransport()));
        serving.close();
    }

    /// Asks the transport, because a test may have replaced its protocol.
    private static boolean isGone(Transport transport) {
        return Objects.requireNonNull(transport.extraInfo(ExtraInfo.SOCKET)).fileno() < 0;
    }
}
