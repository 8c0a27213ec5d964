package io.juvloop.internal.net;

import io.juvloop.TransportSocket;
import io.juvloop.bindings.StreamEvents;
import io.juvloop.bindings.UvFailure;
import io.juvloop.bindings.UvPipe;
import io.juvloop.bindings.UvStream;
import io.juvloop.bindings.UvTcp;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.core.UvErrorMapping;
import io.juvloop.internal.stream.StreamSocket;
import io.juvloop.internal.stream.StreamTransport;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One listening socket of a server. It accepts before it calls the factory, so that a factory that throws
/// costs one connection, not the listener.
///
/// Loop thread only.
final class Listener implements StreamEvents {
    private static final StreamEvents NOBODY_YET = new StreamEvents() {};

    private final UvServer server;
    private final LoopCore core;
    private @Nullable UvStream stream;
    private @Nullable StreamSocket socket;

    Listener(UvServer server) {
        this.server = server;
        this.core = server.core();
    }

    void bound(UvStream listening) {
        stream = listening;
        socket = new StreamSocket(core, listening, false);
    }

    private UvStream stream() {
        return Objects.requireNonNull(stream, "not bound yet");
    }

    void listen(int backlog) throws IOException {
        int status = stream().listen(backlog);
        if (status < 0) {
            throw UvErrorMapping.toException("bind", status, socket().localAddress());
        }
    }

    void close() {
        stream().close();
    }

    TransportSocket socket() {
        return Objects.requireNonNull(socket, "not bound yet");
    }

    @Override
    public void onConnection(int status) {
        if (status < 0) {
            server.report("accepting a connection failed", UvErrorMapping.toException("accept", status, this));
        } else {
            try {
                accept();
            } catch (Throwable thrown) {
                refuse();
                throw thrown;
            }
        }
    }

    private void accept() {
        UvStream client;
        try {
            client = newClient();
        } catch (UvFailure failure) {
            server.report("accepting a connection failed", UvErrorMapping.toException(failure, this));
            return;
        }
        boolean isTaken = false;
        try {
            int status = stream().accept(client);
            if (status < 0) {
                server.report("accepting a connection failed", UvErrorMapping.toException("accept", status, this));
                return;
            }
            serve(client);
            isTaken = true;
        } finally {
            if (!isTaken) {
                client.close();
            }
        }
    }

    /// After an error, which may have come before the connection was taken from libuv: that takes no other until then.
    private void refuse() {
        UvStream unwanted = newClient();
        try {
            var _ = stream().accept(unwanted);
        } finally {
            unwanted.close();
        }
    }

    private UvStream newClient() {
        return stream() instanceof UvTcp
                ? new UvTcp(core.uv(), NOBODY_YET)
                : new UvPipe(core.uv(), NOBODY_YET, server.options().isIpc());
    }

    private void serve(UvStream client) {
        StreamTransport transport;
        try {
            ConnectOperation.configure(client, server.options().isKeepAlive());
            transport = server.newTransport(client);
        } catch (Throwable thrown) {
            client.close();
            server.report("the protocol factory failed", thrown);
            return;
        }
        try {
            transport.begin();
            transport.beginReading();
        } catch (Throwable thrown) { // an error of the library's own
            transport.abort();
            server.report("a connection could not begin", thrown);
        }
    }

    /// Closes the server, unless only this one address could not be bound.
    @Override
    public void onClosed() {
        if (stream != null) {
            server.close();
        }
    }

    @Override
    public String toString() {
        return String.valueOf(socket);
    }
}
