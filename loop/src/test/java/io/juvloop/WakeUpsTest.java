package io.juvloop;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.spi.BaseEventLoop;
import io.juvloop.spi.Poller;
import io.juvloop.testing.OtherThread;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// However many calls other threads post, they wake the loop once before it takes them.
class WakeUpsTest {
    private static final int POSTS = 1000;

    /// Waits, and counts what ends its waits.
    private static final class CountingPoller implements Poller {
        private final Semaphore woken = new Semaphore(0);
        private final AtomicInteger wakeUps = new AtomicInteger();

        @Override
        public long time() {
            return Math.abs(System.nanoTime());
        }

        @Override
        public void poll(long nanos) {
            if (nanos > 0) {
                woken.acquireUninterruptibly();
            }
            int _ = woken.drainPermits();
        }

        @Override
        public void wakeUp() {
            wakeUps.incrementAndGet();
            woken.release();
        }
    }

    private static final class CountingLoop extends BaseEventLoop {
        CountingLoop(Poller poller) {
            super(poller);
        }
    }

    private final CountingPoller poller = new CountingPoller();

    private void post(EventLoop loop, int count) {
        OtherThread.run(() -> {
            for (int i = 0; i < count; i++) {
                var _ = loop.callSoonThreadsafe(() -> {});
            }
        });
    }

    @Test
    void manyPostsWhileACallbackRunsAreOneWakeUp() {
        try (EventLoop loop = new CountingLoop(poller)) {
            loop.callSoon(() -> post(loop, POSTS));
            loop.callSoon(loop::stop);
            loop.runForever();
            assertThat(poller.wakeUps.get()).isOne();
        }
    }

    @Test
    void eachDrainAllowsOneMore() {
        try (EventLoop loop = new CountingLoop(poller)) {
            for (int drain = 1; drain <= 5; drain++) {
                post(loop, POSTS);
                OtherThread.run(() -> loop.callSoonThreadsafe(loop::stop));
                assertThat(poller.wakeUps.get()).isEqualTo(drain);
                loop.runForever();
            }
        }
    }
}
