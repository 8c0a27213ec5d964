package io.juvloop.sync;

import io.juvloop.internal.core.Deadline;
import io.juvloop.internal.task.LoopBinding;
import io.juvloop.internal.task.WaiterList;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Hands items from the tasks that put them to those that get them: first in, first out.
///
/// A full queue makes those wait who put, an empty one those who get. With [#join] one waits until everything
/// that was put has been dealt with, as [#taskDone] tells; [#shutdown] tells both sides that it is over.
///
/// An item that came for a task which waits stays in the queue until that task runs, a turn later: [#size]
/// counts it, and [#getNoWait] takes it, because it does not wait and so needs no turn. Then the task waits on,
/// in its old place. [#get] takes its turn. The same goes for room, [#putNoWait] and [#put].
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

    /// Makes a queue without bound.
    public Queue() {
        this(0);
    }

    /// Makes a queue.
    ///
    /// @param maxSize how many items it holds at most; zero and less are without bound
    public Queue(int maxSize) {
        this(maxSize, new ArrayDeque<>());
    }

    /// @param items decides on the order
    Queue(int maxSize, java.util.Queue<T> items) {
        this.maxSize = maxSize;
        this.items = items;
    }

    // --- Putting

    /// Puts an item, once there is room. asyncio's `put(item)`.
    ///
    /// @param item what to put
    /// @throws QueueShutDownException if the queue is shut down, before or meanwhile; then it was not put
    /// @throws java.util.concurrent.CancellationException if the task is cancelled; then it was not put
    /// @throws IllegalStateException outside a task of the loop
    public final void put(T item) {
        boolean _ = putUntil(item, Deadline.NEVER);
    }

    /// Puts an item, once there is room.
    ///
    /// @param item what to put
    /// @param timeout how long to wait at most
    /// @throws TimeoutException if there was no room in time; then it was not put
    /// @throws QueueShutDownException if the queue is shut down, before or meanwhile; then it was not put
    /// @throws java.util.concurrent.CancellationException if the task is cancelled; then it was not put
    /// @throws IllegalStateException outside a task of the loop
    public final void put(T item, Duration timeout) throws TimeoutException {
        if (!putUntil(item, Deadline.after(timeout))) {
            throw Timeouts.expired(timeout, "room in a queue");
        }
    }

    /// Puts an item if there is room. asyncio's `put_nowait(item)`.
    ///
    /// @param item what to put
    /// @throws QueueFullException if there is none
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

    private boolean putUntil(T item, long when) {
        binding.requireTask();
        Objects.requireNonNull(item, "the item is null");
        requireOpen();
        if (isFull() || putters.isContended()) {
            return putInTurn(item, when);
        }
        add(item);
        return true;
    }

    private boolean putInTurn(T item, long when) {
        long ticket = putters.ticket();
        try {
            while (putters.await(ticket, when)) {
                requireOpen();
                if (!isFull() && !putters.isBehind(ticket)) {
                    add(item);
                    return true;
                }
                admitPutters();
            }
            return false;
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

    /// Takes the next item, once there is one. asyncio's `get()`.
    ///
    /// @return the item
    /// @throws QueueShutDownException if the queue is shut down, before or meanwhile, and is empty
    /// @throws java.util.concurrent.CancellationException if the task is cancelled; then nothing was taken
    /// @throws IllegalStateException outside a task of the loop
    public final T get() {
        return Objects.requireNonNull(getUntil(Deadline.NEVER));
    }

    /// Takes the next item, once there is one.
    ///
    /// @param timeout how long to wait at most
    /// @return the item
    /// @throws TimeoutException if there was none in time
    /// @throws QueueShutDownException if the queue is shut down, before or meanwhile, and is empty
    /// @throws java.util.concurrent.CancellationException if the task is cancelled; then nothing was taken
    /// @throws IllegalStateException outside a task of the loop
    public final T get(Duration timeout) throws TimeoutException {
        T item = getUntil(Deadline.after(timeout));
        if (item == null) {
            throw Timeouts.expired(timeout, "an item of a queue");
        }
        return item;
    }

    /// Takes the next item, if there is one. asyncio's `get_nowait()`.
    ///
    /// @return the item
    /// @throws QueueEmptyException if there is none
    /// @throws QueueShutDownException if there is none and the queue is shut down
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

    // --- Turns

    /// Promises every item to a task that waits for one, as long as there are both.
    private void admitGetters() {
        boolean more = true;
        while (more && (shutDown || items.size() > getters.promised())) {
            more = getters.wakeNext();
        }
    }

    /// The same with room.
    private void admitPutters() {
        boolean more = true;
        while (more && (shutDown || maxSize - items.size() > putters.promised())) {
            more = putters.wakeNext();
        }
    }

    // --- Being done

    /// Tells that an item which was taken has been dealt with. asyncio's `task_done()`.
    ///
    /// @throws IllegalStateException if that was told of every item already
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
    public final void join() {
        boolean _ = joinUntil(Deadline.NEVER);
    }

    /// Waits until [#taskDone] was called for every item that was put.
    ///
    /// @param timeout how long to wait at most
    /// @throws TimeoutException if it was not in time
    /// @throws java.util.concurrent.CancellationException if the task is cancelled
    /// @throws IllegalStateException outside a task of the loop
    public final void join(Duration timeout) throws TimeoutException {
        if (!joinUntil(Deadline.after(timeout))) {
            throw Timeouts.expired(timeout, "the items of a queue");
        }
    }

    private boolean joinUntil(long when) {
        binding.requireTask();
        return unfinished == 0 || joiners.await(when);
    }

    private void wakeJoiners() {
        if (unfinished == 0) {
            joiners.wakeAll();
        }
    }

    /// Ends it: from now on nothing can be put, and who waits to put is refused; what is in it can still be got,
    /// then who gets is refused. asyncio's `shutdown()`.
    public final void shutdown() {
        shutdown(false);
    }

    /// Ends it, see [#shutdown()]. asyncio's `shutdown(immediate)`.
    ///
    /// @param immediate whether to drop what is in it, as if that had been taken and [done][#taskDone]
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

    // --- Looking

    /// How many items are in it. Any thread. asyncio's `qsize()`.
    ///
    /// @return also those that came for a task which has not run since
    public final int size() {
        return items.size();
    }

    /// How many items it holds at most. Any thread. asyncio's `maxsize`.
    ///
    /// @return zero and less are without bound
    public final int maxSize() {
        return maxSize;
    }

    /// Whether nothing is in it. Any thread. asyncio's `empty()`.
    ///
    /// @return true if [#getNoWait] would refuse
    public final boolean isEmpty() {
        return items.isEmpty();
    }

    /// Whether there is no room. Any thread. asyncio's `full()`.
    ///
    /// @return true if [#putNoWait] would refuse
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
