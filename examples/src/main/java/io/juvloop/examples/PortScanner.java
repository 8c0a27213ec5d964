package io.juvloop.examples;

import io.juvloop.ConnectOptions;
import io.juvloop.Juvloop;
import io.juvloop.TaskGroup;
import io.juvloop.streams.StreamConnection;
import io.juvloop.streams.StreamReader;
import io.juvloop.streams.Streams;
import io.juvloop.sync.Semaphore;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// A port scanner: a task for each port, with a limited number of connects at once.
///
/// Shows a semaphore, time-outs (of the connect, and of a read), and a [TaskGroup], which is left when its last
/// task is done. The results need no lock, because tasks of one loop take turns only where they wait.
///
/// `make run ARGS="scan --ports 1-1024"`; scan no machines but your own.
final class PortScanner implements Example {
    private final Map<Integer, String> open = new TreeMap<>();
    private int closed;
    private int silent;

    @Override
    public String usage() {
        return "--ports FROM-TO[,PORT...] [--host H] [--at-once N] [--timeout MILLIS]";
    }

    @Override
    public String summary() {
        return "says which ports of this machine are open, and what greets there";
    }

    @Override
    public void run(Options options) throws Exception {
        options.requireKnown(Set.of("ports", "host", "at-once", "timeout"));
        String host = options.get("host", "127.0.0.1");
        Set<Integer> ports = options.ports("ports");
        int atOnce = options.positive("at-once", 500);
        Duration timeout = options.millis("timeout", 500);
        Juvloop.run(() -> scan(host, ports, new Semaphore(atOnce), timeout));
        open.forEach((port, greeting) -> System.out.printf("%5d open  %s%n", port, greeting));
        System.out.printf("%d open, %d closed, %d silent%n", open.size(), closed, silent);
    }

    private void scan(String host, Set<Integer> ports, Semaphore sockets, Duration timeout) {
        try (TaskGroup group = new TaskGroup()) {
            for (int port : ports) {
                var _ = group.createTask(() -> {
                    try (var _ = sockets.hold()) {
                        probe(host, port, timeout);
                    }
                });
            }
        }
    }

    private void probe(String host, int port, Duration timeout) throws IOException {
        try (StreamConnection connection =
                Streams.openConnection(host, port, ConnectOptions.DEFAULT.withTimeout(timeout))) {
            open.put(port, greeting(connection.reader(), timeout));
        } catch (ConnectException refused) {
            closed++;
        } catch (SocketTimeoutException nobodyAnswered) {
            silent++;
        }
    }

    /// Returns the greeting of a server, such as those of SSH, SMTP and FTP.
    private static String greeting(StreamReader reader, Duration timeout) throws IOException {
        try {
            String line = reader.readLine(StandardCharsets.ISO_8859_1, timeout);
            return line == null ? "" : line.replaceAll("\\p{Cntrl}", ".");
        } catch (SocketTimeoutException waitsForTheClient) {
            return "";
        }
    }
}
