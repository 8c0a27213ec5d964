package io.juvloop.testing;

import io.juvloop.spi.Poller;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// The clock of a [TestLoop]: where a loop would wait for its next timer, the time jumps there.
///
/// It goes as the real clock does while an executor has work of the loop, which may take its time; and where there
/// is no timer, the loop waits for other threads in real time. If nothing comes then, the run ends with an error
/// instead of never.
///
/// [#time] and [#wakeUp] any thread; the rest on the thread that runs the loop. Lives as long as the loop.
final class VirtualClock implements Poller {
    private static final long NO_LIMIT = Long.MAX_VALUE;
    private static final int BUSY_ITERATIONS = 1000;
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private volatile long now;
    private volatile boolean woken;
    private volatile @Nullable Thread sleeper;
    private int busy;
    private long limit = NO_LIMIT;
    private Runnable atLimit = () -> {};
    private BooleanSupplier othersWork = () -> false;
    private BooleanSupplier alive = () -> false;
    private Duration patience = Duration.ofSeconds(10);

    /// Goes as the real clock does as long as other threads have work of the loop.
    void realWhile(BooleanSupplier condition) {
        othersWork = condition;
    }

    /// Has what is open keep a loop alive.
    void aliveWhile(BooleanSupplier condition) {
        alive = condition;
    }

    void patience(Duration newPatience) {
        patience = newPatience;
    }

    /// Stops the time at a moment, where something is done instead of a wait.
    void stopAt(long when, Runnable action) {
        limit = when;
        atLimit = action;
    }

    /// Lets the time go on.
    void release() {
        limit = NO_LIMIT;
    }

    @Override
    public long time() {
        return now;
    }

    @Override
    public void poll(long nanos) {
        if (nanos == 0 || woken) {
            creep();
        } else {
            busy = 0;
            pass(nanos);
        }
        woken = false;
    }

    /// A callback that queues itself again and again starves no timer.
    private void creep() {
        busy++;
        if (busy == BUSY_ITERATIONS) {
            busy = 0;
            now = Math.min(now + TICK_NANOS, limit);
            if (now == limit) {
                atLimit.run();
            }
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes it
    private void pass(long nanos) {
        boolean stops = limit != NO_LIMIT && nanos > limit - now;
        long longest = stops ? limit - now : nanos;
        if (longest > 0 && othersWork.getAsBoolean()) {
            now += sleep(longest);
        } else if (stops) {
            now = limit;
            atLimit.run();
        } else if (nanos == FOR_EVER) {
            long _ = sleep(FOR_EVER);
        } else {
            now += nanos;
        }
    }

    /// Waits for other threads in real time.
    ///
    /// @return how long it was, the longest at most
    private long sleep(long longest) {
        sleeper = Thread.currentThread();
        try {
            long begin = System.nanoTime();
            long passed = 0;
            while (!woken && passed < longest && !Thread.currentThread().isInterrupted()) {
                LockSupport.parkNanos(this, Math.min(longest - passed, STEP_NANOS));
                passed = System.nanoTime() - begin;
                if (longest == FOR_EVER && !woken && passed > patience.toNanos() && !othersWork.getAsBoolean()) {
                    throw hopeless();
                }
            }
            return Math.min(passed, longest);
        } finally {
            sleeper = null;
        }
    }

    private IllegalStateException hopeless() {
        return new IllegalStateException("nothing has happened for " + patience + ", and nothing will:"
                + " the loop has no timer, and no other thread has called it");
    }

    @Override
    public boolean isAlive() {
        return alive.getAsBoolean();
    }

    @Override
    public void wakeUp() {
        woken = true;
        LockSupport.unpark(sleeper);
    }
}
