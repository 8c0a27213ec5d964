package io.juvloop.task.jdk;

import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/// A thread that holds a lock until it is released.
final class Holder {
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);

    /// @param locking runs its argument with the lock held
    Holder(Consumer<Runnable> locking) {
        Thread.ofPlatform().daemon().name("lock-holder").start(() -> locking.accept(this::hold));
        awaitUninterruptibly(held);
    }

    private void hold() {
        held.countDown();
        awaitUninterruptibly(end);
    }

    void letGo() {
        end.countDown();
    }

    static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException nobodyDoes) {
            throw new AssertionError(nobodyDoes);
        }
    }
}
