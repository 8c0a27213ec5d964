package io.juvloop.testing;

import io.juvloop.Protocol;
import java.nio.ByteBuffer;

/// A [Protocol] that records its calls; extended by tests that need to answer.
///
/// Loop thread only.
public non-sealed class RecordingProtocol extends Recording implements Protocol {
    @Override
    public void dataReceived(ByteBuffer data) {
        byte[] bytes = new byte[data.remaining()];
        data.duplicate().get(bytes);
        recordData(bytes);
    }
}
