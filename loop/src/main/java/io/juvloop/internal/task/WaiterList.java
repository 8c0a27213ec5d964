package io.juvloop.internal.task;

import io.juvloop.internal.core.Deadline;
import org.jspecify.annotations.Nullable;

/// The tasks that wait for the same thing, first come, first served.
///
/// What it is made for: something becomes available, [#wakeNext] promises it to the first task that waits, and
/// that task takes it when it runs, a turn later. Until then it keeps its place, [#promised] counts it, and
/// [#isContended] tells those who come between to queue as well. A task that is cancelled although it was woken
/// leaves without taking; whoever keeps the list then promises to the next what is still there. So nothing is
/// lost and nobody is overtaken.
///
/// To join, to wake and to leave cost the same however many wait. Loop thread only.
public final class WaiterList {
    private @Nullable ListedWaiter first;
    private @Nullable ListedWaiter last;

    /// All before it were woken or have given up.
    private @Nullable ListedWaiter asleep;

    private long tickets;
    private int promised;

    // --- Waiting

    /// Takes a number, which is a place in the list that can be taken more than once.
    ///
    /// @return a greater one each time
    public long ticket() {
        return tickets++;
    }

    /// Puts the running task at the end.
    ///
    /// @return its wait, for [#await]
    /// @throws IllegalStateException outside a task
    public ListedWaiter add() {
        return add(ticket(), true);
    }

    /// Puts the running task at the end, for a wait that is not cut short: if it is asked to end, it will be told
    /// when it has been woken.
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

    /// From the front, where those are who come back.
    private @Nullable ListedWaiter lastBefore(long ticket) {
        ListedWaiter before = null;
        for (ListedWaiter each = first; each != null && each.ticket < ticket; each = each.next) {
            before = each;
        }
        return before;
    }

    /// Puts a task that was added to sleep until it is woken. Then it is no longer in the list.
    ///
    /// @param waiter of the running task
    /// @param when a [Deadline]
    /// @return false if the time came first
    /// @throws java.util.concurrent.CancellationException if the task is asked to end, before, meanwhile or
    ///   after; or what it was cancelled with
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

    /// Adds the running task at a place, and puts it to sleep, see [#await(ListedWaiter, long)].
    ///
    /// @param ticket a new one, or the one it had before
    /// @param when a [Deadline]
    /// @return false if the time came first
    public boolean await(long ticket, long when) {
        return await(add(ticket, true), when);
    }

    /// Adds the running task at the end, and puts it to sleep, see [#await(ListedWaiter, long)].
    ///
    /// @param when a [Deadline]
    /// @return false if the time came first
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

    /// Wakes the first that still waits.
    ///
    /// @return false if nobody does
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

    /// Wakes all that wait now.
    public void wakeAll() {
        boolean more = true;
        while (more) {
            more = wakeNext();
        }
    }

    // --- Looking

    /// How many were woken and have not run since.
    ///
    /// @return a number of tasks
    public int promised() {
        return promised;
    }

    /// Whether there is somebody whom a newcomer must not overtake.
    ///
    /// @return true if a task waits, or was woken and has not run since
    public boolean isContended() {
        return isBehind(tickets);
    }

    /// Whether a task that was woken has to let others go first, who came before and whom something made wait
    /// again.
    ///
    /// @param ticket of a task that has just left the list
    /// @return true if a task that came before waits, or was woken and has not run since
    public boolean isBehind(long ticket) {
        boolean behind = false;
        for (ListedWaiter each = first; each != null && each.ticket < ticket && !behind; each = each.next) {
            behind = each.isWaiting() || each.isWoken();
        }
        return behind;
    }

    /// How many wait, which costs a walk.
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
