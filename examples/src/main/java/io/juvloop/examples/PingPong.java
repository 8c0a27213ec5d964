package io.juvloop.examples;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.Juvloop;
import io.juvloop.Protocol;
import io.juvloop.Server;
import io.juvloop.ServerOptions;
import io.juvloop.Transport;
import io.juvloop.ipc.IpcTransport;
import io.juvloop.streams.StreamConnection;
import io.juvloop.streams.Streams;
import java.io.File;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Two processes play ping-pong over a TCP connection that one has accepted and the other owns: this one serves,
/// and passes each accepted connection to a second JVM, see [PongProcess], over a unix socket.
final class PingPong implements Example {
    private static final int ROUNDS = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Override
    public String usage() {
        return "[--rounds N]";
    }

    @Override
    public String summary() {
        return "passes a TCP connection to a second process, which answers over it";
    }

    @Override
    public void run(Options options) throws Exception {
        options.requireKnown(Set.of("rounds", "join"));
        if (options.has("join")) {
            PongProcess.run(options.get("join", ""));
            return;
        }
        int rounds = options.positive("rounds", ROUNDS);
        Path folder = Files.createTempDirectory("ping-pong");
        try {
            Juvloop.run(() -> play(folder.resolve("ipc"), rounds));
        } finally {
            Files.delete(folder);
        }
    }

    private static void play(Path path, int rounds) throws Exception {
        EventLoop loop = EventLoop.running();
        CompletableFuture<IpcTransport> joined = loop.createFuture();
        ServerOptions ipc = ServerOptions.DEFAULT.withIpc(true);
        Server joining = Async.await(loop.createUnixServer(() -> new Joining(joined), path.toString(), ipc));
        Process other = new ProcessBuilder(command(path)).inheritIO().start();
        try (joining) {
            IpcTransport toOther = Async.waitFor(joined, PATIENCE);
            Server table = Async.await(loop.createServer(() -> new PassedOn(toOther), "127.0.0.1", 0));
            try (table) {
                rally(table.port(), rounds);
            }
            toOther.close();
            Async.await(other.onExit());
        } finally {
            other.destroy();
        }
    }

    /// Starts the same program again, with the same classes and the same libuv.
    private static List<String> command(Path path) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classes = Stream.of(System.getProperty("jdk.module.path"), System.getProperty("java.class.path"))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>(List.of(java, "--enable-native-access=ALL-UNNAMED"));
        String libuv = System.getProperty("juvloop.library.path");
        if (libuv != null) {
            command.add("-Djuvloop.library.path=" + libuv);
        }
        command.addAll(List.of("-cp", classes, Main.class.getName(), "ping-pong", "--join", path.toString()));
        return command;
    }

    private static void rally(int port, int rounds) throws Exception {
        try (StreamConnection ball = Streams.openConnection("127.0.0.1", port)) {
            for (int round = 1; round <= rounds; round++) {
                ball.writer().write(("ping " + round + "\n").getBytes(StandardCharsets.US_ASCII));
                ball.writer().drain();
                System.out.println(ball.reader().readLine(StandardCharsets.US_ASCII));
            }
        }
    }

    /// Waits for the other process to join.
    private static final class Joining implements Protocol {
        private final CompletableFuture<IpcTransport> joined;

        Joining(CompletableFuture<IpcTransport> joined) {
            this.joined = joined;
        }

        @Override
        public void connectionMade(Transport transport) {
            joined.complete((IpcTransport) transport);
        }

        @Override
        public void dataReceived(ByteBuffer data) {
            throw new IllegalStateException("the other process has nothing to say here");
        }
    }

    /// Passes its connection on before any byte is read from it.
    private static final class PassedOn implements Protocol {
        private final IpcTransport target;

        PassedOn(IpcTransport target) {
            this.target = target;
        }

        @Override
        public void connectionMade(Transport transport) {
            target.sendHandle(ByteBuffer.wrap(new byte[1]), transport);
            transport.close();
        }

        @Override
        public void dataReceived(ByteBuffer data) {
            throw new IllegalStateException("a closing connection receives nothing");
        }
    }
}
