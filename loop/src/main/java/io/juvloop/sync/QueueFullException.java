package io.juvloop.sync;

import java.io.Serial;

/// Thrown by [Queue#putNoWait] if the queue is full. asyncio's `QueueFull`.
///
/// Any thread. Immutable.
public final class QueueFullException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    QueueFullException() {
        super("the queue is full");
    }
}
