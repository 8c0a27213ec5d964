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
        moveUp(timer, size++);
    }

    void remove(LoopTimerHandle timer) {
        int hole = timer.index;
        timer.index = LoopTimerHandle.NOT_WAITING;
        LoopTimerHandle last = timers[--size];
        timers[size] = null;
        if (last != null && last != timer) {
            moveDown(last, hole);
            if (last.index == hole) {
                moveUp(last, hole);
            }
        }
    }

    private void moveUp(LoopTimerHandle timer, int from) {
        int hole = from;
        while (hole > 0) {
            int parent = (hole - 1) / CHILDREN;
            if (!isBefore(timer, parent)) {
                break;
            }
            place(at(parent), hole);
            hole = parent;
        }
        place(timer, hole);
    }

    private void moveDown(LoopTimerHandle timer, int from) {
        int hole = from;
        for (int first = hole * CHILDREN + 1; first < size; first = hole * CHILDREN + 1) {
            int least = leastOf(first);
            if (isBefore(timer, least)) {
                break;
            }
            place(at(least), hole);
            hole = least;
        }
        place(timer, hole);
    }

    private int leastOf(int first) {
        int least = first;
        int end = Math.min(first + CHILDREN, size);
        for (int child = first + 1; child < end; child++) {
            if (isBefore(at(child), least)) {
                least = child;
            }
        }
        return least;
    }

    private boolean isBefore(LoopTimerHandle timer, int index) {
        long deadline = deadlines[index];
        return timer.when() < deadline || (timer.when() == deadline && timer.sequence < at(index).sequence);
    }

    private LoopTimerHandle at(int index) {
        LoopTimerHandle timer = timers[index];
        if (timer == null) {
            throw new AssertionError("the heap has a hole at " + index);
        }
        return timer;
    }

    private void place(LoopTimerHandle timer, int index) {
        timers[index] = timer;
        deadlines[index] = timer.when();
        timer.index = index;
    }
}
