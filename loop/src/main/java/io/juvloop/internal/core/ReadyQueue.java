package io.juvloop.internal.core;

import org.jspecify.annotations.Nullable;

/// Callbacks that wait for the next turn, first in, first out: a ring that doubles when full.
///
/// Loop thread only.
final class ReadyQueue {
    private @Nullable ScheduledCall[] ring = new ScheduledCall[64];
    private int head;
    private int size;

    void add(ScheduledCall call) {
        if (size == ring.length) {
            grow();
        }
        ring[head + size & ring.length - 1] = call;
        size++;
    }

    ScheduledCall remove() {
        ScheduledCall call = ring[head];
        if (size == 0 || call == null) {
            throw new IllegalStateException("the queue is empty");
        }
        ring[head] = null;
        head = head + 1 & ring.length - 1;
        size--;
        return call;
    }

    int size() {
        return size;
    }

    void clear() {
        while (size > 0) {
            remove().drop();
        }
    }

    private void grow() {
        @Nullable ScheduledCall[] larger = new ScheduledCall[ring.length * 2];
        System.arraycopy(ring, head, larger, 0, ring.length - head);
        System.arraycopy(ring, 0, larger, ring.length - head, head);
        ring = larger;
        head = 0;
    }
}
