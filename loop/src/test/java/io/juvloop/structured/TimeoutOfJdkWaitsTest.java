package io.juvloop.structured;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.Task;
import io.juvloop.testing.FastOnly;
import io.juvloop.testing.InTask;
import io.juvloop.testing.TaskTest;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

/// Deadlines of waits that are the JDK's own.
@TaskTest
@FastOnly
class TimeoutOfJdkWaitsTest {
    @Test
    void theLambdaConvertsTheInterrupt(EventLoop loop) {
        InTask.run(loop, () -> {
            assertThatExceptionOfType(TimeoutException.class)
                    .isThrownBy(() -> Async.timeout(Naps.SHORT, () -> {
                        new CountDownLatch(1).await();
                        return null;
                    }))
                    .withCauseInstanceOf(InterruptedException.class);
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            assertThat(Async.currentTask().cancelling()).isZero();
            Naps.shortly();
        });
    }

    @Test
    void theBlockThrowsTheInterrupt(EventLoop loop) {
        InTask.run(loop, () -> {
            assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> {
                try (var _ = Async.timeout(Naps.SHORT)) {
                    new CountDownLatch(1).await();
                }
            });
            Naps.shortly();
        });
    }

    @Test
    void aForeignInterruptIsNoTimeout(EventLoop loop) {
        Task<Void> task = loop.createTask(() -> {
            Async.timeout(Naps.LONG, () -> {
                new CountDownLatch(1).await();
                return null;
            });
        });
        Naps.cancelInItsWait(loop, task);
        assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> loop.runUntilComplete(task));
    }

    @Test
    void aWaitThatTookNoNoticeLeavesNoInterruptBehind(EventLoop loop) {
        ReentrantLock lock = new ReentrantLock();
        InTask.run(loop, () -> {
            Task<Void> holder = loop.createTask(() -> {
                lock.lock();
                try {
                    Async.sleep(Naps.SHORT.multipliedBy(4));
                } finally {
                    lock.unlock();
                }
            });
            Naps.turn();
            try (var timeout = Async.timeout(Naps.SHORT)) {
                lock.lock();
                try {
                    assertThat(timeout.isExpired()).isTrue();
                } finally {
                    lock.unlock();
                }
            }
            new CountDownLatch(0).await(); // throws if the thread is still interrupted
            Thread.sleep(1); // the same of a wait of this kind
            Async.await(holder);
        });
    }
}
