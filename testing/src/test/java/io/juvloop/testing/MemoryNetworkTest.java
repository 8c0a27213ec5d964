package io.juvloop.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.juvloop.Async;
import io.juvloop.Server;
import io.juvloop.ServerOptions;
import io.juvloop.Task;
import io.juvloop.datagram.DatagramOptions;
import io.juvloop.datagram.DatagramProtocol;
import io.juvloop.streams.StreamConnection;
import io.juvloop.streams.Streams;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// Servers and clients that meet by port, and streams over them.
@EventLoopTest
class MemoryNetworkTest {
    private static final int PORT = 8000;

    private static void inTask(TestLoop loop, io.juvloop.Action body) {
        loop.runUntilComplete(loop.createTask(body));
    }

    @Test
    void aStreamServerAnswersAStreamClient(TestLoop loop) {
        loop.setLink(LinkOptions.DEFAULT.withChunks(1, 3).withDelay(Duration.ofMillis(20)));
        inTask(loop, () -> {
            Server server = Streams.startServer(
                    (reader, writer) -> {
                        writer.write(reader.readLine());
                        writer.close();
                    },
                    "localhost",
                    PORT);
            try (StreamConnection client = Streams.openConnection("localhost", PORT)) {
                client.writer().write("a line\n".getBytes(StandardCharsets.US_ASCII));
                assertThat(new String(client.reader().readLine(), StandardCharsets.US_ASCII))
                        .isEqualTo("a line\n");
            }
            server.close();
            io.juvloop.Async.await(server.waitClosed());
        });
        assertThat(loop.elapsed()).isBetween(Duration.ofMillis(80), Duration.ofMillis(200));
    }

    @Test
    void aReaderTimesOutInVirtualTimeWhenTheLinkIsCut(TestLoop loop) {
        StreamPair pair = loop.streams();
        inTask(loop, () -> {
            pair.link().cut();
            pair.first().writer().write(new byte[10]);
            assertThatExceptionOfType(SocketTimeoutException.class)
                    .isThrownBy(() -> pair.second().reader().read(10, Duration.ofMinutes(5)));
            pair.first().writer().transport().abort();
            pair.second().writer().transport().abort();
        });
        assertThat(loop.elapsed()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void nobodyAtThePortIsARefusal(TestLoop loop) {
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> loop.runUntilComplete(loop.createConnection(Recorded::new, "localhost", PORT)))
                .withCauseInstanceOf(ConnectException.class);
    }

    @Test
    void aPortIsTakenOnceAndZeroChoosesOne(TestLoop loop) {
        Server first = loop.runUntilComplete(loop.createServer(Recorded::new, null, 0));
        int port = ((InetSocketAddress) first.sockets().getFirst().localAddress()).getPort();
        assertThat(port).isPositive();
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> loop.runUntilComplete(loop.createServer(Recorded::new, null, port)))
                .withCauseInstanceOf(BindException.class);
        first.close();
    }

    @Test
    void unixSocketsMeetByTheirPathAndLeaveNoFile(TestLoop loop) {
        Path path = Path.of("/run/juvloop-of-a-test");
        inTask(loop, () -> {
            Server server = Streams.startUnixServer((reader, writer) -> writer.close(), path);
            assertThat(server.address()).isEqualTo(UnixDomainSocketAddress.of(path));
            try (StreamConnection client = Streams.openUnixConnection(path)) {
                assertThat(client.reader().read(-1)).isEmpty();
                assertThat(client.writer().transport().remoteAddress()).isEqualTo(server.address());
            }
            server.close();
            io.juvloop.Async.await(server.waitClosed());
        });
        assertThat(path).doesNotExist();
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> loop.runUntilComplete(loop.createUnixConnection(Recorded::new, path)))
                .withCauseInstanceOf(NoSuchFileException.class);
    }

    @Test
    void anAbstractNameIsTakenOnceAndAPathIsReplaced(TestLoop loop) {
        Server named = loop.runUntilComplete(loop.createUnixServer(Recorded::new, "\0name", ServerOptions.DEFAULT));
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() ->
                        loop.runUntilComplete(loop.createUnixServer(Recorded::new, "\0name", ServerOptions.DEFAULT)))
                .withCauseInstanceOf(BindException.class);
        Server first = loop.runUntilComplete(loop.createUnixServer(Recorded::new, Path.of("/run/x")));
        Server second = loop.runUntilComplete(loop.createUnixServer(Recorded::new, Path.of("/run/x")));
        first.close();
        var client = loop.runUntilComplete(loop.createUnixConnection(Recorded::new, Path.of("/run/x")));
        client.transport().abort();
        loop.runReady();
        second.close();
        named.close();
    }

    @Test
    void whatACancelledTaskDoesNotTakeIsClosed(TestLoop loop) {
        Server server = loop.runUntilComplete(loop.createServer(Recorded::new, "localhost", PORT));
        List<Recorded> made = new ArrayList<>();
        abandons(
                loop,
                () -> loop.createConnection(
                        () -> {
                            made.add(new Recorded());
                            return made.getLast();
                        },
                        "localhost",
                        PORT));
        DatagramProtocol silent = (data, sender) -> {};
        DatagramOptions local = DatagramOptions.DEFAULT.withLocalAddress("localhost", PORT);
        abandons(loop, () -> loop.createDatagramEndpoint(() -> silent, local));
        loop.runReady();
        loop.advance(Duration.ofSeconds(1));
        assertThat(made)
                .hasSize(1)
                .allMatch(protocol -> protocol.events().getLast().startsWith("lost"));
        server.close();
    }

    /// Cancels a task in the very step in which its future completes; the extension checks that nothing stays open.
    private static void abandons(TestLoop loop, Supplier<CompletableFuture<?>> making) {
        AtomicReference<CompletableFuture<?>> future = new AtomicReference<>();
        Task<Object> task = loop.createTask(() -> {
            future.set(making.get());
            return Async.await(future.get());
        });
        loop.callSoon(() -> cancelWhenDone(loop, task, future));
        loop.runUntilComplete(task.handle((_, _) -> "ended").toCompletableFuture());
        assertThat(task.isCancelled()).isTrue();
    }

    private static void cancelWhenDone(TestLoop loop, Task<Object> task, AtomicReference<CompletableFuture<?>> future) {
        CompletableFuture<?> made = future.get();
        if (made != null && made.isDone()) {
            assertThat(task.cancel()).isTrue();
        } else {
            loop.callSoon(() -> cancelWhenDone(loop, task, future));
        }
    }
}
