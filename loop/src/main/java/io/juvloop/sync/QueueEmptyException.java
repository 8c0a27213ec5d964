package io.juvloop.sync;

import java.io.Serial;

/// Thrown by [Queue#getNoWait] if the queue is empty. asyncio's `QueueEmpty`.
///
/// Any thread. Immutable.
public final class QueueEmptyException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    QueueEmptyException() {
        super("the queue is empty");
    }
}
