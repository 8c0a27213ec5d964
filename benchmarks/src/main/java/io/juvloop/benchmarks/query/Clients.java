package io.juvloop.benchmarks.query;

/// The clients of this jar, by name.
final class Clients {
    private Clients() {}

    static Client open(String name, Server server) throws Exception {
        return switch (name) {
            case "juvloop" -> JuvloopClient.open(server, new JuvloopCallbacks());
            case "juvloop-buffers" -> JuvloopClient.open(server, new JuvloopBuffers());
            case "juvloop-tasks" -> JuvloopClient.open(server, new JuvloopTasks());
            case "juvloop-pipeline" -> JuvloopClient.open(server, new JuvloopPipelines());
            case "pgjdbc" -> new JdbcClient(server, Thread.ofPlatform());
            case "pgjdbc-virtual" -> new JdbcClient(server, Thread.ofVirtual());
            case "vertx-pg-client" -> VertxClient.open(server);
            case "r2dbc-postgresql" -> R2dbcClient.open(server);
            default -> throw new IllegalArgumentException("no client of this jar is called " + name);
        };
    }
}
