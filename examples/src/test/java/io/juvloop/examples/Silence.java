package io.juvloop.examples;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/// A port that never answers, as behind a firewall: its queue of connections is full. That works on Linux; other
/// systems refuse the connection instead.
///
/// One thread.
final class Silence implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 300;
    private static final int MOST = 20;

    private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final List<Socket> queued = new ArrayList<>();

    Silence() throws IOException {
        boolean answered = true;
        while (answered) {
            answered = fill();
        }
    }

    private boolean fill() throws IOException {
        Socket socket = new Socket();
        queued.add(socket);
        try {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port()), PATIENCE_MILLIS);
        } catch (SocketTimeoutException silent) {
            return false;
        }
        if (queued.size() > MOST) {
            throw new IOException("the queue is never full");
        }
        return true;
    }

    int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : queued) {
            socket.close();
        }
        server.close();
    }
}
