package io.juvloop.sync;

import java.io.Serial;

/// Thrown if a queue was [shut down][Queue#shutdown], so that no item can be put, or none is left to get.
/// asyncio's `QueueShutDown`.
///
/// Any thread. Immutable.
public final class QueueShutDownException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    QueueShutDownException() {
        super("the queue was shut down");
    }
}
