package io.juvloop.benchmarks.query;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// The `query` command: a process with one client of a PostgreSQL server, which it loads for a while on command, so
/// that several of them can take turns.
///
/// It prints `ready`, then reads one command a line: the answer to `run LINE SECONDS ROWS SUM` is
/// `done OPERATIONS NANOS CPU_NANOS ALLOCATED MAX NANOS:COUNT...`, to `hold CONNECTIONS` and `connect` it is `done`. A
/// line that the driver has no way for is answered by `none`, and a failure by `failed REASON`. `peers/queries.py`
/// understands the same commands.
public final class QueryWorker {
    private static final int LINE = 1;
    private static final int SECONDS = 2;
    private static final int ROWS = 3;
    private static final int SUM = 4;

    private final Client client;

    private QueryWorker(Client client) {
        this.client = client;
    }

    /// Executes commands until the input ends.
    public static void run(String name, String dsn) throws IOException {
        QueryWorker worker = new QueryWorker(open(name, dsn)); // it ends with the process
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        System.out.println("ready");
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            System.out.println(worker.answer(line.split(" ", -1)));
        }
        System.exit(0); // the drivers' threads would not end
    }

    private static Client open(String name, String dsn) throws IOException {
        try {
            return Clients.open(name, Server.of(dsn));
        } catch (IllegalArgumentException mistake) {
            throw mistake;
        } catch (Exception e) {
            throw new IOException(name + " cannot connect: " + e.getMessage(), e);
        }
    }

    private String answer(String[] words) {
        try {
            return switch (words[0]) {
                case "run" -> run(words);
                case "hold" -> {
                    client.hold(Integer.parseInt(words[1]));
                    yield "done";
                }
                case "connect" -> {
                    client.connectOnce();
                    yield "done";
                }
                default -> "failed there is no command " + words[0];
            };
        } catch (Exception e) {
            return "failed " + e.toString().lines().findFirst().orElse("");
        }
    }

    private String run(String[] words) throws Exception {
        QueryLine line = QueryLine.named(words[LINE]);
        if (!client.does(line)) {
            return "none";
        }
        Duration duration = Duration.ofNanos(Math.round(Double.parseDouble(words[SECONDS]) * 1e9));
        Expected expected = new Expected(Long.parseLong(words[ROWS]), Long.parseLong(words[SUM]));
        return "done " + client.run(line, expected, duration);
    }
}
