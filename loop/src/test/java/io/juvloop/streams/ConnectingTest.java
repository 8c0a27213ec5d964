package io.juvloop.streams;

import static io.juvloop.streams.FedReader.bytes;
import static io.juvloop.streams.FedReader.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.Async;
import io.juvloop.ConnectOptions;
import io.juvloop.EventLoop;
import io.juvloop.Server;
import io.juvloop.Task;
import io.juvloop.UvException;
import io.juvloop.net.peer.Blocking;
import io.juvloop.net.peer.ClosedPort;
import io.juvloop.net.peer.FullBacklog;
import io.juvloop.net.peer.JdkSockets;
import io.juvloop.testing.InTask;
import io.juvloop.testing.LoopChoice;
import io.juvloop.testing.Loopback;
import io.juvloop.testing.NeedsLibuv;
import io.juvloop.testing.TaskTest;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Opening connections as streams.
@TaskTest
@ExtendWith(JdkSockets.class)
class ConnectingTest {
    private static void echoUntilEnd(StreamReader reader, StreamWriter writer) throws Exception {
        try (writer) {
            for (byte[] data = reader.read(1000); data.length > 0; data = reader.read(1000)) {
                writer.write(data);
                writer.drain();
            }
        }
    }

    @Test
    @NeedsLibuv(NeedsLibuv.SYSTEM)
    void talksWithABlockingPeer(EventLoop loop) throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var peer = Blocking.run(() -> {
                try (var socket = listener.accept()) {
                    socket.getInputStream().transferTo(socket.getOutputStream());
                }
            });
            InTask.run(loop, () -> {
                try (var connection = Streams.openConnection("localhost", listener.getLocalPort())) {
                    connection.writer().write("hello\nworld", UTF_8);
                    assertThat(connection.reader().readLine(UTF_8)).isEqualTo("hello");
                    connection.writer().writeEof();
                    assertThat(connection.reader().readLine(UTF_8)).isEqualTo("world");
                    assertThat(connection.reader().readLine(UTF_8)).isNull();
                }
                Async.await(peer);
            });
        }
    }

    private static void assertOfLibuv(Throwable thrown) {
        if (LoopChoice.isLibuv()) {
            assertThat(thrown).hasCauseInstanceOf(UvException.class);
        }
    }

    @Test
    void refusalIsThrownAsItIs(EventLoop loop) throws Exception {
        try (ClosedPort port = new ClosedPort()) {
            InTask.run(
                    loop,
                    () -> assertThatThrownBy(() -> Streams.openConnection(Loopback.HOST, port.number()))
                            .isInstanceOf(ConnectException.class)
                            .satisfies(ConnectingTest::assertOfLibuv));
        }
    }

    @Test
    void argumentsAreRefusedAtOnce(EventLoop loop) {
        InTask.run(
                loop,
                () -> assertThatThrownBy(() -> Streams.openConnection(Loopback.HOST, 0))
                        .isInstanceOf(IllegalArgumentException.class));
        assertThatThrownBy(() -> Streams.openConnection(Loopback.HOST, 1))
                .as("no loop runs")
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    @NeedsLibuv(NeedsLibuv.SYSTEM)
    void connectingCanRunOutOfTime(EventLoop loop) throws Exception {
        ConnectOptions hasty = ConnectOptions.DEFAULT.withTimeout(Duration.ofMillis(20));
        try (FullBacklog hole = FullBacklog.at(Loopback.HOST, 0)) {
            InTask.run(
                    loop,
                    () -> assertThatThrownBy(() -> Streams.openConnection(Loopback.HOST, hole.port(), hasty))
                            .isInstanceOf(SocketTimeoutException.class));
        }
    }

    /// A client that is cancelled when it has connected resets the connection.
    private static void echoUntilEndOrReset(StreamReader reader, StreamWriter writer) throws Exception {
        try {
            echoUntilEnd(reader, writer);
        } catch (SocketException reset) {
            assertThat(reset).hasMessageContaining("reset");
        }
    }

    @Test
    void aTaskThatIsCancelledWhileConnectingLeavesNothingOpen(EventLoop loop) {
        InTask.run(loop, () -> {
            Server server = Streams.startServer(ConnectingTest::echoUntilEndOrReset, Loopback.HOST, 0);
            int port = server.port();
            int opened = 0;
            for (int turns = 0; opened < 3; turns++) {
                Task<StreamConnection> opening = loop.createTask(() -> Streams.openConnection(Loopback.HOST, port));
                Patience.turns(turns);
                opening.cancel();
                try {
                    Async.await(opening).close();
                    opened++;
                } catch (CancellationException early) {
                    assertThat(opening.isCancelled()).isTrue();
                }
            }
            server.close();
            Async.await(server.waitClosed());
        });
    }

    @Test
    void unixSocketsAreStreamsToo(EventLoop loop, @TempDir Path folder) {
        Path path = folder.resolve("s");
        InTask.run(loop, () -> {
            assertThatThrownBy(() -> Streams.openUnixConnection(path)).isInstanceOf(NoSuchFileException.class);
            Server server = Streams.startUnixServer(ConnectingTest::echoUntilEnd, path);
            try (StreamConnection connection = Streams.openUnixConnection(path)) {
                connection.writer().write(bytes("over a file"));
                assertThat(text(connection.reader().readExactly(11))).isEqualTo("over a file");
            }
            server.close();
            Async.await(server.waitClosed());
            assertThat(path).doesNotExist();
        });
    }
}
