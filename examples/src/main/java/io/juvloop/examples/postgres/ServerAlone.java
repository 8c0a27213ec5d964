package io.juvloop.examples.postgres;

import io.juvloop.examples.Example;
import io.juvloop.examples.Options;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/// A PostgreSQL server for other programs, with an empty database, which ends with this one. `make bench` has one.
///
/// `make run ARGS="pg-server --settings max_connections=200"`
public final class ServerAlone implements Example {
    @Override
    public String usage() {
        return "[--settings NAME=VALUE,...]";
    }

    @Override
    public String summary() {
        return "a PostgreSQL server for other programs, until Ctrl-C";
    }

    @Override
    public void run(Options options) throws Exception {
        options.requireKnown(Set.of("settings"));
        EmbeddedServer server = EmbeddedServer.start(settings(options));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server)));
        System.out.println("ready 127.0.0.1:" + server.port());
        new CountDownLatch(1).await();
    }

    private static List<String> settings(Options options) throws Options.Misuse {
        List<String> settings = Arrays.stream(options.get("settings", "").split(",", -1))
                .filter(setting -> !setting.isBlank())
                .toList();
        for (String setting : settings) {
            if (!setting.matches("\\w+=[\\w.]+")) {
                throw new Options.Misuse("--settings wants such as max_connections=200, not " + setting);
            }
        }
        return settings;
    }

    private static void close(EmbeddedServer server) {
        try {
            server.close();
        } catch (IOException e) {
            System.err.println("the server's folder stays: " + e.getMessage());
        }
    }
}
