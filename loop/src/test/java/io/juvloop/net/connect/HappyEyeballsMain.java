package io.juvloop.net.connect;

import io.juvloop.ConnectOptions;
import io.juvloop.Connection;
import io.juvloop.EventLoop;
import io.juvloop.Server;
import io.juvloop.ServerOptions;
import io.juvloop.net.peer.FullBacklog;
import io.juvloop.net.peer.Serving;
import io.juvloop.testing.RecordingProtocol;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;

/// Run by [HappyEyeballsTest] in a child: connects to `both`, which is ::1, 127.0.0.1 and 127.0.0.2.
final class HappyEyeballsMain {
    private static final ConnectOptions DEFAULT = ConnectOptions.DEFAULT;
    private static final ConnectOptions QUICK = after(Duration.ofMillis(100));
    private static final String V6 = "::1";
    private static final String V4 = "127.0.0.1";
    private static final String OTHER_V4 = "127.0.0.2";

    private final EventLoop loop = EventLoop.create();

    private HappyEyeballsMain() {}

    public static void main(String[] args) throws IOException {
        HappyEyeballsMain main = new HappyEyeballsMain();
        main.run("warmUp", DEFAULT, List.of(V6, V4), List.of());
        System.out.println("openAtTheBegin " + main.open());
        main.runAll();
        System.out.println("openAtTheEnd " + main.open());
        main.serve();
        main.loop.close();
    }

    private void runAll() throws IOException {
        ConnectOptions limited = DEFAULT.withTimeout(Duration.ofMillis(300));
        ConnectOptions oneByOne = limited.withHappyEyeballsDelay(null);
        ConnectOptions fromV4 =
                after(Duration.ofSeconds(10)).withLocalAddress(new InetSocketAddress(InetAddress.ofLiteral(V4), 0));
        run("refusedV6", after(Duration.ofSeconds(10)), List.of(V4), List.of());
        run("refusedV6WithoutDelay", oneByOne, List.of(V4), List.of());
        run("allServe", DEFAULT, List.of(V6, V4, OTHER_V4), List.of());
        run("allRefused", DEFAULT, List.of(), List.of());
        run("blackHole", DEFAULT, List.of(V4), List.of(V6));
        run("blackHoleAnd400Ms", after(Duration.ofMillis(400)), List.of(V4), List.of(V6));
        run("blackHoleWithoutDelay", oneByOne, List.of(V4), List.of(V6));
        run("blackHoleFromV4", fromV4, List.of(V4), List.of(V6));
        run("twoBlackHoles", QUICK, List.of(OTHER_V4), List.of(V6, V4));
        run(
                "allBlackHolesAndATimeOut",
                QUICK.withTimeout(Duration.ofMillis(300)),
                List.of(),
                List.of(V6, V4, OTHER_V4));
    }

    private static ConnectOptions after(Duration delay) {
        return DEFAULT.withHappyEyeballsDelay(delay);
    }

    /// Connects to a port that some addresses serve and at which the others never answer.
    private void run(String name, ConnectOptions options, List<String> serving, List<String> holes) throws IOException {
        List<AutoCloseable> peers = new ArrayList<>();
        int port = freePort();
        for (String hole : holes) {
            peers.add(FullBacklog.at(hole, port));
        }
        if (!serving.isEmpty()) {
            peers.add(Serving.tcp(loop, RecordingProtocol::new, serving, port, ServerOptions.DEFAULT));
        }
        System.out.println(name + " " + connect(port, options));
        for (AutoCloseable peer : peers) {
            close(peer);
        }
    }

    /// A port that is free on every address.
    private int freePort() {
        try (Serving<RecordingProtocol> serving = Serving.tcp(
                loop, RecordingProtocol::new, List.of(), 0, ServerOptions.DEFAULT.withReuseAddress(false))) {
            return serving.port();
        }
    }

    private String connect(int port, ConnectOptions options) {
        long begin = System.nanoTime();
        try {
            Connection<RecordingProtocol> connection =
                    loop.runUntilComplete(loop.createConnection(RecordingProtocol::new, "both", port, options));
            long millis = Duration.ofNanos(System.nanoTime() - begin).toMillis();
            InetSocketAddress peer = (InetSocketAddress) connection.transport().remoteAddress();
            connection.transport().abort();
            return peer.getAddress().getHostAddress() + " " + millis;
        } catch (CompletionException failed) {
            Throwable cause = failed.getCause();
            return cause + " (" + cause.getSuppressed().length + " suppressed)";
        }
    }

    private static void close(AutoCloseable peer) {
        try {
            peer.close();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private String open() {
        loop.stop();
        loop.runForever();
        return loop.stats().handles().get("TCP").live() + " sockets, "
                + loop.stats().pendingTimers() + " timers";
    }

    private void serve() {
        Server server = loop.runUntilComplete(loop.createServer(RecordingProtocol::new, "both", freePort()));
        String port = ":" + server.port();
        System.out.println("served "
                + server.sockets().stream()
                        .map(socket -> socket.toString()
                                .replace(port, ":P")
                                .replace("/", "")
                                .replace("0:0:0:0:0:0:0:1", "::1"))
                        .collect(Collectors.joining(" ")));
        server.close();
    }
}
