package io.juvloop.task.stress;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.Protocol;
import io.juvloop.Server;
import io.juvloop.Transport;
import io.juvloop.testing.Loopback;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

/// A connection to an echo server of the same loop, over which many tasks send requests and receive their
/// answers in order.
///
/// Loop thread only.
final class EchoLine implements Protocol {
    private final EventLoop loop;
    private final Server server;
    private final Transport transport;
    private final Queue<CompletableFuture<Byte>> waiting = new ArrayDeque<>();

    /// Connects, before the loop runs.
    EchoLine(EventLoop loop) {
        this.loop = loop;
        this.server = Loopback.serve(loop, Echo::new);
        this.transport = Loopback.connect(loop, () -> this, server).transport();
    }

    /// Sends a number and waits until it is sent back.
    void ask(int number) {
        CompletableFuture<Byte> answer = loop.createFuture();
        waiting.add(answer);
        transport.write(new byte[] {(byte) number});
        assertThat(Async.await(answer)).isEqualTo((byte) number);
    }

    @Override
    public void dataReceived(ByteBuffer data) {
        while (data.hasRemaining()) {
            waiting.remove().complete(data.get()); // a cancelled future ignores it
        }
    }

    void close() {
        transport.close();
        server.close();
    }

    private static final class Echo implements Protocol {
        private Transport transport;

        @Override
        public void connectionMade(Transport connection) {
            transport = connection;
        }

        @Override
        public void dataReceived(ByteBuffer data) {
            transport.write(data);
        }
    }
}
