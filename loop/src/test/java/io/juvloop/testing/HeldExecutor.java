package io.juvloop.testing;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A default executor of a loop whose next work can be held up, and which counts completed work.
///
/// Any thread.
public final class HeldExecutor extends AbstractExecutorService {
    private static final int OPEN = 1_000_000;

    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "held");
        thread.setDaemon(true);
        return thread;
    });
    private final Semaphore gate = new Semaphore(OPEN);
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger given = new AtomicInteger();

    /// Holds all work that begins from now on.
    public void hold() {
        gate.drainPermits();
    }

    /// Lets held work continue.
    public void release() {
        gate.release(OPEN);
    }

    /// Whether some work is being held.
    public boolean isHolding() {
        return waiting.get() > 0;
    }

    /// Whether all submitted work is done.
    public boolean isIdle() {
        return done.get() == given.get();
    }

    /// The number of completed jobs.
    public int done() {
        return done.get();
    }

    @Override
    public void execute(Runnable work) {
        given.incrementAndGet();
        threads.execute(() -> {
            waiting.incrementAndGet();
            gate.acquireUninterruptibly();
            waiting.decrementAndGet();
            work.run();
            done.incrementAndGet();
        });
    }

    @Override
    public void shutdown() {
        threads.shutdown();
    }

    @Override
    public List<Runnable> shutdownNow() {
        return threads.shutdownNow();
    }

    @Override
    public boolean isShutdown() {
        return threads.isShutdown();
    }

    @Override
    public boolean isTerminated() {
        return threads.isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return threads.awaitTermination(timeout, unit);
    }
}
