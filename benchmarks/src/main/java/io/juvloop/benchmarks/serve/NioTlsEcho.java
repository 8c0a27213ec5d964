package io.juvloop.benchmarks.serve;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/// The echo server over TLS on nothing but the JDK, as fast as a hand can make it: a selector, one thread, its
/// engine, and memory that all connections share. Handshakes are computed where they come.
final class NioTlsEcho implements EchoServer, SelectorThread.Connections {
    private final SSLContext context;
    private final NioTlsConnection.Memory memory = new NioTlsConnection.Memory();

    NioTlsEcho(SSLContext context) {
        this.context = context;
    }

    @Override
    public InetSocketAddress start(InetSocketAddress address) throws IOException {
        return SelectorThread.start("nio-tls-echo", address, this);
    }

    @Override
    public Object accepted() throws IOException {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        engine.beginHandshake();
        return new NioTlsConnection(engine, memory);
    }

    @Override
    public void ready(SelectionKey key) throws IOException {
        ((NioTlsConnection) key.attachment()).ready(key);
    }
}
