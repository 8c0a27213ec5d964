package io.juvloop.net.unix;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.ConnectOptions;
import io.juvloop.EventLoop;
import io.juvloop.Server;
import io.juvloop.ServerOptions;
import io.juvloop.net.peer.Echo;
import io.juvloop.net.peer.Program;
import io.juvloop.testing.Await;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.RecordingProtocol;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The limits of a Unix socket's name, and names in Linux's abstract namespace.
@LoopTest
@DisabledOnOs(OS.WINDOWS)
class UnixNameTest {
    /// Bytes in `sun_path` on Linux.
    private static final int ROOM = 108;

    private static Server serve(EventLoop loop, String name) {
        return loop.runUntilComplete(loop.createUnixServer(Echo::new, name, ServerOptions.DEFAULT));
    }

    private static RecordingProtocol connect(EventLoop loop, String name) {
        return loop.runUntilComplete(loop.createUnixConnection(RecordingProtocol::new, name, ConnectOptions.DEFAULT))
                .protocol();
    }

    private static void assertEchoes(EventLoop loop, String name) {
        Server server = serve(loop, name);
        RecordingProtocol client = connect(loop, name);
        client.transport().write("hello".getBytes(UTF_8));
        Await.until(loop, () -> client.receivedText().equals("hello"));
        client.transport().close();
        server.close();
        loop.runUntilComplete(server.waitClosed());
    }

    @Test
    void aNameThatDoesNotFitIsRefusedByServerAndClientBeforeASocketIsMade(EventLoop loop) {
        for (String name : List.of("/tmp/" + "x".repeat(ROOM), "/tmp/" + "\u00fc".repeat(60))) {
            assertThatThrownBy(() -> loop.createUnixServer(Echo::new, Path.of(name)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("too long");
            assertThatThrownBy(() -> loop.createUnixConnection(Echo::new, Path.of(name)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("too long");
        }
        assertThat(loop.stats().handles().get("NAMED_PIPE").created()).isZero();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theLongestNameThatFitsIsServed(EventLoop loop, @TempDir Path folder) {
        String prefix = folder + "/";
        String name = prefix + "x".repeat(ROOM - 1 - prefix.length());
        assertEchoes(loop, name);
        assertThatThrownBy(() -> loop.createUnixServer(Echo::new, name + "x", ServerOptions.DEFAULT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(ROOM + 1 + " bytes");
    }

    @Test
    void aNameThatIsNotAsciiIsServed(EventLoop loop, @TempDir Path folder) {
        assertEchoes(loop, folder.resolve("\u00fcml\u00e4ut \u6f22").toString());
    }

    private static String uniqueAbstract(String name) {
        return "\0juvloop-test-" + ProcessHandle.current().pid() + "-" + name;
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    @Tag("X6")
    void anAbstractNameIsServedAndMakesNoFile(EventLoop loop) {
        String name = uniqueAbstract("served");
        Server server = serve(loop, name);
        RecordingProtocol client = connect(loop, name);
        String readable = "@" + name.substring(1);
        assertThat(client.transport().remoteAddress()).hasToString(readable);
        assertThat(server.address()).hasToString(readable);
        assertThat(Path.of(readable)).doesNotExist();
        client.transport().write("hello".getBytes(UTF_8));
        Await.until(loop, () -> client.receivedText().equals("hello"));
        assertThatThrownBy(() -> serve(loop, name))
                .cause()
                .isInstanceOf(BindException.class)
                .hasMessageContaining(readable);
        client.transport().close();
        server.close();
        loop.runUntilComplete(server.waitClosed());
        assertThatThrownBy(() -> connect(loop, name))
                .cause()
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining(readable);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    @Tag("X6")
    void anAbstractNameMayUseAllTheRoomAndNoMore(EventLoop loop) {
        String prefix = uniqueAbstract("");
        String longest = prefix + "x".repeat(ROOM - prefix.length());
        assertEchoes(loop, longest);
        assertThatThrownBy(() -> serve(loop, longest + "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("too long");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    @Tag("X6")
    void pythonReachesAnAbstractName(EventLoop loop) throws IOException {
        String name = uniqueAbstract("python");
        String script = """
            s = socket.socket(socket.AF_UNIX)
            s.connect("\\0" + sys.argv[1])
            s.sendall(b"from python")
            print(s.recv(100).decode())
            """;
        Server server = serve(loop, name);
        try (Program python = Program.python(script, name.substring(1))) {
            assertThat(loop.runUntilComplete(python.rest())).isEqualTo("from python");
        }
        server.close();
        loop.runUntilComplete(server.waitClosed());
    }
}
