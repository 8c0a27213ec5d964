package io.juvloop.net.unix;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.ConnectOptions;
import io.juvloop.EventLoop;
import io.juvloop.ExtraInfo;
import io.juvloop.ServerOptions;
import io.juvloop.UvException;
import io.juvloop.net.peer.Echo;
import io.juvloop.net.peer.Libc;
import io.juvloop.net.peer.Pair;
import io.juvloop.net.peer.Program;
import io.juvloop.net.peer.Serving;
import io.juvloop.testing.Await;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.RecordingBufferedProtocol;
import io.juvloop.testing.RecordingProtocol;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Connections over Unix domain sockets.
@LoopTest
@DisabledOnOs(OS.WINDOWS)
class UnixConnectionTest {
    @TempDir
    private Path folder;

    @Test
    @Tag("X1")
    void aPathAndAStringNameTheSameSocket(EventLoop loop) {
        Path path = folder.resolve("socket");
        var server = loop.runUntilComplete(loop.createUnixServer(Echo::new, path.toString(), ServerOptions.DEFAULT));
        List<RecordingProtocol> clients = List.of(
                loop.runUntilComplete(loop.createUnixConnection(RecordingProtocol::new, path))
                        .protocol(),
                loop.runUntilComplete(loop.createUnixConnection(
                                RecordingProtocol::new, path.toString(), ConnectOptions.DEFAULT))
                        .protocol());
        for (RecordingProtocol client : clients) {
            client.transport().write("hello".getBytes(UTF_8));
            Await.until(loop, () -> client.receivedText().equals("hello"));
            client.transport().close();
            Await.until(loop, client::isLost);
            assertThat(client.events()).containsExactly("made", "data", "lost");
        }
        server.close();
        loop.runUntilComplete(server.waitClosed());
    }

    @Test
    @Tag("X1")
    void bothEndsSeeMadeThenDataThenTheEndAndAreNamedByThePath(EventLoop loop) {
        Path path = folder.resolve("socket");
        UnixDomainSocketAddress named = UnixDomainSocketAddress.of(path);
        UnixDomainSocketAddress unnamed = UnixDomainSocketAddress.of("");
        try (Pair<RecordingBufferedProtocol, RecordingProtocol> pair =
                Pair.connectUnix(loop, RecordingBufferedProtocol::new, RecordingProtocol::new, path)) {
            assertThat(pair.serverTransport().extraInfo(ExtraInfo.SOCKNAME)).isEqualTo(named);
            assertThat(pair.serverTransport().extraInfo(ExtraInfo.PEERNAME)).isEqualTo(unnamed);
            assertThat(pair.clientTransport().extraInfo(ExtraInfo.PEERNAME)).isEqualTo(named);
            assertThat(pair.clientTransport().extraInfo(ExtraInfo.SOCKNAME)).isEqualTo(unnamed);
            assertThat(pair.clientTransport().remoteAddress()).isEqualTo(named);
            assertThat(pair.clientTransport().localAddress()).isEqualTo(unnamed);
            pair.clientTransport().write(new byte[1_000_000]);
            pair.clientTransport().writeEof();
            pair.awaitLost();
            assertThat(pair.server().receivedCount()).isEqualTo(1_000_000);
            assertThat(pair.server().events()).containsExactly("made", "data", "eof", "lost");
            assertThat(pair.client().events()).contains("eof", "lost").doesNotContain("data");
            assertThat(pair.clientTransport().extraInfo(ExtraInfo.PEERNAME)).isEqualTo(named);
        }
    }

    @Test
    void aUnixSocketIsTunedLikeATcpOneExceptInWhatOnlyTcpHas(EventLoop loop) throws IOException {
        try (Pair<RecordingProtocol, RecordingProtocol> pair =
                Pair.connectUnix(loop, RecordingProtocol::new, RecordingProtocol::new, folder.resolve("socket"))) {
            var socket = pair.clientTransport().extraInfo(ExtraInfo.SOCKET);
            socket.setSendBufferSize(50_000);
            assertThat(socket.sendBufferSize()).isBetween(50_000, 100_000);
            assertThatThrownBy(() -> socket.setNoDelay(true))
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("TCP");
            assertThatThrownBy(() -> socket.setKeepAlive(null)).isInstanceOf(SocketException.class);
            assertThatThrownBy(() -> socket.setUserTimeout(Duration.ofSeconds(1)))
                    .isInstanceOf(SocketException.class);
        }
    }

    @Test
    void aUnixPeerThatIsAbortedWithUnreadDataSeesAReset(EventLoop loop) {
        try (Pair<RecordingProtocol, RecordingProtocol> pair =
                Pair.connectUnix(loop, RecordingProtocol::new, RecordingProtocol::new, folder.resolve("socket"))) {
            pair.serverTransport().pauseReading();
            pair.clientTransport().write("unread".getBytes(UTF_8));
            pair.serverTransport().abort();
            pair.awaitLost();
            assertThat(pair.server().events()).containsExactly("made", "lost");
            assertThat(pair.client().lossCause())
                    .isInstanceOf(SocketException.class)
                    .hasMessage("Connection reset");
        }
    }

    @Test
    void aWriteToAPeerThatIsGoneIsABrokenPipe(EventLoop loop) {
        try (Pair<RecordingProtocol, RecordingProtocol> pair =
                Pair.connectUnix(loop, RecordingProtocol::new, RecordingProtocol::new, folder.resolve("socket"))) {
            pair.client().stayOpenAfterEof();
            pair.serverTransport().close();
            Await.until(loop, () -> pair.client().count("eof") == 1);
            pair.clientTransport().write(new byte[10]);
            assertThat(pair.client().isLost()).as("not inside the write").isFalse();
            pair.awaitLost();
            assertThat(pair.client().lossCause())
                    .isInstanceOf(SocketException.class)
                    .hasMessage("Broken pipe");
            assertThat(pair.client().events()).containsExactly("made", "eof", "lost(SocketException)");
        }
    }

    @Test
    @Tag("X6")
    void aMissingPathSaysSo(EventLoop loop) {
        Path path = folder.resolve("nothing here");
        assertThatThrownBy(() -> loop.runUntilComplete(loop.createUnixConnection(RecordingProtocol::new, path)))
                .cause()
                .isInstanceOfSatisfying(
                        NoSuchFileException.class,
                        missing -> assertThat(missing.getFile()).isEqualTo(path.toString()))
                .cause()
                .isInstanceOfSatisfying(
                        UvException.class,
                        cause -> assertThat(cause.errorName()).isEqualTo("ENOENT"));
    }

    @Test
    @Tag("X6")
    void aSocketFileThatNobodyServesAndAFileThatIsNoSocketRefuse(EventLoop loop) throws IOException {
        Path stale = folder.resolve("stale");
        Libc.INSTANCE.close(Libc.boundUnix(stale));
        Path file = Files.createFile(folder.resolve("file"));
        for (Path path : List.of(stale, file)) {
            assertThatThrownBy(() -> loop.runUntilComplete(loop.createUnixConnection(RecordingProtocol::new, path)))
                    .cause()
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining(path.toString());
        }
    }

    @Test
    void netcatAndPythonAreEchoed(EventLoop loop) throws IOException {
        Path path = folder.resolve("socket");
        String script = """
            s = socket.socket(socket.AF_UNIX)
            s.connect(sys.argv[1])
            s.sendall(b"from python")
            s.shutdown(socket.SHUT_WR)
            print(s.makefile("rb").read().decode())
            """;
        try (Serving<Echo> serving = Serving.unix(loop, Echo::new, path);
                Program netcat = Program.start(List.of("nc", "-N", "-U", path.toString()));
                Program python = Program.python(script, path)) {
            netcat.feed("from netcat\n");
            assertThat(loop.runUntilComplete(netcat.rest())).isEqualTo("from netcat");
            assertThat(loop.runUntilComplete(python.rest())).isEqualTo("from python");
            Await.until(loop, () -> serving.protocols().stream().allMatch(Echo::isLost));
            assertThat(serving.protocols())
                    .hasSize(2)
                    .allSatisfy(
                            protocol -> assertThat(protocol.events()).containsExactly("made", "data", "eof", "lost"));
        }
    }
}
