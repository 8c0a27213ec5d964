package io.juvloop.examples;

import io.juvloop.Protocol;
import io.juvloop.Transport;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Echo with a protocol: sends received data back, and reads no faster than the peer accepts it.
///
/// `make run ARGS="echo --style protocol --port 9000"`
///
/// Loop thread only; one for each connection.
final class EchoProtocol implements Protocol {
    private @Nullable Transport transport;

    @Override
    public void connectionMade(Transport made) {
        transport = made;
    }

    @Override
    public void dataReceived(ByteBuffer data) {
        transport().write(data);
    }

    @Override
    public void pauseWriting() {
        transport().pauseReading();
    }

    @Override
    public void resumeWriting() {
        transport().resumeReading();
    }

    private Transport transport() {
        Transport made = transport;
        if (made == null) {
            throw new IllegalStateException("not connected");
        }
        return made;
    }
}
