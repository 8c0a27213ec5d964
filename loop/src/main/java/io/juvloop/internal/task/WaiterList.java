package io.juvloop.internal.task;

import io.juvloop.internal.core.Deadline;
import org.jspecify.annotations.Nullable;

/// The tasks that wait for one resource, first come, first served.
///
/// When the resource becomes available, [#wakeNext] promises it to the first waiting task, which takes it when
/// it runs, in a later step. Until then the task keeps its place, [#promised] counts it, and [#isContended]
/// makes newcomers queue as well. A task that is cancelled after it was woken leaves without taking; the owner
/// of the list then promises the remaining resource to the next. So no resource is lost and no task is
/// overtaken.
///
/// Joining, waking and leaving take constant time. Loop thread only.
public final class WaiterList {
    private @Nullable ListedWaiter first;
    private @Nullable ListedWaiter last;

    /// All waits before it were woken or given up.
    private @Nullable ListedWaiter asleep;

    private long tickets;
    private int promised;

    // --- Waiting

    /// Takes a ticket, which is a place in the list that can be used more than once.
    ///
    /// @return a greater number each time
    public long ticket() {
        return tickets++;
    }

    /// Adds the running task at the end.
    ///
    /// @return its wait, for [#await]
    /// @throws IllegalStateException outside a task
    public ListedWaiter add() {
        return add(ticket(), true);
    }

    /// Adds the running task at the end, for a wait that cannot be cancelled: a request to cancel is delivered
    /// when the task has been woken.
    ///
    /// @return its wait, for [#await]
    /// @throws IllegalStateException outside a task
    public ListedWaiter addUncancellable() {
        return add(ticket(), false);
    }

    private ListedWaiter add(long ticket, boolean cancellable) {
        ListedWaiter waiter = new ListedWaiter(LoopTask.running(), ticket, cancellable);
        ListedWaiter after = last;
        if (after != null && after.ticket > ticket) {
            after = lastBefore(ticket);
        }
        link(waiter, after);
        return waiter;
    }

    /// Searches from the front, where returning tasks have their place.
    private @Nullable ListedWaiter lastBefore(long ticket) {
        ListedWaiter before = null;
        for (ListedWaiter each = first; each != null && each.ticket < ticket; each = each.next) {
            before = each;
        }
        return before;
    }

    /// Suspends a task that was added until it is woken, and removes it from the list.
    ///
    /// @param waiter the wait of the running task
    /// @param when a [Deadline]
    /// @return false if the deadline passed first
    /// @throws java.util.concurrent.CancellationException if the task is cancelled, before, meanwhile or after;
    ///   or another exception that was the reason to cancel it
    public boolean await(ListedWaiter waiter, long when) {
        try {
            if (when != Deadline.NEVER) {
                waiter.limited();
                return waiter.awaitUntil(when);
            }
            waiter.await();
            return true;
        } finally {
            leave(waiter);
        }
    }

    /// Adds the running task at a place and suspends it, see [#await(ListedWaiter, long)].
    ///
    /// @param ticket a new ticket, or the task's earlier one
    /// @param when a [Deadline]
    /// @return false if the deadline passed first
    public boolean await(long ticket, long when) {
        return await(add(ticket, true), when);
    }

    /// Adds the running task at the end and suspends it, see [#await(ListedWaiter, long)].
    ///
    /// @param when a [Deadline]
    /// @return false if the deadline passed first
    public boolean await(long when) {
        return await(ticket(), when);
    }

    private void leave(ListedWaiter waiter) {
        unlink(waiter);
        if (waiter.isWoken()) {
            promised--;
        }
    }

    // --- Waking

    /// Wakes the first waiting task.
    ///
    /// @return false if no task waits
    public boolean wakeNext() {
        for (ListedWaiter waiter = asleep; waiter != null; waiter = asleep) {
            asleep = waiter.next;
            if (waiter.wake()) {
                promised++;
                return true;
            }
        }
        return false;
    }

    /// Wakes all waiting tasks.
    public void wakeAll() {
        boolean more = true;
        while (more) {
            more = wakeNext();
        }
    }

    // --- State

    /// The number of tasks that were woken and have not run since.
    ///
    /// @return a number of tasks
    public int promised() {
        return promised;
    }

    /// Whether a newcomer must queue, because it would overtake a task.
    ///
    /// @return true if a task waits, or was woken and has not run since
    public boolean isContended() {
        return isBehind(tickets);
    }

    /// Whether a woken task must let earlier tasks go first, which had to wait again.
    ///
    /// @param ticket the ticket of a task that has just left the list
    /// @return true if a task with an earlier ticket waits, or was woken and has not run since
    public boolean isBehind(long ticket) {
        boolean behind = false;
        for (ListedWaiter each = first; each != null && each.ticket < ticket && !behind; each = each.next) {
            behind = each.isWaiting() || each.isWoken();
        }
        return behind;
    }

    /// The number of waiting tasks, in linear time.
    ///
    /// @return a number of tasks
    public int waiting() {
        int count = 0;
        for (ListedWaiter each = first; each != null; each = each.next) {
            count += each.isWaiting() ? 1 : 0;
        }
        return count;
    }

    // --- Linking

    private void link(ListedWaiter waiter, @Nullable ListedWaiter after) {
        ListedWaiter before = after == null ? first : after.next;
        waiter.previous = after;
        waiter.next = before;
        if (after == null) {
            first = waiter;
        } else {
            after.next = waiter;
        }
        if (before == null) {
            last = waiter;
        } else {
            before.previous = waiter;
            asleep = first;
        }
        if (asleep == null) {
            asleep = waiter;
        }
    }

    private void unlink(ListedWaiter waiter) {
        if (waiter.equals(asleep)) {
            asleep = waiter.next;
        }
        if (waiter.previous == null) {
            first = waiter.next;
        } else {
            waiter.previous.next = waiter.next;
        }
        if (waiter.next == null) {
            last = waiter.previous;
        } else {
            waiter.next.previous = waiter.previous;
        }
        waiter.previous = null;
        waiter.next = null;
    }
}
