package io.juvloop.internal.core;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Timers ordered by deadline, then by creation: a heap with four children a node, with the deadlines beside
/// the timers, so that a comparison touches one cache line and not two objects.
///
/// A timer knows its index, so that cancelling removes it at once and no cancelled timer stays in the heap.
///
/// Loop thread only.
final class TimerHeap {
    private static final int CHILDREN = 4;

    private long[] deadlines = new long[64];
    private @Nullable LoopTimerHandle[] timers = new LoopTimerHandle[64];
    private int size;

    int size() {
        return size;
    }

    @Nullable
    LoopTimerHandle first() {
        return timers[0];
    }

    void add(LoopTimerHandle timer) {
        if (size == timers.length) {
            deadlines = Arrays.copyOf(deadlines, size * 2);
            timers = Arrays.copyOf(timers, size * 2);
        }
        settle(timer, size, size);
        size++;
    }

    void remove(LoopTimerHandle timer) {
        LoopTimerHandle last = timers[size - 1];
        if (last != null && last != timer) {
            settle(last, timer.index, size - 1);
        }
        size--;
        timers[size] = null;
        timer.index = LoopTimerHandle.NOT_WAITING;
    }

    /// Puts a timer where it belongs, below or above a hole.
    ///
    /// It calls nothing, so an exhausted stack ends it before it has moved a timer, or not at all.
    ///
    /// @param end the number of the timers that stay
    private void settle(LoopTimerHandle timer, int from, int end) {
        long when = timer.when;
        int hole = from;
        for (int first = hole * CHILDREN + 1; first < end; first = hole * CHILDREN + 1) {
            int least = first;
            for (int child = first + 1; child < end && child < first + CHILDREN; child++) {
                if (deadlines[child] < deadlines[least]
                        || (deadlines[child] == deadlines[least] && timers[child].sequence < timers[least].sequence)) {
                    least = child;
                }
            }
            if (when < deadlines[least] || (when == deadlines[least] && timer.sequence < timers[least].sequence)) {
                break;
            }
            timers[hole] = timers[least];
            deadlines[hole] = deadlines[least];
            timers[hole].index = hole;
            hole = least;
        }
        while (hole > 0) {
            int parent = (hole - 1) / CHILDREN;
            if (when > deadlines[parent] || (when == deadlines[parent] && timer.sequence > timers[parent].sequence)) {
                break;
            }
            timers[hole] = timers[parent];
            deadlines[hole] = deadlines[parent];
            timers[hole].index = hole;
            hole = parent;
        }
        timers[hole] = timer;
        deadlines[hole] = when;
        timer.index = hole;
    }
}
