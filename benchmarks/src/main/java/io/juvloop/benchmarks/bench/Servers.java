package io.juvloop.benchmarks.bench;

import io.juvloop.benchmarks.peer.Jvm;
import io.juvloop.benchmarks.peer.Peer;
import io.juvloop.benchmarks.peer.Repository;
import io.juvloop.benchmarks.process.ServerProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The running servers of a run, and the reasons why others are missing: a missing peer is always reported.
final class Servers implements AutoCloseable {
    private final Map<Peer, ServerProcess> live = new LinkedHashMap<>();
    private final Map<String, List<String>> commands = new LinkedHashMap<>();
    private final Map<String, String> skipped = new LinkedHashMap<>();

    /// Starts servers, each behind the words of `prefix`, which may for example pin it to a core.
    static Servers start(List<Peer> peers, Repository repository, Jvm jvm, List<String> prefix)
            throws IOException, InterruptedException {
        Servers servers = new Servers();
        for (Peer peer : peers) {
            servers.start(peer, repository, jvm, prefix);
        }
        return servers;
    }

    private void start(Peer peer, Repository repository, Jvm jvm, List<String> prefix)
            throws IOException, InterruptedException {
        try {
            List<String> command = new ArrayList<>(prefix);
            command.addAll(peer.command(repository, jvm));
            live.put(peer, ServerProcess.start(command, repository.root()));
            commands.put(peer.name(), command);
        } catch (Peer.UnavailableException | ServerProcess.NotStartedException e) {
            skip(peer, e.getMessage());
        }
    }

    /// Ends a server that has failed and records the reason, with what the server said last.
    ///
    /// @param failure as the load generator or a tool saw it
    void drop(Peer peer, IOException failure) throws IOException {
        ServerProcess server = live.remove(peer);
        String reason = String.valueOf(failure.getMessage());
        if (server != null) {
            reason = (server.isAlive() ? reason : "the server ended") + server.lastError();
            server.close();
        }
        skip(peer, reason);
    }

    private void skip(Peer peer, String reason) {
        skipped.put(peer.name(), reason);
        System.err.println("skipped " + peer.name() + ": " + reason);
    }

    Map<Peer, ServerProcess> live() {
        return live;
    }

    /// Returns the commands by which the servers were started, by name of the peer.
    Map<String, List<String>> commands() {
        return commands;
    }

    /// Returns why peers are missing, by name of the peer.
    Map<String, String> skipped() {
        return skipped;
    }

    @Override
    public void close() throws IOException {
        for (ServerProcess server : live.values()) {
            server.close();
        }
    }
}
