package io.juvloop.benchmarks.peer;

import io.juvloop.benchmarks.query.Server;
import java.util.List;

/// The PostgreSQL drivers that are compared, in the order of the tables. The first is the base that the others are
/// divided by.
public final class Drivers {
    /// juvloop's, by futures and callbacks.
    public static final String BASE = "juvloop";

    private static final List<String> OURS = List.of(BASE, "juvloop-tasks", "juvloop-pipeline", "juvloop-buffers");

    private static final List<String> WAYS =
            List.of("juvloop-tasks", "juvloop-pipeline", "juvloop-buffers", "pgjdbc-virtual");

    private Drivers() {}

    /// The drivers of the given names, as clients of one server, the base always first; all of them for an empty
    /// list.
    public static List<Peer> named(List<String> names, Builds builds, Server server) {
        List<Peer> all = List.of(
                client(BASE, server),
                client("juvloop-tasks", server),
                client("juvloop-pipeline", server),
                client("juvloop-buffers", server),
                client("pgjdbc", server),
                client("pgjdbc-virtual", server, "-Djdk.virtualThreadScheduler.parallelism=1"),
                client("vertx-pg-client", server),
                client("r2dbc-postgresql", server),
                Foreign.pythonQueries(server));
        return builds.choose(names, all, OURS);
    }

    /// Whether a driver's connections are its own: other ways to call it have the same ones.
    public static boolean connectsInOneWay(Peer peer) {
        return !WAYS.contains(peer.name().substring(peer.name().indexOf(':') + 1));
    }

    private static Peer client(String name, Server server, String... flags) {
        return new Peer(
                name,
                true,
                (repository, jvm) ->
                        jvm.with(flags).thisProgram(repository, "query", "--peer", name, "--dsn", server.dsn()));
    }
}
