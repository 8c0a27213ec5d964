package io.juvloop.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.TaskMode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// `scan`, as a user runs it, on this machine.
class PortScannerTest {
    private static final int LAST = 300;

    /// The lowest ports that the JDK finds open; the system never assigns these automatically.
    private static List<Integer> open() {
        return IntStream.rangeClosed(1, LAST)
                .filter(PortScannerTest::isOpen)
                .boxed()
                .toList();
    }

    private static boolean isOpen(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException closed) {
            return false;
        }
    }

    private static ServerSocket listen() throws IOException {
        return new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    }

    private static void greet(ServerSocket server) {
        try (Socket client = server.accept()) {
            client.getOutputStream().write("220 at your service\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @EnabledOnOs(OS.LINUX)
    void tellsOpenClosedAndSilentPortsApart(TaskMode mode) throws Exception {
        try (ServerSocket mute = listen();
                ServerSocket greeter = listen();
                Silence silence = new Silence()) {
            Thread greeting = Thread.ofVirtual().start(() -> greet(greeter));
            List<Integer> others = open();
            String ports =
                    "1-" + LAST + "," + mute.getLocalPort() + "," + greeter.getLocalPort() + "," + silence.port();
            try (ExampleProcess scan = ExampleProcess.start(mode, "scan", "--ports", ports, "--at-once", "7")) {
                List<String> lines = scan.rest();
                assertThat(scan.errors()).isEmpty();
                assertThat(scan.exit()).isZero();
                assertThat(lines.getLast())
                        .isEqualTo(others.size() + 2 + " open, " + (LAST - others.size()) + " closed, 1 silent");
                assertThat(lines)
                        .contains("%5d open  220 at your service".formatted(greeter.getLocalPort()))
                        .contains("%5d open  ".formatted(mute.getLocalPort()))
                        .hasSize(others.size() + 3);
            }
            greeting.join();
        }
    }
}
