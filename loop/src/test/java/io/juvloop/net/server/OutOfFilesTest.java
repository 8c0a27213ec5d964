package io.juvloop.net.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.net.peer.ChildJvm;
import io.juvloop.net.peer.JdkSockets;
import io.juvloop.net.peer.Program;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// A server whose process may open no more files, which must be a separate process: [OutOfFilesMain].
@DisabledOnOs(OS.WINDOWS)
class OutOfFilesTest {
    private static final List<String> LIMITED = List.of("sh", "-c", "ulimit -n 100 && exec \"$@\"", "sh");

    @Test
    void theListenerSurvivesThatNoFilesAreFreeAndServesAgainWhenSomeAre() throws IOException {
        try (Program server = Program.start(ChildJvm.command(LIMITED, OutOfFilesMain.class))) {
            int port = Integer.parseInt(server.line());
            assertThat(echo(port)).isEqualTo("echo");
            assertThat(server.line()).startsWith("exhausted");
            for (int i = 0; i < 5; i++) {
                assertThat(echo(port)).as("turned away, not left waiting").isEmpty();
            }
            server.feed("");
            assertThat(server.line()).isEqualTo("connect: EMFILE");
            assertThat(server.line()).isEqualTo("serve: EMFILE");
            assertThat(server.line()).isEqualTo("freed");
            assertThat(echo(port)).isEqualTo("echo");
            assertThat(server.rest().join()).isEqualTo("closed");
        }
    }

    /// The answer of an echo server; empty if it hangs up.
    private static String echo(int port) throws IOException {
        try (Socket socket = JdkSockets.connect(port)) {
            socket.getOutputStream().write("echo".getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (SocketException hungUp) {
            return "";
        }
    }
}
