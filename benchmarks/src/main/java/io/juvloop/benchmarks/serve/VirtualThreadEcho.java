package io.juvloop.benchmarks.serve;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import javax.net.ServerSocketFactory;

/// The echo server in blocking style: a virtual thread per connection, which reads into an array of its own and
/// writes it back. The arrays are smaller than the other peers' shared buffer because there is one for each
/// connection.
final class VirtualThreadEcho implements EchoServer {
    private static final int ARRAY_BYTES = 64 * 1024;

    private final ServerSocketFactory sockets;

    /// @param sockets plain ones or those of TLS, whose handshake is in the first read
    VirtualThreadEcho(ServerSocketFactory sockets) {
        this.sockets = sockets;
    }

    @Override
    public InetSocketAddress start(InetSocketAddress address) throws IOException {
        ServerSocket listener = sockets.createServerSocket();
        listener.bind(address, BACKLOG);
        Thread.ofPlatform().name("accept").start(() -> accept(listener));
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    private static void accept(ServerSocket listener) {
        try {
            while (true) {
                Socket socket = listener.accept();
                Thread.ofVirtual().start(() -> echo(socket));
            }
        } catch (IOException e) {
            throw new IllegalStateException("the listener failed", e);
        }
    }

    static void echo(Socket connection) {
        try (Socket socket = connection) {
            socket.setTcpNoDelay(true);
            byte[] bytes = new byte[ARRAY_BYTES];
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                out.write(bytes, 0, count);
            }
        } catch (IOException e) {
            System.err.println("connection lost: " + e.getMessage());
        }
    }
}
