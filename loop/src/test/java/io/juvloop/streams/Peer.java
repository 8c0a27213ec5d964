package io.juvloop.streams;

import io.juvloop.testing.LoopChoice;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.concurrent.CompletableFuture;

/// The remote end of a stream under test: a socket of the JDK's, or on a loop without sockets another stream of it.
///
/// Inside a task.
interface Peer {
    /// Connects to a port of this host.
    static Peer connect(int port) throws IOException {
        return LoopChoice.isLibuv() ? SocketPeer.connect(port) : StreamPeer.connect(port);
    }

    /// Sends bytes, and then is done.
    CompletableFuture<?> send(byte[] data);

    /// Sends bytes, ends the stream, and then is done.
    CompletableFuture<?> sendAll(byte[] data);

    /// Sends nothing more; it may still receive.
    CompletableFuture<?> endSending();

    /// Receives a number of bytes; before that it takes little, and the stream under test has to wait.
    CompletableFuture<byte[]> receive(int count);

    /// Receives all bytes up to the end of the stream.
    CompletableFuture<byte[]> receiveAll();

    /// Ends the connection with a reset.
    CompletableFuture<?> reset();

    /// Its own address.
    SocketAddress address();

    /// Ends the connection, if it is still there.
    void close();
}
