package io.juvloop.sync;

import io.juvloop.Suspends;
import io.juvloop.internal.core.Deadline;
import io.juvloop.internal.task.LoopBinding;
import io.juvloop.internal.task.WaiterList;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// A queue that passes items from producing to consuming tasks: first in, first out.
///
/// A task that puts waits while the queue is full, a task that gets while it is empty. [#join] waits until
/// every item that was put has been processed, which consumers report by [#taskDone]; [#shutdown] ends the
/// queue for both sides.
///
/// An item promised to a waiting task stays in the queue until that task runs, in a later step: [#size] counts
/// it, and [#getNoWait] can take it, because it does not wait. The task then waits on, in its old place. [#get]
/// waits in order. The same holds for free places, [#putNoWait] and [#put].
///
/// Threads, fairness and cancellation: see the [package][io.juvloop.sync]. See
/// [asyncio.Queue](https://docs.python.org/3.13/library/asyncio-queue.html#queue).
///
/// @param <T> the type of its items, which are not null
public sealed class Queue<T> permits PriorityQueue, LifoQueue {
    private final LoopBinding binding = new LoopBinding();
    private final WaiterList getters = new WaiterList();
    private final WaiterList putters = new WaiterList();
    private final WaiterList joiners = new WaiterList();
    private final java.util.Queue<T> items;
    private final int maxSize;
    private long unfinished;
    private boolean shutDown;

    /// Creates an unbounded queue.
    public Queue() {
        this(0);
    }

    /// Creates a queue.
    ///
    /// @param maxSize the most items it holds; unbounded if zero or less
    public Queue(int maxSize) {
        this(maxSize, new ArrayDeque<>());
    }

    /// @param items holds the items and defines their order
    Queue(int maxSize, java.util.Queue<T> items) {
        this.maxSize = maxSize;
        this.items = items;
    }

    // --- Putting

    /// Puts an item, and waits while the queue is full. asyncio's `put(item)`.
    ///
    /// @param item the item
    /// @throws QueueShutDownException if the queue is shut down, before or meanwhile; then the item is not put
    /// @throws java.util.concurrent.CancellationException if the task is cancelled; then the item is not put
    /// @throws IllegalStateException outside a task of the loop
    @Suspends
    public final void put(T item) {
        binding.requireTask();
        Objects.requireNonNull(item, "the item is null");
        requireOpen();
        if (isFull() || putters.isContended()) {
            putInTurn(item);
        } else {
            add(item);
        }
    }

    /// Puts an item without waiting. asyncio's `put_nowait(item)`.
    ///
    /// @param item the item
    /// @throws QueueFullException if the queue is full
    /// @throws QueueShutDownException if the queue is shut down
    public final void putNoWait(T item) {
        binding.require();
        Objects.requireNonNull(item, "the item is null");
        requireOpen();
        if (isFull()) {
            throw new QueueFullException();
        }
        add(item);
    }

    private void putInTurn(T item) {
        long ticket = putters.ticket();
        try {
            boolean isPut = false;
            while (!isPut) {
                boolean _ = putters.await(ticket, Deadline.NEVER);
                requireOpen();
                if (isFull() || putters.isBehind(ticket)) {
                    admitPutters();
                } else {
                    add(item);
                    isPut = true;
                }
            }
        } finally {
            admitPutters();
        }
    }

    private void requireOpen() {
        if (shutDown) {
            throw new QueueShutDownException();
        }
    }

    private void add(T item) {
        items.add(item);
        unfinished++;
        admitGetters();
    }

    // --- Getting

    /// Takes the next item, and waits while the queue is empty. asyncio's `get()`.
    ///
    /// @return the item
    /// @throws QueueShutDownException if the queue is shut down, before or meanwhile, and is empty
    /// @throws java.util.concurrent.CancellationException if the task is cancelled; then no item is taken
    /// @throws IllegalStateException outside a task of the loop
    @Suspends
    public final T get() {
        return Objects.requireNonNull(getUntil(Deadline.NEVER));
    }

    /// Takes the next item, and waits for a limited time while the queue is empty.
    ///
    /// @param timeout the longest time to wait
    /// @return the item
    /// @throws TimeoutException if there was no item in time
    /// @throws QueueShutDownException if the queue is shut down, before or meanwhile, and is empty
    /// @throws java.util.concurrent.CancellationException if the task is cancelled; then no item is taken
    /// @throws IllegalStateException outside a task of the loop
    @Suspends
    public final T get(Duration timeout) throws TimeoutException {
        T item = getUntil(Deadline.after(timeout));
        if (item == null) {
            throw Timeouts.expired(timeout, "an item of a queue");
        }
        return item;
    }

    /// Takes the next item without waiting. asyncio's `get_nowait()`.
    ///
    /// @return the item
    /// @throws QueueEmptyException if the queue is empty
    /// @throws QueueShutDownException if the queue is empty and shut down
    public final T getNoWait() {
        binding.require();
        if (items.isEmpty()) {
            requireOpen();
            throw new QueueEmptyException();
        }
        return take();
    }

    private @Nullable T getUntil(long when) {
        binding.requireTask();
        if (items.isEmpty()) {
            requireOpen();
        } else if (!getters.isContended()) {
            return take();
        }
        return getInTurn(when);
    }

    private @Nullable T getInTurn(long when) {
        long ticket = getters.ticket();
        try {
            while (getters.await(ticket, when)) {
                if (items.isEmpty()) {
                    requireOpen();
                } else if (!getters.isBehind(ticket)) {
                    return take();
                }
                admitGetters();
            }
            return null;
        } finally {
            admitGetters();
        }
    }

    private T take() {
        T item = items.remove();
        admitPutters();
        return item;
    }

    // --- Promises

    /// Promises items to waiting consumers, as long as there are both.
    private void admitGetters() {
        boolean more = true;
        while (more && (shutDown || items.size() > getters.promised())) {
            more = getters.wakeNext();
        }
    }

    /// Promises free places to waiting producers, as long as there are both.
    private void admitPutters() {
        boolean more = true;
        while (more && (shutDown || maxSize - items.size() > putters.promised())) {
            more = putters.wakeNext();
        }
    }

    // --- Joining and shutting down

    /// Reports that an item that was taken has been processed. asyncio's `task_done()`.
    ///
    /// @throws IllegalStateException if this was reported for every item already
    public final void taskDone() {
        binding.require();
        if (unfinished == 0) {
            throw new IllegalStateException("taskDone was called more often than items were put");
        }
        unfinished--;
        wakeJoiners();
    }

    /// Waits until [#taskDone] was called for every item that was put. asyncio's `join()`.
    ///
    /// @throws java.util.concurrent.CancellationException if the task is cancelled
    /// @throws IllegalStateException outside a task of the loop
    @Suspends
    public final void join() {
        binding.requireTask();
        if (unfinished > 0) {
            boolean _ = joiners.await(Deadline.NEVER);
        }
    }

    private void wakeJoiners() {
        if (unfinished == 0) {
            joiners.wakeAll();
        }
    }

    /// Shuts the queue down: from now on putting throws, also for waiting producers; the remaining items can
    /// still be taken, then getting throws. asyncio's `shutdown()`.
    public final void shutdown() {
        shutdown(false);
    }

    /// Shuts the queue down, see [#shutdown()]. asyncio's `shutdown(immediate)`.
    ///
    /// @param immediate whether to drop the remaining items, as if they had been taken and [done][#taskDone]
    public final void shutdown(boolean immediate) {
        binding.require();
        shutDown = true;
        if (immediate) {
            unfinished = Math.max(0, unfinished - items.size());
            items.clear();
            wakeJoiners();
        }
        admitGetters();
        admitPutters();
    }

    // --- State

    /// Returns the number of items in the queue. Any thread. asyncio's `qsize()`.
    ///
    /// @return the number, including items promised to a task that has not run since
    public final int size() {
        return items.size();
    }

    /// Returns the largest number of items in the queue. Any thread. asyncio's `maxsize`.
    ///
    /// @return the limit; zero or less means unbounded
    public final int maxSize() {
        return maxSize;
    }

    /// Whether the queue is empty. Any thread. asyncio's `empty()`.
    ///
    /// @return true if [#getNoWait] would throw
    public final boolean isEmpty() {
        return items.isEmpty();
    }

    /// Whether the queue is full. Any thread. asyncio's `full()`.
    ///
    /// @return true if [#putNoWait] would throw
    public final boolean isFull() {
        return maxSize > 0 && items.size() >= maxSize;
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + "[size=" + items.size() + ", maxSize=" + maxSize + ", getters="
                + getters.waiting() + ", putters=" + putters.waiting() + ", unfinished=" + unfinished
                + (shutDown ? ", shut down]" : "]");
    }
}
