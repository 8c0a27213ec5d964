package io.juvloop.net.close;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.EventLoop;
import io.juvloop.ExtraInfo;
import io.juvloop.Server;
import io.juvloop.Transport;
import io.juvloop.WriteBufferLimits;
import io.juvloop.net.peer.Blocking;
import io.juvloop.net.peer.Echo;
import io.juvloop.net.peer.Flood;
import io.juvloop.net.peer.JdkSockets;
import io.juvloop.testing.Await;
import io.juvloop.testing.Logged;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.Loopback;
import io.juvloop.testing.RecordingProtocol;
import io.juvloop.testing.Reported;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// `loop.close()` while connections and servers are open: everything is closed, and each is named in a warning.
@LoopTest
@ExtendWith(JdkSockets.class)
class OpenConnectionsTest {
    private static List<String> messages(Logged logged) {
        return logged.all().stream().map(Logged.Entry::message).toList();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void openConnectionsAndServersAreClosedEachWithAWarningThatNamesIt(
            EventLoop loop, Logged logged, @TempDir Path folder) {
        Path path = folder.resolve("socket");
        Server server = Loopback.serve(loop, RecordingProtocol::new);
        Server unix = loop.runUntilComplete(loop.createUnixServer(RecordingProtocol::new, path));
        String port = ":" + server.port();
        RecordingProtocol client =
                Loopback.connect(loop, RecordingProtocol::new, server).protocol();
        String clientAddress = client.transport().extraInfo(ExtraInfo.SOCKNAME).toString();
        loop.close();
        assertThat(messages(logged))
                .anySatisfy(message -> assertThat(message).contains("unclosed", "transport", clientAddress, port))
                .anySatisfy(message ->
                        assertThat(message).contains("unclosed", port).doesNotContain("transport"))
                .anySatisfy(message -> assertThat(message).contains("unclosed", path.toString()))
                .allSatisfy(message -> assertThat(message).startsWith("closing the loop with an unclosed"));
        assertThat(path).as("the unix server's file").doesNotExist();
        assertThat(client.transport().isClosing()).isTrue();
        assertThat(server.isServing()).isFalse();
        assertThat(unix.sockets()).isEmpty();
    }

    @Test
    void whatAnswersAfterwardsAnswersAsAtTheEnd(EventLoop loop, Logged logged) {
        Server server = Loopback.serve(loop, RecordingProtocol::new);
        CompletableFuture<Void> forever = server.serveForever();
        CompletableFuture<Void> closed = server.waitClosed();
        Transport transport =
                Loopback.connect(loop, RecordingProtocol::new, server).transport();
        loop.close();
        assertThat(messages(logged)).isNotEmpty();
        assertThat(forever).isCancelled();
        assertThat(closed).isCompleted();
        server.close();
        server.closeClients();
        server.abortClients();
        assertThat(server.waitClosed()).isCompleted();
        ByteBuffer late = ByteBuffer.allocate(10);
        transport.write(late);
        assertThat(late.hasRemaining()).isFalse();
        transport.writeEof();
        transport.pauseReading();
        transport.resumeReading();
        transport.setWriteBufferLimits(WriteBufferLimits.ofHigh(0));
        transport.close();
        transport.abort();
        assertThat(transport.writeBufferSize()).isZero();
        assertThat(transport.isReading()).isFalse();
        assertThat(transport.extraInfo(ExtraInfo.SOCKET).fileno()).isEqualTo(-1);
        assertThat(transport.extraInfo(ExtraInfo.PEERNAME)).isNotNull();
        assertThat(transport.toString()).contains("closed");
    }

    @Test
    void bytesThatWaitAreDroppedAndTheirMemoryIsFreed(EventLoop loop, Logged logged) throws IOException {
        Server server = Loopback.serve(loop, RecordingProtocol::new);
        try (Socket reader = JdkSockets.connect(server.port())) {
            Transport transport =
                    Loopback.connect(loop, RecordingProtocol::new, server).transport();
            Flood.untilQueueing(transport);
            transport.write(new byte[5_000_000]);
            transport.writeEof();
            Transport closing =
                    Loopback.connect(loop, RecordingProtocol::new, server).transport();
            Flood.untilQueueing(closing);
            closing.write(new byte[1_000_000]);
            closing.close();
            loop.close();
            assertThat(messages(logged)).hasSizeGreaterThanOrEqualTo(3);
            assertThat(reader.getInputStream().read())
                    .as("its server's end is gone")
                    .isEqualTo(-1);
        }
    }

    @Test
    void connectionsThatAreBeingLostAreClosedToo(EventLoop loop, Logged logged) {
        Server server = Loopback.serve(loop, Echo::new);
        RecordingProtocol aborted =
                Loopback.connect(loop, RecordingProtocol::new, server).protocol();
        aborted.transport().abort();
        server.close();
        loop.close();
        assertThat(messages(logged)).anySatisfy(message -> assertThat(message).contains("closing"));
        assertThat(aborted.events()).as("no turn is left to tell it").containsExactly("made");
    }

    @Test
    void closingTheLoopInACallbackOfAConnectionIsRefused(EventLoop loop, Reported reported) {
        class Closer extends RecordingProtocol {
            @Override
            public void connectionMade(Transport connection) {
                super.connectionMade(connection);
                assertThatThrownBy(loop::close).isInstanceOf(IllegalStateException.class);
                connection.close();
            }
        }
        Server server = Loopback.serve(loop, Closer::new);
        RecordingProtocol client =
                Loopback.connect(loop, RecordingProtocol::new, server).protocol();
        Await.until(loop, client::isLost);
        assertThat(reported.count()).isZero();
        server.close();
        loop.runUntilComplete(server.waitClosed());
    }

    @Test
    void aPeerSeesTheEnd(EventLoop loop, Logged logged) throws IOException {
        Server server = Loopback.serve(loop, Echo::new);
        int port = server.port();
        try (Socket socket = JdkSockets.connect(port)) {
            CompletableFuture<Integer> echoed = Blocking.call(() -> {
                socket.getOutputStream().write(7);
                return socket.getInputStream().read();
            });
            assertThat(loop.runUntilComplete(echoed)).isEqualTo(7);
            loop.close();
            assertThat(messages(logged)).hasSize(2);
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
            assertThatThrownBy(() -> JdkSockets.connect(port)).isInstanceOf(ConnectException.class);
        }
    }
}
