package io.juvloop.locks;

import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.testing.Reported;
import io.juvloop.testing.TaskTest;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Locks inside objects that tasks, callbacks and other threads use at the same time, and cannot hold on
/// purpose.
@TaskTest
class ContentionTest {
    private static final int TIMES = 3000;

    @Test
    void failuresThatNobodyLooksAtAreReported(EventLoop loop, Reported reported) {
        Exception failure = new Exception("nobody looks");
        try (LoopElsewhere there = new LoopElsewhere(loop)) {
            int failures =
                    Contention.run(there, TIMES, () -> loop.createFuture().completeExceptionally(failure));
            there.until("a report of each", () -> {
                Contention.collectGarbage();
                return reported.count() == failures;
            });
        }
        reported.all();
    }

    @Test
    void doneCallbacksAreAdded(EventLoop loop) {
        AtomicInteger called = new AtomicInteger();
        LoopFuture<String> future = loop.createFuture();
        try (LoopElsewhere there = new LoopElsewhere(loop)) {
            int added = Contention.run(there, TIMES, () -> future.addDoneCallback(_ -> called.incrementAndGet()));
            there.run(() -> future.complete("done"));
            there.until("all done-callbacks", () -> called.get() == added);
        }
    }

    @Test
    void workIsScheduledAndCancelled(EventLoop loop) {
        ScheduledExecutorService service = loop.asExecutorService();
        try (LoopElsewhere there = new LoopElsewhere(loop)) {
            Contention.run(
                    there,
                    TIMES,
                    () -> service.schedule(() -> {}, 1, TimeUnit.HOURS).cancel(false));
        }
    }
}
