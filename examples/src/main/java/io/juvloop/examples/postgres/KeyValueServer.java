package io.juvloop.examples.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.juvloop.Async;
import io.juvloop.Juvloop;
import io.juvloop.Server;
import io.juvloop.examples.Example;
import io.juvloop.examples.Options;
import io.juvloop.examples.Ready;
import io.juvloop.postgres.PgException;
import io.juvloop.postgres.PgOptions;
import io.juvloop.postgres.PgPool;
import io.juvloop.postgres.PoolOptions;
import io.juvloop.postgres.Postgres;
import io.juvloop.streams.StreamReader;
import io.juvloop.streams.StreamWriter;
import io.juvloop.streams.Streams;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A key-value server for `nc` whose every request is a query: `set KEY VALUE`, `get KEY`, `del KEY`.
///
/// A task serves each client. All of them share a few connections to the database, on which their queries are
/// pipelined.
///
/// `make run ARGS="pg-kv --port 9004"`, then `nc 127.0.0.1 9004`
public final class KeyValueServer implements Example {
    private static final int CONNECTIONS = 2;
    private static final int PIPELINED = 128;
    private static final int WORDS = 3;

    private static final String SET =
            "insert into juvloop_kv values ($1, $2)" + " on conflict (key) do update set value = excluded.value";
    private static final String GET = "select value from juvloop_kv where key = $1";
    private static final String DEL = "delete from juvloop_kv where key = $1";

    @Override
    public String usage() {
        return "--port N [--host H] [--dsn URI] [--connections N]";
    }

    @Override
    public String summary() {
        return "a key-value server for nc, whose requests are queries of PostgreSQL";
    }

    @Override
    public void run(Options options) throws Exception {
        options.requireKnown(Set.of("port", "host", "dsn", "connections"));
        String host = options.get("host", "127.0.0.1");
        int port = options.port("port", 0);
        int connections = options.positive("connections", CONNECTIONS);
        try (Database database = Database.of(options)) {
            Juvloop.run(() -> serve(database.options(), connections, host, port));
        }
    }

    private static void serve(PgOptions options, int connections, String host, int port) throws IOException {
        PoolOptions shared = PoolOptions.DEFAULT.withMaxSize(connections).withPipelining(PIPELINED);
        try (PgPool pool = Postgres.createPool(options, shared)) {
            pool.execute("create table if not exists juvloop_kv (key text primary key, value text not null)");
            try (Server server = Streams.startServer((in, out) -> serve(pool, in, out), host, port)) {
                Ready.print(server);
                Async.await(server.serveForever());
            }
        }
    }

    private static void serve(PgPool pool, StreamReader in, StreamWriter out) throws IOException {
        try (out) {
            for (String line = in.readLine(UTF_8); line != null; line = in.readLine(UTF_8)) {
                out.write(answer(pool, line.strip().split(" ", WORDS)) + "\n", UTF_8);
                out.drain();
            }
        }
    }

    private static String answer(PgPool pool, String[] words) {
        try {
            return switch (words[0] + " " + (words.length - 1)) {
                case "set 2" -> "ok " + pool.execute(SET, words[1], words[2]).rows();
                case "del 1" -> "ok " + pool.execute(DEL, words[1]).rows();
                case "get 1" -> found(pool.fetchValue(String.class, GET, words[1]));
                default -> "error: set KEY VALUE, get KEY or del KEY";
            };
        } catch (PgException failed) {
            return "error: " + failed.getMessage().replace('\n', ' ');
        }
    }

    private static String found(@Nullable String value) {
        return value == null ? "none" : "value " + value;
    }
}
