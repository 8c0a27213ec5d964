package io.juvloop.benchmarks.work;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;

/// Two virtual threads that hand a turn to each other by parking; the same as [TaskParking].
final class ThreadParking {
    private final AtomicReferenceArray<Thread> threads = new AtomicReferenceArray<>(2);
    private volatile int turn;

    private ThreadParking() {}

    static void rally(ThreadSpan span) {
        ThreadParking parking = new ThreadParking();
        span.add(count -> parking.play(span, 0, count));
        span.add(count -> parking.play(span, 1, count));
    }

    private void play(ThreadSpan span, int own, ThreadSpan.Count count) {
        threads.set(own, Thread.currentThread());
        while (!span.isOver()) {
            while (turn != own && !span.isOver()) {
                LockSupport.park(this);
            }
            count.count();
            turn = 1 - own;
            LockSupport.unpark(threads.get(1 - own)); // null before the other has begun, and then without effect
        }
        LockSupport.unpark(threads.get(1 - own)); // it may still wait for a turn that was never taken
        LockSupport.unpark(threads.get(1 - own)); // one may have parked just before the end
    }
}
