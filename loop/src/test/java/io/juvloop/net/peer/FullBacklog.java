package io.juvloop.net.peer;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/// A TCP listener whose queue is full and that never accepts: connecting to it neither succeeds nor fails. It is
/// what an address behind a silent firewall is, without leaving this host.
public final class FullBacklog implements AutoCloseable {
    private static final int ENOUGH = 64;
    private static final int PATIENCE_MILLIS = 100;

    private final ServerSocket listener;
    private final List<Socket> waiting = new ArrayList<>();

    private FullBacklog(ServerSocket listener) {
        this.listener = listener;
    }

    /// A black hole at an address; a system whose listeners refuse or take everything skips the test.
    ///
    /// @param port 0 for any
    public static FullBacklog at(String address, int port) throws IOException {
        ServerSocket listener = new ServerSocket();
        listener.bind(new InetSocketAddress(InetAddress.ofLiteral(address), port), 1);
        FullBacklog hole = new FullBacklog(listener);
        while (hole.waiting.size() < ENOUGH) {
            if (!hole.takesAnother()) {
                return hole;
            }
        }
        hole.close();
        return abort("the queue of a listener is never full on this system");
    }

    private boolean takesAnother() throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(listener.getLocalSocketAddress(), PATIENCE_MILLIS);
            waiting.add(socket);
            return true;
        } catch (SocketTimeoutException full) {
            socket.close();
            return false;
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : waiting) {
            socket.close();
        }
        listener.close();
    }
}
