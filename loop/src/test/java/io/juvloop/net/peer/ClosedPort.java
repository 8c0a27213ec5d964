package io.juvloop.net.peer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/// A port of 127.0.0.1 without a listener, which no other process can take meanwhile.
public final class ClosedPort implements AutoCloseable {
    private final Socket holder = new Socket();

    public ClosedPort() throws IOException {
        holder.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
    }

    public int number() {
        return holder.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        holder.close();
    }
}
