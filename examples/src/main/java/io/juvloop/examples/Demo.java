package io.juvloop.examples;

import io.juvloop.EventLoop;
import io.juvloop.Juvloop;
import io.juvloop.PollMode;
import io.juvloop.Server;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The echo server and its clients on one loop, over real TCP: checks every byte, prints the throughput, and
/// continues to serve.
final class Demo implements Example {
    private static final int CONNECTIONS = 10;
    private static final int MESSAGE_BYTES = 64;
    private static final Duration WARM_UP = Duration.ofSeconds(1);
    private static final Duration MEASURED = Duration.ofSeconds(2);
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final double NANOS_PER_SECOND = 1e9;

    private final Duration limit;

    Demo() {
        this(LIMIT);
    }

    Demo(Duration limit) {
        this.limit = limit;
    }

    @Override
    public String usage() {
        return "[--once]";
    }

    @Override
    public String summary() {
        return "serves echo, checks and measures it with clients of its own, then goes on serving";
    }

    @Override
    public void run(Options options) throws Exception {
        options.requireKnown(Set.of("once"));
        EventLoop loop = EventLoop.create();
        Server server = loop.runUntilComplete(loop.createServer(EchoProtocol::new, "127.0.0.1", 0));
        int port = server.port();
        describe(loop, port);
        try {
            measure(loop, port, WARM_UP);
            report(measure(loop, port, MEASURED), MEASURED);
        } catch (IOException starved) {
            loop.close();
            throw starved;
        }
        if (options.has("once")) {
            server.close();
            loop.runUntilComplete(server.waitClosed());
            loop.close();
            return;
        }
        System.out.println("still serving; try: nc 127.0.0.1 " + port + "   (Ctrl-C ends it)");
        UntilInterrupted.run(loop, server);
    }

    private static void describe(EventLoop loop, int port) {
        Juvloop.Backend backend = Juvloop.backend();
        System.out.printf("echo server on 127.0.0.1:%d%n", port);
        System.out.printf("  loop     %s, polls by %s%n", loop, name(loop.pollMode()));
        System.out.printf("  libuv    %s, %s (%s)%n", backend.version(), backend.path(), backend.source());
        System.out.printf(
                "  Java     %s, %s%n", System.getProperty("java.runtime.version"), System.getProperty("java.home"));
    }

    private static String name(PollMode mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }

    /// Drives the server for a time.
    ///
    /// @return how long each message took
    /// @throws IOException if the clients have not ended within a generous limit
    private Latencies measure(EventLoop loop, int port, Duration time) throws IOException {
        Latencies latencies = new Latencies();
        List<CompletableFuture<Void>> ends = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            ends.add(drive(loop, port, time, latencies, i));
        }
        CompletableFuture<Void> all = CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new));
        try {
            loop.runUntilComplete(all.orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof TimeoutException) {
                long still = ends.stream().filter(end -> !end.isDone()).count();
                throw new IOException("after " + limit.toSeconds() + " s, " + still + " of " + CONNECTIONS
                        + " clients, which were to stop after " + time.toSeconds()
                        + " s, still wait: the machine is too busy, or something in between holds the connections up");
            }
            throw failed;
        }
        return latencies;
    }

    private static CompletableFuture<Void> drive(
            EventLoop loop, int port, Duration time, Latencies latencies, long seed) {
        return loop.createConnection(() -> new EchoClient(latencies, MESSAGE_BYTES, seed), "127.0.0.1", port)
                .thenCompose(connection -> {
                    EchoClient client = connection.protocol();
                    client.begin();
                    loop.callLater(time, client::stop);
                    return client.done();
                });
    }

    private static void report(Latencies latencies, Duration time) {
        System.out.printf(
                Locale.ROOT,
                "%d messages of %d bytes on %d connections came back right: %,.0f messages/s, p50 %.1f us, p99 %.1f us%n",
                latencies.count(),
                MESSAGE_BYTES,
                CONNECTIONS,
                latencies.count() / (time.toNanos() / NANOS_PER_SECOND),
                latencies.micros(0.5),
                latencies.micros(0.99));
        System.out.println("  client and server share one thread, so each could do about twice that alone");
    }
}
