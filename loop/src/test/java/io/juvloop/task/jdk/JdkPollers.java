package io.juvloop.task.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/// The descriptors that the JDK opens when the first virtual thread waits for a socket, and keeps for the life
/// of the process.
final class JdkPollers {
    private JdkPollers() {}

    /// Makes the JDK open them now.
    static void start() throws IOException, InterruptedException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread accepting = Thread.startVirtualThread(() -> acceptAndReadToTheEnd(server));
            while (accepting.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            try (Socket socket = new Socket(server.getInetAddress(), server.getLocalPort())) {
                socket.getOutputStream().write(1);
            }
            accepting.join();
        }
    }

    private static void acceptAndReadToTheEnd(ServerSocket server) {
        try (Socket socket = server.accept()) {
            assertThat(socket.getInputStream().readAllBytes()).hasSize(1);
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }
}
