package io.juvloop.streams;

import io.juvloop.Async;
import io.juvloop.net.peer.Blocking;
import io.juvloop.net.peer.JdkSockets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.concurrent.CompletableFuture;

/// A peer on a socket of the JDK's, whose calls block threads of their own.
final class SocketPeer implements Peer {
    private final Socket socket;

    private SocketPeer(Socket socket) {
        this.socket = socket;
    }

    static SocketPeer connect(int port) {
        return new SocketPeer(Async.await(Blocking.call(() -> JdkSockets.connect(port))));
    }

    @Override
    public CompletableFuture<?> send(byte[] data) {
        return Blocking.run(() -> socket.getOutputStream().write(data));
    }

    @Override
    public CompletableFuture<?> sendAll(byte[] data) {
        return Blocking.run(() -> {
            socket.getOutputStream().write(data);
            socket.shutdownOutput();
        });
    }

    @Override
    public CompletableFuture<?> endSending() {
        return Blocking.run(socket::shutdownOutput);
    }

    @Override
    public CompletableFuture<byte[]> receive(int count) {
        return Blocking.call(() -> socket.getInputStream().readNBytes(count));
    }

    @Override
    public CompletableFuture<byte[]> receiveAll() {
        return Blocking.call(() -> socket.getInputStream().readAllBytes());
    }

    @Override
    public CompletableFuture<?> reset() {
        return Blocking.run(() -> JdkSockets.reset(socket));
    }

    @Override
    public SocketAddress address() {
        return socket.getLocalSocketAddress();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }
}
