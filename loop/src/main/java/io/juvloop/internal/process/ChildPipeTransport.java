package io.juvloop.internal.process;

import io.juvloop.bindings.UvPipe;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.stream.StreamDirection;
import io.juvloop.internal.stream.StreamTransport;

/// The parent's end of one of a child's pipes, in the direction of the child's descriptor: its input is
/// written, its output and errors are read, and further pipes are two-way. Data that a child writes to its
/// input is ignored, but closing its input is noticed.
///
/// The subprocess protocol is notified of the loss of the pipe, whichever protocol the pipe has by then.
///
/// Loop thread only. Lives from the child's start to the loss of the pipe; its methods remain callable
/// afterwards.
final class ChildPipeTransport extends StreamTransport {
    private static final int STDIN = 0;
    private static final int STDERR = 2;

    private final LoopCore core;
    private final ChildTransport child;
    private final int fd;
    private final StreamDirection direction;

    /// Whether the child's protocol has been notified of the loss, or an error has kept that from being.
    boolean isLossReported;

    ChildPipeTransport(LoopCore core, UvPipe pipe, ChildTransport child, int fd) {
        super(core, pipe, new PipeEvents(child, fd), directionOf(fd), null);
        this.core = core;
        this.child = child;
        this.fd = fd;
        this.direction = directionOf(fd);
    }

    private static StreamDirection directionOf(int fd) {
        if (fd == STDIN) {
            return StreamDirection.WRITE;
        }
        return fd <= STDERR ? StreamDirection.READ : StreamDirection.BOTH;
    }

    /// The end of a child's output closes the pipe, unless the pipe can still be written. A child that closes
    /// its input will not read the data still to be written.
    @Override
    protected void endOfStream() {
        if (direction == StreamDirection.WRITE) {
            endOfWriting();
        } else {
            super.endOfStream();
        }
    }

    @Override
    protected void detach() {
        super.detach();
        if (!core.isClosed()) {
            child.pipeLost(this, fd, lossCause());
        }
    }

    @Override
    protected String name() {
        return "pipe " + fd + " of " + child;
    }
}
