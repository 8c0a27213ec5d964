package io.juvloop.sync;

import java.util.ArrayDeque;
import java.util.Collections;

/// A [Queue] that gives the newest item first.
///
/// Threads, fairness and cancellation: see the [package][io.juvloop.sync]. See
/// [asyncio.LifoQueue](https://docs.python.org/3.13/library/asyncio-queue.html#lifo-queue).
///
/// @param <T> the type of its items, which are not null
public final class LifoQueue<T> extends Queue<T> {
    /// Makes a queue without bound.
    public LifoQueue() {
        this(0);
    }

    /// Makes a queue.
    ///
    /// @param maxSize how many items it holds at most; zero and less are without bound
    public LifoQueue(int maxSize) {
        super(maxSize, Collections.asLifoQueue(new ArrayDeque<>()));
    }
}
