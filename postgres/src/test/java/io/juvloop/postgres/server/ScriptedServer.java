package io.juvloop.postgres.server;

import io.juvloop.EventLoop;
import io.juvloop.Server;
import io.juvloop.postgres.PgOptions;
import io.juvloop.streams.Streams;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// A server that says what a test makes it say, true to the protocol or not.
///
/// Loop thread only. It lives in the test's loop, and the test closes it, which resets its connections.
public final class ScriptedServer implements AutoCloseable {
    private final Server server;
    private final List<ScriptedPeer> peers;

    private ScriptedServer(Server server, List<ScriptedPeer> peers) {
        this.server = server;
        this.peers = peers;
    }

    /// What one connection hears and says, in a task of its own. The connection ends with it.
    @FunctionalInterface
    public interface Script {
        /// Speaks with one client.
        ///
        /// @throws Exception which ends the connection; reported, unless the client has left
        void run(ScriptedPeer peer) throws Exception;
    }

    /// Starts one, in a task.
    ///
    /// @param script of each connection
    public static ScriptedServer start(Script script) throws IOException {
        List<ScriptedPeer> peers = new ArrayList<>();
        Server server = Streams.startServer(
                (reader, writer) -> {
                    try (writer) {
                        ScriptedPeer peer = new ScriptedPeer(reader, writer);
                        peers.add(peer);
                        script.run(peer);
                    } catch (IOException left) {
                        writer.abort();
                    }
                },
                "127.0.0.1",
                0);
        return new ScriptedServer(server, peers);
    }

    /// The port to connect to.
    public int port() {
        return server.port();
    }

    /// Options for it.
    public PgOptions options() {
        return PgOptions.DEFAULT
                .withHosts("127.0.0.1")
                .withPorts(port())
                .withUser("tester")
                .withDatabase("postgres");
    }

    /// How many connections there were.
    public int accepted() {
        return peers.size();
    }

    /// The loop it lives in.
    public EventLoop loop() {
        return server.loop();
    }

    @Override
    public void close() {
        server.close();
        server.abortClients();
    }
}
