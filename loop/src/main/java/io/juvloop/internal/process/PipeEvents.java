package io.juvloop.internal.process;

import io.juvloop.Protocol;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// The protocol of one of a child's pipes, which tells the child's protocol.
///
/// Called on the loop's thread.
final class PipeEvents implements Protocol {
    private static final int STDIN = 0;

    private final ChildTransport child;
    private final int fd;

    PipeEvents(ChildTransport child, int fd) {
        this.child = child;
        this.fd = fd;
    }

    /// What a child writes to where it should read is nobody's business; that it closes it is.
    @Override
    public void dataReceived(ByteBuffer data) {
        if (fd != STDIN) {
            child.pipeDataReceived(fd, data);
        }
    }

    @Override
    public void connectionLost(@Nullable Throwable cause) {
        child.pipeLost(fd, cause);
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
