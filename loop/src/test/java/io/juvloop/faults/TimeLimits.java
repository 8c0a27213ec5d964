package io.juvloop.faults;

import io.juvloop.ConnectOptions;
import io.juvloop.Connection;
import io.juvloop.EventLoop;
import io.juvloop.Server;
import io.juvloop.ServerOptions;
import io.juvloop.testing.Await;
import io.juvloop.tls.Contexts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/// Peers that do not answer, beside connections that go on: all that the loop does when the time of a handshake, or of
/// the end of TLS, is over. The caller has its failure, the connection ends at both ends, once.
public final class TimeLimits implements Runnable {
    private static final List<String> CALLERS =
            List.of("io/juvloop/internal/stream/", "io/juvloop/internal/tls/", "io/juvloop/internal/core/Opening");
    private static final Duration LIMIT = Duration.ofMillis(15);
    private static final Duration LONG = Duration.ofSeconds(60);

    /// For the loader.
    public TimeLimits() {}

    @Override
    public void run() {
        for (String version : List.of("TLSv1.3", "TLSv1.2")) {
            ServerOptions serving = Contexts.serving(version);
            ConnectOptions connecting = Contexts.connecting(version).withServerName("localhost");
            on(serving, connecting, lines -> handshakes(version, lines));
            on(serving, connecting.withTlsTimeouts(LONG, LIMIT), TimeLimits::ends);
        }
    }

    private static void handshakes(String version, TestedConnections lines) {
        ConnectOptions limited = lines.options().withTlsTimeouts(LIMIT, LONG);
        EachStep.run(
                "the time of a handshake of " + version, step -> untilBegun(() -> silentServer(step, lines, limited)));
        ConnectOptions whole = lines.options().withTimeout(LIMIT);
        EachStep.run(
                "the time of an opening by " + version, step -> untilBegun(() -> silentServer(step, lines, whole)));
        EventLoop loop = lines.loop();
        Server server = loop.runUntilComplete(loop.createServer(
                RecordingEnd::new, "127.0.0.1", 0, Contexts.serving(version).withTlsTimeouts(LIMIT, LONG)));
        lines.hasMore();
        EachStep.run("the time of a client by " + version, step -> untilBegun(() -> silentClient(step, lines, server)));
        server.close();
        loop.runUntilComplete(server.waitClosed());
    }

    private static void on(ServerOptions serving, ConnectOptions connecting, Consumer<TestedConnections> scenarios) {
        try (EventLoop loop = EventLoop.create();
                TestedConnections lines =
                        new TestedConnections(loop, RecordingEnd::new, RecordingEnd::new, serving, connecting)) {
            loop.setExceptionHandler((of, context) -> {}); // the error is reported
            loop.runUntilComplete(loop.createTask(() -> true)); // callbacks run as they do beside tasks
            scenarios.accept(lines);
        }
    }

    // --- Handshakes

    private static int untilBegun(IntSupplier scenario) {
        int steps = 0;
        while (steps == 0) {
            steps = scenario.getAsInt(); // on a busy machine the time may be over before the error is armed
        }
        return steps;
    }

    private static int silentServer(int step, TestedConnections lines, ConnectOptions how) {
        EventLoop loop = lines.loop();
        long engines = engines(loop);
        write(lines);
        Path address = lines.address().resolveSibling("silent");
        try (ServerSocketChannel silent = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            silent.bind(UnixDomainSocketAddress.of(address));
            CompletableFuture<Connection<RecordingEnd>> opened = lines.open(address, how);
            try (SocketChannel peer = silent.accept()) {
                peer.configureBlocking(false);
                Await.until(loop, "the first record", () -> opened.isDone() || armsAfterRecord(peer, step));
                Await.until(loop, "the outcome", opened::isDone);
                Await.until(loop, "the end of the stream", () -> read(peer) < 0);
            }
            lines.turns();
            int steps = Faults.disarm();
            if (opened.state() != CompletableFuture.State.FAILED) {
                throw new AssertionError("the connection is " + opened);
            }
            var _ = opened.exceptionally(failure -> null);
            check(lines, engines);
            return steps;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            var _ = address.toFile().delete();
        }
    }

    private static int silentClient(int step, TestedConnections lines, Server server) {
        EventLoop loop = lines.loop();
        long engines = engines(loop);
        write(lines);
        try (SocketChannel silent = SocketChannel.open(server.address())) {
            silent.configureBlocking(false);
            Await.until(loop, "the server's connection", () -> sockets(loop) == 2 || read(silent) < 0);
            armWhenDue(step);
            Await.until(loop, "the end of the stream", () -> read(silent) < 0);
            lines.turns();
            int steps = Faults.disarm();
            Await.until(loop, "the handle", () -> sockets(loop) == 1);
            check(lines, engines);
            return steps;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// The loop does nothing before the time is over.
    private static void armWhenDue(int step) {
        try {
            Thread.sleep(LIMIT); // the passing of the time is under test
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
        Faults.armCallsOf(step, CALLERS);
    }

    private static boolean armsAfterRecord(SocketChannel from, int step) {
        boolean isRecord = read(from) > 0;
        if (isRecord) {
            armWhenDue(step);
        }
        return isRecord;
    }

    private static long sockets(EventLoop loop) {
        return Objects.requireNonNull(loop.stats().handles().get("TCP")).live();
    }

    private static void write(TestedConnections lines) {
        lines.inCallback(() -> {
            for (int id : List.of(1, 2, 3)) {
                lines.line(id).write(2000 + id, (transport, block) -> transport.write(block));
            }
        });
        Await.until(lines.loop(), "all bytes", lines::areQuiet);
    }

    private static long engines(EventLoop loop) {
        return loop.stats().tls().engines().live();
    }

    private static void check(TestedConnections lines, long engines) {
        lines.check();
        lines.checkNothingLeft();
        Await.until(lines.loop(), "free engines", () -> engines(lines.loop()) == engines);
    }

    /// Reads what is there.
    ///
    /// @return -1 at the end of the stream, which may be a reset
    private static int read(SocketChannel from) {
        try {
            return from.read(ByteBuffer.allocate(4096));
        } catch (IOException reset) {
            return -1;
        }
    }

    // --- Ends

    private static void ends(TestedConnections lines) {
        EachStep.run("the time of an end", step -> {
            lines.line(2).far().transport().pauseReading();
            return end(step, lines, 2);
        });
        EachStep.run("the time of an end with data under way", step -> {
            lines.clog(lines.line(4));
            return end(step, lines, 4);
        });
    }

    /// Closes one end of a line whose other end does not read until the first is lost.
    private static int end(int step, TestedConnections lines, int id) {
        TestedConnection ended = lines.line(id);
        lines.inCallback(() -> {
            ended.ending(() -> ended.near().transport().close());
            armWhenDue(step);
        });
        Await.until(lines.loop(), "the end", ended.near()::isLost);
        lines.turns();
        int steps = Faults.disarm();
        lines.check();
        lines.checkNothingLeft();
        return steps;
    }
}
