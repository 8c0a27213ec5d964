package io.juvloop.task;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.testing.Allocated;
import io.juvloop.testing.InTask;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Prints how many bytes the loop's thread allocates for a task's wait: for a future of the loop's, and for one
/// that the JDK may complete. Of many rounds the cheapest counts, as the compiler works during the others.
final class WaitGarbageMain {
    private static final int WAITS = 1000;
    private static final int ROUNDS = 200;

    private WaitGarbageMain() {}

    static void main() {
        try (EventLoop loop = EventLoop.create()) {
            System.out.println(bytesOfAWait(loop, loop::createFuture));
            System.out.println(bytesOfAWait(loop, () -> new LoopFuture<>(loop)));
        }
    }

    private static double bytesOfAWait(EventLoop loop, Supplier<LoopFuture<String>> maker) {
        Thread thread = Thread.currentThread();
        long[] least = {Long.MAX_VALUE};
        InTask.run(loop, () -> {
            for (int round = 0; round < ROUNDS; round++) {
                least[0] = Math.min(least[0], ofOneRound(loop, thread, maker));
            }
        });
        return (double) least[0] / WAITS;
    }

    /// The futures themselves are made before, as their maker pays for them.
    private static long ofOneRound(EventLoop loop, Thread thread, Supplier<LoopFuture<String>> maker) {
        List<LoopFuture<String>> futures = new ArrayList<>();
        for (int i = 0; i < WAITS; i++) {
            futures.add(maker.get());
        }
        int[] next = new int[1];
        Runnable completeNext = () -> futures.get(next[0]++).complete("value");
        long begin = Allocated.by(thread);
        for (int i = 0; i < WAITS; i++) {
            loop.phases().beforeWait(completeNext);
            Async.await(futures.get(i));
        }
        return Allocated.by(thread) - begin;
    }
}
