package io.juvloop.sync;

import java.util.Comparator;
import java.util.Objects;

/// A [Queue] that returns the least item first; the order of equal items is unspecified.
///
/// Threads, fairness and cancellation: see the [package][io.juvloop.sync]. See
/// [asyncio.PriorityQueue](https://docs.python.org/3.13/library/asyncio-queue.html#priority-queue).
///
/// @param <T> the type of its items, which are not null
public final class PriorityQueue<T> extends Queue<T> {
    /// Creates an unbounded queue of items in their natural order.
    public PriorityQueue() {
        this(0);
    }

    /// Creates a queue of items in their natural order.
    ///
    /// @param maxSize the most items it holds; unbounded if zero or less
    public PriorityQueue(int maxSize) {
        super(maxSize, new java.util.PriorityQueue<>());
    }

    /// Creates a queue.
    ///
    /// @param maxSize the most items it holds; unbounded if zero or less
    /// @param order the order of the items
    public PriorityQueue(int maxSize, Comparator<? super T> order) {
        super(maxSize, new java.util.PriorityQueue<>(Objects.requireNonNull(order, "the order is null")));
    }
}
