package io.juvloop.pipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.Connection;
import io.juvloop.EventLoop;
import io.juvloop.Server;
import io.juvloop.ServerOptions;
import io.juvloop.datagram.DatagramOptions;
import io.juvloop.datagram.DatagramProtocol;
import io.juvloop.datagram.DatagramTransport;
import io.juvloop.ipc.ReceivedHandle;
import io.juvloop.net.peer.Echo;
import io.juvloop.net.peer.Program;
import io.juvloop.net.peer.Serving;
import io.juvloop.testing.Await;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.RecordingProtocol;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Handles to and from another program: Python's `socket.recv_fds` and `socket.send_fds`.
@LoopTest
@DisabledOnOs(OS.WINDOWS)
class PassingPeersTest {
    @TempDir
    private Path folder;

    /// A server that Python connects to.
    private static Server server(EventLoop loop, Path path, Ipc[] made) {
        return loop.runUntilComplete(
                loop.createUnixServer(() -> made[0] = new Ipc(), path.toString(), ServerOptions.DEFAULT.withIpc(true)));
    }

    private static Ipc awaitPeer(EventLoop loop, Ipc[] made) {
        Await.until(loop, () -> made[0] != null && made[0].isMade());
        return made[0];
    }

    @Test
    void pythonTalksOverAConnectionThatWasPassedToIt(EventLoop loop) throws IOException {
        String script = """
            ipc = socket.socket(socket.AF_UNIX)
            ipc.connect(sys.argv[1])
            data, fds, flags, address = socket.recv_fds(ipc, 100, 10)
            passed = socket.socket(fileno=fds[0])
            passed.setblocking(True)
            passed.sendall(b"python has it: " + data)
            print(len(fds), passed.recv(100).decode())
            """;
        Path path = folder.resolve("ipc");
        Ipc[] made = new Ipc[1];
        Server server = server(loop, path, made);
        try (Serving<RecordingProtocol> serving = Serving.tcp(loop, RecordingProtocol::new);
                Program python = Program.python(script, path)) {
            RecordingProtocol client = loop.runUntilComplete(
                            loop.createConnection(RecordingProtocol::new, "127.0.0.1", serving.port()))
                    .protocol();
            Ipc ipc = awaitPeer(loop, made);
            var transport = serving.protocol(0).transport();
            transport.pauseReading();
            ipc.ipc().sendHandle(Ipc.bytes("a connection"), transport);
            transport.close();
            Await.until(loop, () -> client.receivedText().equals("python has it: a connection"));
            client.transport().write("pong".getBytes(StandardCharsets.UTF_8));
            assertThat(loop.runUntilComplete(python.rest())).isEqualTo("1 pong");
            Await.until(loop, () -> client.isLost() && ipc.isLost());
        }
        server.close();
        loop.runUntilComplete(server.waitClosed());
    }

    @Test
    void aBlockingSocketAServerAndAPipeThatPythonSendsTogetherAreOfUse(EventLoop loop) throws IOException {
        String script = """
            import os
            ipc = socket.socket(socket.AF_UNIX)
            ipc.connect(sys.argv[1])
            near, far = socket.socketpair()
            server = socket.create_server(("127.0.0.1", 0))
            read_end, write_end = os.pipe()
            socket.send_fds(ipc, [b"three"], [far.fileno(), server.fileno(), read_end])
            far.close()
            os.write(write_end, b"through the pipe")
            os.close(write_end)
            near.sendall(b"x" * 1000000)
            got = 0
            while got < 1000000:
                got += len(near.recv(65536))
            port = server.getsockname()[1]
            server.close()
            client = socket.create_connection(("127.0.0.1", port))
            client.sendall(b"served")
            print(got, client.recv(100).decode())
            """;
        Path path = folder.resolve("ipc");
        Ipc[] made = new Ipc[1];
        Server server = server(loop, path, made);
        try (Program python = Program.python(script, path)) {
            Ipc ipc = awaitPeer(loop, made);
            ReceivedHandle pipe = ipc.handle(loop, 2);
            assertThat(ipc.handles())
                    .extracting(ReceivedHandle::kind)
                    .containsExactly(
                            ReceivedHandle.Kind.CONNECTION, ReceivedHandle.Kind.SERVER, ReceivedHandle.Kind.OTHER);
            Await.until(loop, () -> ipc.order().equals("***three"));
            Connection<Echo> echo = loop.runUntilComplete(ipc.handles().get(0).connectAccepted(Echo::new));
            Server served = loop.runUntilComplete(ipc.handles().get(1).createServer(Echo::new));
            RecordingProtocol read = loop.runUntilComplete(loop.connectReadPipe(RecordingProtocol::new, pipe.detach()))
                    .protocol();
            Await.until(loop, read::isLost);
            assertThat(read.receivedText()).isEqualTo("through the pipe");
            assertThat(loop.runUntilComplete(python.rest())).isEqualTo("1000000 served");
            Await.until(loop, () -> echo.protocol().isLost() && ipc.isLost());
            served.close();
            loop.runUntilComplete(served.waitClosed());
        }
        server.close();
        loop.runUntilComplete(server.waitClosed());
    }

    @Test
    void aSocketOfDatagramsThatPythonSendsBecomesAnEndpoint(EventLoop loop) throws IOException {
        String script = """
            ipc = socket.socket(socket.AF_UNIX)
            ipc.connect(sys.argv[1])
            own = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            own.bind(("127.0.0.1", 0))
            passed = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            passed.connect(own.getsockname())
            socket.send_fds(ipc, [b"one"], [passed.fileno()])
            print(own.recv(100).decode())
            """;
        Path path = folder.resolve("ipc");
        Ipc[] made = new Ipc[1];
        Server server = server(loop, path, made);
        try (Program python = Program.python(script, path)) {
            ReceivedHandle passed = awaitPeer(loop, made).handle(loop, 0);
            assertThat(passed.kind()).isEqualTo(ReceivedHandle.Kind.OTHER);
            assertThatThrownBy(() -> passed.connectAccepted(Echo::new)).isInstanceOf(IllegalStateException.class);
            DatagramOptions options = DatagramOptions.DEFAULT.withSocket(passed.detach());
            DatagramTransport endpoint = loop.runUntilComplete(loop.createDatagramEndpoint(Deaf::new, options))
                    .transport();
            assertThatThrownBy(passed::detach).isInstanceOf(IllegalStateException.class);
            endpoint.sendTo("through the passed one".getBytes(StandardCharsets.UTF_8), null);
            assertThat(loop.runUntilComplete(python.rest())).isEqualTo("through the passed one");
            endpoint.close();
            Await.until(loop, made[0]::isLost);
        }
        server.close();
        loop.runUntilComplete(server.waitClosed());
    }

    private static final class Deaf implements DatagramProtocol {
        @Override
        public void datagramReceived(ByteBuffer data, SocketAddress sender) {}
    }
}
