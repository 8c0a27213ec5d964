package io.juvloop.examples.postgres;

import io.juvloop.examples.Options;
import io.juvloop.postgres.PgOptions;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The database that an example uses: the one of `--dsn`, or that of a server which starts for it.
///
/// One thread, outside of loops, because it blocks. Lifetime: until it is closed, which ends the server.
final class Database implements AutoCloseable {
    private final PgOptions options;
    private final @Nullable EmbeddedServer server;

    private Database(PgOptions options, @Nullable EmbeddedServer server) {
        this.options = options;
        this.server = server;
    }

    static Database of(Options options) throws IOException, Options.Misuse {
        if (options.has("dsn")) {
            return new Database(dsn(options.get("dsn", "")), null);
        }
        EmbeddedServer server = EmbeddedServer.start();
        System.out.println("a server of its own listens on 127.0.0.1:" + server.port());
        PgOptions own = PgOptions.DEFAULT
                .withHosts("127.0.0.1")
                .withPorts(server.port())
                .withUser("postgres")
                .withDatabase("postgres");
        return new Database(own, server);
    }

    private static PgOptions dsn(String text) throws Options.Misuse {
        try {
            return PgOptions.of(text);
        } catch (IllegalArgumentException wrong) {
            throw new Options.Misuse("--dsn wants such as postgresql://user@host/database: " + wrong.getMessage());
        }
    }

    PgOptions options() {
        return options;
    }

    @Override
    public void close() throws IOException {
        if (server != null) {
            server.close();
        }
    }
}
