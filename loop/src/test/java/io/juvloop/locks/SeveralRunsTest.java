package io.juvloop.locks;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.EventLoop;
import io.juvloop.testing.TaskTest;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

/// Loops that share a lock, one after the other or at the same time.
@TaskTest
class SeveralRunsTest {
    private static final int TURNS = 3;
    private static final int TIMES = 1000;

    private final ContendedLock lock = ContendedLock.of(new ReentrantLock());

    @Test
    void aLoopThatAnotherThreadRunsAgain(EventLoop loop) throws Exception {
        for (int run = 0; run < 3; run++) {
            try (LoopElsewhere there = new LoopElsewhere(loop)) {
                ThreeLockUsers.takeTurns(TURNS, there, lock, LoopElsewhere::plainCallbacks);
            }
        }
    }

    @Test
    void twoLoopsAtOnce(EventLoop loop) {
        AtomicInteger count = new AtomicInteger();
        Runnable action = () -> lock.hold(count::incrementAndGet);
        try (EventLoop second = EventLoop.create();
                LoopElsewhere here = new LoopElsewhere(loop);
                LoopElsewhere there = new LoopElsewhere(second)) {
            Contention one = Contention.start(here, TIMES, action);
            Contention another = Contention.start(there, TIMES, action);
            one.awaitEnd();
            another.awaitEnd();
            assertThat(count.get()).isEqualTo(one.size() + another.size());
        }
    }
}
