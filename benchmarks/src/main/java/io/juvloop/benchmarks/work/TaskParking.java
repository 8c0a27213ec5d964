package io.juvloop.benchmarks.work;

import java.util.concurrent.locks.LockSupport;

/// Two tasks that hand a turn to each other by the JDK's own parking, which works in fast mode. An operation is
/// one turn.
final class TaskParking {
    private final Thread[] threads = new Thread[2];
    private int turn;

    private TaskParking() {}

    static void rally(TaskSpan span) {
        TaskParking parking = new TaskParking();
        span.add(() -> parking.play(span, 0));
        span.add(() -> parking.play(span, 1));
    }

    private void play(TaskSpan span, int own) {
        threads[own] = Thread.currentThread();
        while (!span.isOver()) {
            while (turn != own && !span.isOver()) {
                LockSupport.park(this);
            }
            span.count();
            turn = 1 - own;
            LockSupport.unpark(threads[1 - own]); // null before the other has begun, and then without effect
        }
        LockSupport.unpark(threads[1 - own]); // it may still wait for a turn that was never taken
    }
}
