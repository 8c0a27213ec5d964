package io.juvloop.benchmarks.serve;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import org.jspecify.annotations.Nullable;

/// One connection of [NioTlsEcho]: an engine, the part of a record that has come, and records that the kernel did not
/// take. While there are some of those it is not read.
final class NioTlsConnection {
    /// What all connections compute in. Arrays, on which the JDK's engine is faster than on native memory.
    static final class Memory {
        private static final int RECORD = 17 * 1024;

        final ByteBuffer arrived = ByteBuffer.allocate(EchoServer.READ_BYTES);
        final ByteBuffer plaintext = ByteBuffer.allocate(RECORD);
        final ByteBuffer leaving = ByteBuffer.allocate(2 * EchoServer.READ_BYTES);
    }

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SSLEngine engine;
    private final Memory memory;
    private @Nullable ByteBuffer part;
    private @Nullable ByteBuffer unsent;
    private boolean closed;

    NioTlsConnection(SSLEngine engine, Memory memory) {
        this.engine = engine;
        this.memory = memory;
    }

    /// Reads and answers, or sends what is left.
    void ready(SelectionKey key) throws IOException {
        SocketChannel channel = (SocketChannel) key.channel();
        ByteBuffer rest = unsent;
        if (rest != null) {
            channel.write(rest);
            if (!rest.hasRemaining()) {
                unsent = null;
                key.interestOps(SelectionKey.OP_READ);
            }
            return;
        }
        ByteBuffer arrived = memory.arrived.clear();
        ByteBuffer before = part;
        if (before != null) {
            arrived.put(before);
            part = null;
        }
        boolean ended = channel.read(arrived) < 0;
        memory.leaving.clear();
        if (ended) {
            close();
        } else {
            records(arrived.flip());
        }
        send(key, channel);
        if (closed) {
            channel.close();
        }
    }

    /// Answers the end of TLS, or of the stream, by this side's.
    private void close() throws IOException {
        engine.closeOutbound();
        wrap(NOTHING);
        closed = true;
    }

    private void records(ByteBuffer arrived) throws IOException {
        ByteBuffer plaintext = memory.plaintext;
        while (arrived.hasRemaining()) {
            SSLEngineResult result = engine.unwrap(arrived, plaintext.clear());
            plaintext.flip();
            while (plaintext.hasRemaining()) {
                wrap(plaintext);
            }
            if (result.getStatus() == Status.CLOSED) {
                close();
                return;
            }
            handshake(result.getHandshakeStatus());
            if (result.getStatus() != Status.OK) {
                keep(arrived);
                return;
            }
        }
    }

    private void handshake(HandshakeStatus first) throws IOException {
        HandshakeStatus status = first;
        while (true) {
            switch (status) {
                case NEED_TASK -> engine.getDelegatedTask().run();
                case NEED_WRAP -> wrap(NOTHING);
                case FINISHED -> {} // a ticket may follow
                default -> {
                    return;
                }
            }
            status = engine.getHandshakeStatus();
        }
    }

    private void wrap(ByteBuffer data) throws IOException {
        SSLEngineResult result = engine.wrap(data, memory.leaving);
        if (result.getStatus() == Status.BUFFER_OVERFLOW) {
            throw new IOException("no room for a record");
        }
    }

    private void keep(ByteBuffer arrived) {
        if (arrived.hasRemaining()) {
            part = ByteBuffer.allocate(arrived.remaining()).put(arrived).flip();
        }
    }

    private void send(SelectionKey key, SocketChannel channel) throws IOException {
        ByteBuffer leaving = memory.leaving.flip();
        if (leaving.hasRemaining()) {
            channel.write(leaving);
        }
        if (leaving.hasRemaining()) {
            unsent = ByteBuffer.allocate(leaving.remaining()).put(leaving).flip();
            key.interestOps(SelectionKey.OP_WRITE);
        }
    }
}
