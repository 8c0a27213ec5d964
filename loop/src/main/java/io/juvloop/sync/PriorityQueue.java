package io.juvloop.sync;

import java.util.Comparator;
import java.util.Objects;

/// A [Queue] that gives the least item first; of equal ones, any.
///
/// Threads, fairness and cancellation: see the [package][io.juvloop.sync]. See
/// [asyncio.PriorityQueue](https://docs.python.org/3.13/library/asyncio-queue.html#priority-queue).
///
/// @param <T> the type of its items, which are not null
public final class PriorityQueue<T> extends Queue<T> {
    /// Makes a queue without bound, of items that compare themselves.
    public PriorityQueue() {
        this(0);
    }

    /// Makes a queue of items that compare themselves.
    ///
    /// @param maxSize how many items it holds at most; zero and less are without bound
    public PriorityQueue(int maxSize) {
        super(maxSize, new java.util.PriorityQueue<>());
    }

    /// Makes a queue.
    ///
    /// @param maxSize how many items it holds at most; zero and less are without bound
    /// @param order which item is less than which
    public PriorityQueue(int maxSize, Comparator<? super T> order) {
        super(maxSize, new java.util.PriorityQueue<>(Objects.requireNonNull(order, "the order is null")));
    }
}
