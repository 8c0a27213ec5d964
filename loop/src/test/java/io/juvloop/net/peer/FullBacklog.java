package io.juvloop.net.peer;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/// A TCP listener whose queue is full and that never accepts: connecting to it neither succeeds nor fails. It
/// simulates an address behind a silent firewall on this host.
public final class FullBacklog implements AutoCloseable {
    private static final int ENOUGH = 64;
    private static final int PATIENCE_MILLIS = 100;

    private final ServerSocket listener;
    private final List<Socket> waiting;

    private FullBacklog(ServerSocket listener, List<Socket> waiting) {
        this.listener = listener;
        this.waiting = waiting;
    }

    /// A black hole at an address; skips the test on a system whose listeners refuse or accept every
    /// connection.
    ///
    /// @param port 0 for any
    public static FullBacklog at(String address, int port) throws IOException {
        ServerSocket listener = new ServerSocket();
        listener.bind(new InetSocketAddress(InetAddress.ofLiteral(address), port), 1);
        FullBacklog hole = new FullBacklog(listener, waitingAt(listener.getLocalSocketAddress()));
        if (hole.waiting.size() < ENOUGH) {
            return hole;
        }
        hole.close();
        return abort("the queue of a listener is never full on this system");
    }

    /// Connects to a listener that does not accept until its queue is full, and disconnects.
    ///
    /// @return the number of connections that it took
    public static int fill(SocketAddress listener) throws IOException {
        List<Socket> taken = waitingAt(listener);
        for (Socket socket : taken) {
            socket.close();
        }
        return taken.size();
    }

    private static List<Socket> waitingAt(SocketAddress listener) throws IOException {
        List<Socket> taken = new ArrayList<>();
        while (taken.size() < ENOUGH) {
            Socket socket = new Socket();
            try {
                socket.connect(listener, PATIENCE_MILLIS);
                taken.add(socket);
            } catch (SocketTimeoutException full) {
                socket.close();
                break;
            }
        }
        return taken;
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
