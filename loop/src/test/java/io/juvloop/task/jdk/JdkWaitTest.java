package io.juvloop.task.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.Action;
import io.juvloop.EventLoop;
import io.juvloop.testing.FastOnly;
import io.juvloop.testing.TaskTest;
import java.io.OutputStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Exchanger;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Any parking of a virtual thread by the JDK suspends the task and not its loop, whichever thread ends the
/// wait.
@TaskTest
@FastOnly
class JdkWaitTest {
    /// The threads that end a wait.
    enum From {
        THE_LOOP {
            @Override
            Action doing(Action release) {
                return release;
            }
        },
        A_PLATFORM_THREAD {
            @Override
            Action doing(Action release) {
                return () -> Thread.ofPlatform().start(() -> doNow(release));
            }
        },
        A_VIRTUAL_THREAD {
            @Override
            Action doing(Action release) {
                return () -> Thread.ofVirtual().start(() -> doNow(release));
            }
        };

        abstract Action doing(Action release);

        private static void doNow(Action release) {
            try {
                release.run();
            } catch (Exception failed) {
                throw new AssertionError(failed);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void completableFutureGet(From from, EventLoop loop) {
        CompletableFuture<String> future = new CompletableFuture<>();
        Meanwhile.theLoopGoesOn(
                loop,
                from.doing(() -> future.complete("result")),
                () -> assertThat(future.get()).isEqualTo("result"));
    }

    @ParameterizedTest
    @EnumSource
    void completableFutureJoin(From from, EventLoop loop) {
        CompletableFuture<String> future = new CompletableFuture<>();
        Meanwhile.theLoopGoesOn(
                loop,
                from.doing(() -> future.complete("result")),
                () -> assertThat(future.join()).isEqualTo("result"));
    }

    @ParameterizedTest
    @EnumSource
    void blockingQueueTake(From from, EventLoop loop) {
        BlockingQueue<String> queue = new ArrayBlockingQueue<>(1);
        Meanwhile.theLoopGoesOn(
                loop,
                from.doing(() -> queue.put("item")),
                () -> assertThat(queue.take()).isEqualTo("item"));
    }

    @ParameterizedTest
    @EnumSource
    void semaphore(From from, EventLoop loop) {
        Semaphore semaphore = new Semaphore(0);
        Meanwhile.theLoopGoesOn(loop, from.doing(semaphore::release), semaphore::acquire);
    }

    @ParameterizedTest
    @EnumSource
    void countDownLatch(From from, EventLoop loop) {
        CountDownLatch latch = new CountDownLatch(1);
        Meanwhile.theLoopGoesOn(loop, from.doing(latch::countDown), latch::await);
    }

    @ParameterizedTest
    @EnumSource
    void lockSupportPark(From from, EventLoop loop) {
        CompletableFuture<Thread> parked = new CompletableFuture<>();
        CountDownLatch unparked = new CountDownLatch(1);
        Action unpark = () -> {
            unparked.countDown();
            LockSupport.unpark(parked.join());
        };
        Meanwhile.theLoopGoesOn(loop, from.doing(unpark), () -> {
            parked.complete(Thread.currentThread());
            while (unparked.getCount() > 0) {
                LockSupport.park();
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void objectWait(From from, EventLoop loop) {
        Flag flag = new Flag();
        Meanwhile.theLoopGoesOn(loop, from.doing(flag::set), flag::await);
    }

    private static final class Flag {
        private boolean set;

        synchronized void set() {
            set = true;
            notifyAll();
        }

        synchronized void await() throws InterruptedException {
            while (!set) {
                wait();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void condition(From from, EventLoop loop) {
        ReentrantLock lock = new ReentrantLock();
        Condition condition = lock.newCondition();
        CountDownLatch set = new CountDownLatch(1);
        Action signal = () -> {
            lock.lock();
            try {
                set.countDown();
                condition.signal();
            } finally {
                lock.unlock();
            }
        };
        Meanwhile.theLoopGoesOn(loop, from.doing(signal), () -> {
            lock.lock();
            try {
                while (set.getCount() > 0) {
                    condition.await();
                }
            } finally {
                lock.unlock();
            }
        });
    }

    @Test
    void reentrantLockContention(EventLoop loop) {
        ReentrantLock lock = new ReentrantLock();
        Holder holder = new Holder(inside -> {
            lock.lock();
            try {
                inside.run();
            } finally {
                lock.unlock();
            }
        });
        Meanwhile.theLoopGoesOn(loop, holder::letGo, () -> {
            lock.lock();
            try {
                assertThat(lock.isHeldByCurrentThread()).isTrue();
            } finally {
                lock.unlock();
            }
        });
    }

    @Test
    void synchronizedContention(EventLoop loop) {
        Object monitor = new Object();
        Holder holder = new Holder(inside -> {
            synchronized (monitor) {
                inside.run();
            }
        });
        Meanwhile.theLoopGoesOn(loop, holder::letGo, () -> {
            synchronized (monitor) {
                assertThat(Thread.holdsLock(monitor)).isTrue();
            }
        });
    }

    @Test
    void threadJoin(EventLoop loop) {
        CountDownLatch end = new CountDownLatch(1);
        Thread thread = Thread.ofPlatform().daemon().start(() -> Holder.awaitUninterruptibly(end));
        Meanwhile.theLoopGoesOn(loop, end::countDown, () -> thread.join());
    }

    @Test
    void exchanger(EventLoop loop) {
        Exchanger<String> exchanger = new Exchanger<>();
        Action other = From.A_PLATFORM_THREAD.doing(() -> exchanger.exchange("there"));
        Meanwhile.theLoopGoesOn(
                loop, other, () -> assertThat(exchanger.exchange("here")).isEqualTo("there"));
    }

    @Test
    void threadSleep(EventLoop loop) {
        CompletableFuture<Void> released = new CompletableFuture<>();
        Meanwhile.theLoopGoesOn(loop, () -> released.complete(null), () -> {
            while (!released.isDone()) {
                Thread.sleep(1); // the wait is under test
            }
        });
    }

    @Test
    @SuppressWarnings("ThreadPriorityCheck") // what is tested
    void threadYield(EventLoop loop) {
        CompletableFuture<Void> released = new CompletableFuture<>();
        Meanwhile.theLoopGoesOn(loop, () -> released.complete(null), () -> {
            while (!released.isDone()) {
                Thread.yield();
            }
        });
    }

    @Test
    void waitsWithATimeLimit(EventLoop loop) {
        CompletableFuture<Void> released = new CompletableFuture<>();
        Semaphore never = new Semaphore(0);
        Object monitor = new Object();
        Meanwhile.theLoopGoesOn(loop, () -> released.complete(null), () -> {
            while (!released.isDone()) {
                assertThat(never.tryAcquire(1, TimeUnit.MILLISECONDS)).isFalse();
                LockSupport.parkNanos(100_000); // the wait is under test
                synchronized (monitor) {
                    monitor.wait(1);
                }
            }
        });
    }

    @Test
    void processWaitFor(EventLoop loop) throws Exception {
        Process process = new ProcessBuilder("cat").start();
        OutputStream input = process.getOutputStream();
        Meanwhile.theLoopGoesOn(
                loop, input::close, () -> assertThat(process.waitFor()).isZero());
    }
}
