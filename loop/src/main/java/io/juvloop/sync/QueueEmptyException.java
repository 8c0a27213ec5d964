package io.juvloop.sync;

import java.io.Serial;

/// There is nothing to get [at once][Queue#getNoWait]. asyncio's `QueueEmpty`.
///
/// Any thread. Immutable.
public final class QueueEmptyException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    QueueEmptyException() {
        super("the queue is empty");
    }
}
