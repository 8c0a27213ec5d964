package io.juvloop.sync;

import java.util.ArrayDeque;
import java.util.Collections;

/// A [Queue] that returns the newest item first.
///
/// Threads, fairness and cancellation: see the [package][io.juvloop.sync]. See
/// [asyncio.LifoQueue](https://docs.python.org/3.13/library/asyncio-queue.html#lifo-queue).
///
/// @param <T> the type of its items, which are not null
public final class LifoQueue<T> extends Queue<T> {
    /// Creates an unbounded queue.
    public LifoQueue() {
        this(0);
    }

    /// Creates a queue.
    ///
    /// @param maxSize the most items it holds; unbounded if zero or less
    public LifoQueue(int maxSize) {
        super(maxSize, Collections.asLifoQueue(new ArrayDeque<>()));
    }
}
