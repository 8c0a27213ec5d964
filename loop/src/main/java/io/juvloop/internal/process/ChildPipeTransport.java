package io.juvloop.internal.process;

import io.juvloop.bindings.UvPipe;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.stream.StreamDirection;
import io.juvloop.internal.stream.StreamTransport;

/// Our end of one of a child's pipes, in the direction that the child's descriptor has: its input is written
/// to, its output and errors are read, and further ones go both ways. What a child writes to where it should
/// read is nobody's business; that it closes it is.
///
/// The child is told of its loss whatever the protocol is by then.
///
/// Loop thread only. Lives from the child's start to the loss of the pipe; its methods answer for ever.
final class ChildPipeTransport extends StreamTransport {
    private static final int STDIN = 0;
    private static final int STDERR = 2;

    private final LoopCore core;
    private final ChildTransport child;
    private final int fd;
    private final StreamDirection direction;

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

    /// The end of what a child says is the end of the pipe, unless something else can be said to it. A child that
    /// closes its input will not read what is still to be written.
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
            child.pipeLost(fd, lossCause());
        }
    }

    @Override
    protected String name() {
        return "pipe " + fd + " of " + child;
    }
}
