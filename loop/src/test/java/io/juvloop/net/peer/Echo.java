package io.juvloop.net.peer;

import io.juvloop.testing.RecordingProtocol;
import java.nio.ByteBuffer;

/// Sends back the bytes that it receives.
public class Echo extends RecordingProtocol {
    @Override
    public void dataReceived(ByteBuffer data) {
        super.dataReceived(data);
        transport().write(data);
    }
}
