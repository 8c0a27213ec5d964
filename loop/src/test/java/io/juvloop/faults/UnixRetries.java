package io.juvloop.faults;

import io.juvloop.ConnectOptions;
import io.juvloop.Connection;
import io.juvloop.EventLoop;
import io.juvloop.testing.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// A connection to a Unix socket whose queue is full, and is tried again: until the time is over, or until there is
/// room. Its future has an outcome, and what no caller has is closed.
public final class UnixRetries implements Runnable {
    private static final List<String> CALLERS = List.of(
            "io/juvloop/bindings/BorrowedDescriptors",
            "io/juvloop/bindings/Fcntl",
            "io/juvloop/bindings/LibC",
            "io/juvloop/bindings/OpenedDescriptors",
            "io/juvloop/bindings/PosixSockets",
            "io/juvloop/bindings/UvHandle",
            "io/juvloop/bindings/UvPipe",
            "io/juvloop/bindings/UvPoll",
            "io/juvloop/bindings/UvTcp",
            "io/juvloop/bindings/UvUdp",
            "io/juvloop/internal/core/Opening",
            "io/juvloop/internal/net/");
    private static final int BACKLOG = 1;
    private static final Duration SHORT = Duration.ofMillis(6);
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration BEFORE_ROOM = Duration.ofMillis(2);

    private final EventLoop loop = EventLoop.create();
    private final Path folder = TestedConnections.freshFolder();
    private final Path socket = folder.resolve("socket");
    private final List<RecordingEnd> ends = new ArrayList<>();

    /// For the loader.
    public UnixRetries() {}

    @Override
    public void run() {
        loop.setExceptionHandler((of, context) -> {}); // the error may be reported
        loop.runUntilComplete(loop.createTask(() -> true)); // callbacks run as they do beside tasks
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket), BACKLOG).configureBlocking(false);
            EachStep.run("a queue that stays full", step -> connect(step, server, SHORT));
            EachStep.run("a queue that gets room", step -> connect(step, server, LONG));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        loop.close();
        TestedConnections.delete(folder);
    }

    private int connect(int step, ServerSocketChannel server, Duration limit) {
        List<SocketChannel> waiting = new ArrayList<>();
        try {
            while (waiting.size() <= BACKLOG) {
                waiting.add(SocketChannel.open(UnixDomainSocketAddress.of(socket)));
            }
            return connectTo(step, server, limit);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            waiting.forEach(UnixRetries::close);
            while (takesOne(server)) {
                // the next
            }
        }
    }

    private int connectTo(int step, ServerSocketChannel server, Duration limit) {
        long descriptors = OpenDescriptors.withoutPath();
        long memory = loop.stats().nativeBytesInUse();
        boolean hasRoom = limit.equals(LONG);
        List<CompletableFuture<Connection<RecordingEnd>>> asked = new ArrayList<>();
        boolean[] begun = new boolean[1];
        loop.callSoon(() -> {
            Faults.armCallsOf(step, CALLERS);
            ConnectOptions options = ConnectOptions.DEFAULT.withTimeout(limit);
            TestedConnection.tolerating(() -> asked.add(loop.createUnixConnection(this::end, socket, options)));
            begun[0] = true;
        });
        if (hasRoom) {
            loop.callLater(BEFORE_ROOM, () -> takesOne(server));
        }
        Await.until(loop, "the outcome", () -> begun[0] && asked.stream().allMatch(CompletableFuture::isDone));
        int steps = Faults.disarm();
        for (CompletableFuture<Connection<RecordingEnd>> each : asked) {
            if (each.state() == CompletableFuture.State.SUCCESS) {
                each.resultNow().transport().abort();
            } else {
                var _ = each.exceptionally(failure -> null);
            }
        }
        Await.until(loop, "the end", () -> ends.stream().allMatch(end -> !end.isMade() || end.isLost()));
        ends.clear();
        Await.until(loop, "the memory: " + memory, () -> loop.stats().nativeBytesInUse() == memory);
        Await.until(loop, "the descriptors", () -> OpenDescriptors.withoutPath() == descriptors);
        if (step == 0 && hasRoom != (asked.getFirst().state() == CompletableFuture.State.SUCCESS)) {
            throw new AssertionError("the queue was not full, or got no room");
        }
        return steps;
    }

    private RecordingEnd end() {
        ends.add(new RecordingEnd());
        return ends.getLast();
    }

    /// Takes a connection out of the queue.
    private static boolean takesOne(ServerSocketChannel server) {
        try {
            SocketChannel taken = server.accept();
            if (taken != null) {
                taken.close();
            }
            return taken != null;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
