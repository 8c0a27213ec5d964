package io.juvloop.bindings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.bindings.PosixSockets.Kind;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The socket calls that libuv does not offer, on real sockets.
@DisabledOnOs(OS.WINDOWS)
class PosixSocketsTest {
    @TempDir
    Path folder;

    private final TestLoop loop = new TestLoop();

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    void kindsAreToldApart() {
        int unix = PosixSockets.unixStream();
        assertThat(PosixSockets.kindOf(unix)).isEqualTo(Kind.UNIX);
        assertThat(PosixSockets.kindOf(descriptorOf(false))).isEqualTo(Kind.TCP);
        assertThat(PosixSockets.kindOf(descriptorOf(true))).isEqualTo(Kind.TCP);
        PosixSockets.close(unix);
    }

    @Test
    void descriptorThatIsNoSocketHasNoKind() {
        assertThatThrownBy(() -> PosixSockets.kindOf(123_456)).hasMessageStartingWith("getsockopt: EBADF");
        assertThatThrownBy(() -> PosixSockets.isListening(0)).hasMessageStartingWith("getsockopt: ENOTSOCK");
    }

    @Test
    void listeningIsSeen() {
        UvTcp listener = Conversation.listener(loop.uv(), new StreamEvents() {});
        assertThat(PosixSockets.isListening((int) listener.fileno())).isTrue();
        assertThat(PosixSockets.isListening(descriptorOf(false))).isFalse();
    }

    @Test
    void connectionIsSeen() {
        boolean[] connected = new boolean[1];
        Conversation conversation =
                new Conversation(loop.uv(), new StreamEvents() {}).whenConnected(stream -> connected[0] = true);
        loop.runUntil(() -> connected[0]);
        assertThat(PosixSockets.isConnected((int) conversation.near().fileno())).isTrue();
        assertThat(PosixSockets.isConnected(descriptorOf(false))).isFalse();
        assertThatThrownBy(() -> PosixSockets.isConnected(123_456)).hasMessageStartingWith("getpeername: EBADF");
    }

    @Test
    void unixSocketIsBoundAndItsFileOutlivesIt() {
        Path path = folder.resolve("socket");
        UvPipe listener = listenOn(FileNames.toBytes(path));
        int client = PosixSockets.unixStream();
        PosixSockets.connectUnix(client, FileNames.toBytes(path));
        assertThat(PosixSockets.isConnected(client)).isTrue();
        PosixSockets.close(client);
        listener.close();
        loop.runToTheEnd();
        assertThat(path).as("removing it is for whoever made it").exists();
    }

    @Test
    void pathInUseIsRefused() throws java.io.IOException {
        Path path = Files.createFile(folder.resolve("taken"));
        int fd = PosixSockets.unixStream();
        assertThatThrownBy(() -> PosixSockets.bindUnix(fd, FileNames.toBytes(path)))
                .isInstanceOf(UvFailure.class)
                .hasMessageStartingWith("bind: EADDRINUSE");
        PosixSockets.close(fd);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void abstractNameLeavesNoFile() {
        byte[] name = ("\0juvloop-test-" + ProcessHandle.current().pid()).getBytes(UTF_8);
        UvPipe listener = listenOn(name);
        assertThat(listener.localName()).isEqualTo(name);
        int client = PosixSockets.unixStream();
        PosixSockets.connectUnix(client, name);
        assertThat(PosixSockets.isConnected(client)).isTrue();
        PosixSockets.close(client);
    }

    @Test
    void longestPathFits() {
        String path = folder + "/"
                + "x".repeat(Abi.SUN_PATH_BYTES - 2 - folder.toString().length());
        assertThat(path).hasSize(Abi.SUN_PATH_BYTES - 1);
        assertThat(listenOn(path.getBytes(UTF_8)).localName()).asString(UTF_8).isEqualTo(path);
    }

    @Test
    void portIsSharedByThoseWhoSaySo() {
        UvTcp first = new UvTcp(loop.uv(), new StreamEvents() {}, false);
        PosixSockets.reusePort((int) first.fileno());
        UvFailure.check("bind", first.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0));
        UvFailure.check("listen", first.listen(1));
        UvTcp second = new UvTcp(loop.uv(), new StreamEvents() {}, false);
        PosixSockets.reusePort((int) second.fileno());
        UvFailure.check("bind", second.bind(first.localName().orElseThrow(), 0));
        UvFailure.check("listen", second.listen(1));
        assertThat(second.localName()).isEqualTo(first.localName());
    }

    @Test
    void ipv6SocketLeavesThePortToIpv4() {
        UvTcp six = new UvTcp(loop.uv(), new StreamEvents() {}, true);
        PosixSockets.ipv6Only((int) six.fileno());
        PosixSockets.bind((int) six.fileno(), new InetSocketAddress(InetAddress.ofLiteral("::"), 0));
        UvFailure.check("listen", six.listen(1));
        UvTcp four = new UvTcp(loop.uv(), new StreamEvents() {}, false);
        int port = six.localName().orElseThrow().getPort();
        PosixSockets.bind((int) four.fileno(), new InetSocketAddress(InetAddress.ofLiteral("0.0.0.0"), port));
        UvFailure.check("listen", four.listen(1));
        assertThat(four.localName().orElseThrow().getPort()).isEqualTo(port);
    }

    /// Of a socket that is not connected.
    private int descriptorOf(boolean ipv6) {
        return (int) new UvTcp(loop.uv(), new StreamEvents() {}, ipv6).fileno();
    }

    private UvPipe listenOn(byte[] name) {
        int fd = PosixSockets.unixStream();
        PosixSockets.bindUnix(fd, name);
        UvPipe listener = new UvPipe(loop.uv(), new StreamEvents() {});
        listener.open(fd);
        UvFailure.check("uv_listen", listener.listen(8));
        return listener;
    }
}
