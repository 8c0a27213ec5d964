package io.juvloop.examples;

import io.juvloop.EventLoop;
import io.juvloop.Protocol;
import io.juvloop.Transport;
import java.nio.ByteBuffer;

/// Sends back what it receives; one object for each connection.
final class ReadmeEcho implements Protocol {
    private Transport transport;

    @Override
    public void connectionMade(Transport made) {
        transport = made;
    }

    @Override
    public void dataReceived(ByteBuffer data) {
        transport.write(data);
    }

    static void main() {
        try (EventLoop loop = EventLoop.create()) {
            loop.runUntilComplete(loop.createServer(ReadmeEcho::new, "127.0.0.1", 9000));
            loop.runForever();
        }
    }
}
