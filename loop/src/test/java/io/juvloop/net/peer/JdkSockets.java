package io.juvloop.net.peer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// For tests with a peer on the JDK's sockets: these open descriptors for the life of the process at their first
/// use, which must not look like a leak of the test.
public final class JdkSockets implements BeforeAllCallback {
    /// A blocking socket connected to a port of this host.
    public static Socket connect(int port) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), port);
    }

    /// Closes with a reset.
    public static void reset(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        try (ServerSocketChannel channel = ServerSocketChannel.open();
                ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket client = new Socket(listener.getInetAddress(), listener.getLocalPort());
                Socket accepted = listener.accept()) {
            client.shutdownOutput();
            if (accepted.getInputStream().read() >= 0 || !channel.isOpen()) {
                throw new IllegalStateException("loopback is broken");
            }
        }
    }
}
