package io.juvloop.internal.core;

import org.jspecify.annotations.Nullable;

/// The queue of callbacks and steps of tasks for the next batch, first in, first out: a ring that doubles when
/// full.
///
/// Loop thread only.
final class ReadyQueue {
    private @Nullable CallbackHandle[] ring = new CallbackHandle[64];
    private int head;
    private int size;
    private int steps;

    void add(CallbackHandle call) {
        if (size == ring.length) {
            grow();
        }
        ring[place(size)] = call;
        size++;
        steps += call.isStepOfTask() ? 1 : 0;
    }

    CallbackHandle first() {
        return at(0);
    }

    CallbackHandle remove() {
        CallbackHandle call = at(0);
        ring[head] = null;
        head = place(1);
        size--;
        steps -= call.isStepOfTask() ? 1 : 0;
        return call;
    }

    /// Removes a call from the middle; those before it move up.
    CallbackHandle remove(int index) {
        CallbackHandle taken = at(index);
        for (int i = index; i > 0; i--) {
            ring[place(i)] = ring[place(i - 1)];
        }
        ring[head] = taken;
        return remove();
    }

    int size() {
        return size;
    }

    /// The number of queued steps of tasks.
    int steps() {
        return steps;
    }

    /// The index of the first step of a task.
    int placeOfStep() {
        int index = 0;
        while (!at(index).isStepOfTask()) {
            index++;
        }
        return index;
    }

    void clear() {
        while (size > 0) {
            remove().drop();
        }
    }

    private int place(int index) {
        return head + index & ring.length - 1;
    }

    private CallbackHandle at(int index) {
        CallbackHandle call = ring[place(index)];
        if (index >= size || call == null) {
            throw new IllegalStateException("the queue is empty");
        }
        return call;
    }

    private void grow() {
        @Nullable CallbackHandle[] larger = new CallbackHandle[ring.length * 2];
        System.arraycopy(ring, head, larger, 0, ring.length - head);
        System.arraycopy(ring, 0, larger, ring.length - head, head);
        ring = larger;
        head = 0;
    }
}
