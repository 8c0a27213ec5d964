package io.juvloop.sync;

import java.io.Serial;

/// A queue was [shut down][Queue#shutdown]: nothing can be put any more, or nothing is left to get. asyncio's
/// `QueueShutDown`.
///
/// Any thread. Immutable.
public final class QueueShutDownException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    QueueShutDownException() {
        super("the queue was shut down");
    }
}
