package io.juvloop.internal.process;

import io.juvloop.Protocol;
import java.nio.ByteBuffer;

/// The first protocol of one of a child's pipes, which forwards data to the child's protocol; the transport
/// reports the loss.
///
/// Called on the loop's thread.
final class PipeEvents implements Protocol {
    private final ChildTransport child;
    private final int fd;

    PipeEvents(ChildTransport child, int fd) {
        this.child = child;
        this.fd = fd;
    }

    @Override
    public void dataReceived(ByteBuffer data) {
        child.pipeDataReceived(fd, data);
    }

    @Override
    public void pauseWriting() {
        child.protocol().pauseWriting();
    }

    @Override
    public void resumeWriting() {
        child.protocol().resumeWriting();
    }

    @Override
    public String toString() {
        return "pipe " + fd + " of " + child;
    }
}
