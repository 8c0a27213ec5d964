package io.juvloop.sync;

import java.io.Serial;

/// There is no room to put something [at once][Queue#putNoWait]. asyncio's `QueueFull`.
///
/// Any thread. Immutable.
public final class QueueFullException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    QueueFullException() {
        super("the queue is full");
    }
}
