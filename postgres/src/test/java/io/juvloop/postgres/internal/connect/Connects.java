package io.juvloop.postgres.internal.connect;

import io.juvloop.EventLoop;
import io.juvloop.postgres.PgOptions;
import io.juvloop.postgres.server.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/// Connects as far as a server that is ready, and no further.
final class Connects {
    private Connects() {}

    /// The transport is to be ended by the caller.
    static Started start(EventLoop loop, PgOptions options) {
        return loop.runUntilComplete(Connecting.connect(loop, options, Environments.EMPTY, started -> started));
    }

    /// Whether the server sees the connection encrypted.
    static boolean isEncrypted(TestServer server, Started started) {
        String ssl = server.sql("postgres", "select ssl from pg_stat_ssl where pid = " + started.pid())
                .getFirst()
                .getFirst();
        return "t".equals(ssl);
    }

    /// Connects, looks whether it is encrypted, and ends.
    static boolean isEncrypted(EventLoop loop, TestServer server, PgOptions options) {
        Started started = start(loop, options);
        try {
            return isEncrypted(server, started);
        } finally {
            started.transport().abort();
        }
    }

    /// A port on which no server listens.
    static int deadPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
