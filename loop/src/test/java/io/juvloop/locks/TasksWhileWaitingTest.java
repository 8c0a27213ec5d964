package io.juvloop.locks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;

import io.juvloop.EventLoop;
import io.juvloop.Task;
import io.juvloop.TaskOptions;
import io.juvloop.testing.FastOnly;
import io.juvloop.testing.TaskTest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

/// While a callback waits for a lock, tasks continue.
@TaskTest
@FastOnly
class TasksWhileWaitingTest {
    private final Events events = new Events();

    @Test
    void tasksGoOn(EventLoop loop) {
        try (LoopElsewhere there = new LoopElsewhere(loop);
                Ticks one = Ticks.start(there);
                Ticks another = Ticks.start(there)) {
            Gate gate = new Gate(there);
            there.post(gate::pass);
            gate.whileSomebodyWaits(() -> {
                one.some();
                another.some();
            });
        }
    }

    @Test
    void theyAreTasksOfTheirLoopAllTheTime(EventLoop loop) {
        try (LoopElsewhere there = new LoopElsewhere(loop);
                Ticks ticks = Ticks.start(there, () -> {
                    assertThat(EventLoop.running()).isSameAs(loop);
                    assertThatObject(loop.currentTask()).isNotNull();
                    assertThat(Thread.currentThread().isVirtual()).isTrue();
                })) {
            Gate gate = new Gate(there);
            there.post(gate::pass);
            gate.whileSomebodyWaits(ticks::some);
        }
    }

    @Test
    void aTaskThatHoldsTheLockInAWaitOfTheJdkLetsItGo(EventLoop loop) {
        ReentrantLock lock = new ReentrantLock();
        try (LoopElsewhere there = new LoopElsewhere(loop)) {
            CountDownLatch held = new CountDownLatch(1);
            Task<Void> task = there.call(() -> loop.createTask(() -> {
                lock.lock();
                try {
                    held.countDown();
                    while (!lock.hasQueuedThreads()) {
                        Thread.sleep(1); // a wait of the JDK's with the lock held is under test
                    }
                    events.add("task");
                } finally {
                    lock.unlock();
                }
            }));
            there.until("the task's lock", () -> held.getCount() == 0);
            there.post(() -> {
                lock.lock();
                try {
                    events.add("callback");
                } finally {
                    lock.unlock();
                }
            });
            there.until("both", () -> events.has("callback"));
            there.join("the task", task);
        }
        assertThat(events.all()).containsExactly("task", "callback");
    }

    @Test
    void aTaskMayEndTheWaitOfACallback(EventLoop loop) throws InterruptedException {
        SynchronousQueue<String> handover = new SynchronousQueue<>();
        try (LoopElsewhere there = new LoopElsewhere(loop)) {
            CountDownLatch go = new CountDownLatch(1);
            Task<Void> task = there.call(() -> loop.createTask(() -> {
                go.await();
                handover.put("from a task");
            }));
            there.post(() -> {
                there.watchdog().show(Thread.currentThread());
                events.add(take(handover));
            });
            go.countDown();
            there.until("what the task hands over", () -> events.has("from a task"));
            there.join("the task", task);
        }
    }

    private static String take(SynchronousQueue<String> handover) {
        try {
            return handover.take();
        } catch (InterruptedException nobodyDoes) {
            throw new AssertionError(nobodyDoes);
        }
    }

    @Test
    void aCallbackMaySleep(EventLoop loop) {
        try (LoopElsewhere there = new LoopElsewhere(loop);
                Ticks ticks = Ticks.start(there, () -> events.add("tick"))) {
            there.post(() -> {
                events.add("sleeps");
                sleep(Duration.ofMillis(20));
                events.add("wakes");
            });
            there.until("the end of the sleep", () -> events.has("wakes"));
            ticks.some();
        }
        List<String> all = events.all();
        assertThat(all.subList(all.indexOf("sleeps"), all.indexOf("wakes")))
                .as("what happened meanwhile")
                .contains("tick");
    }

    private static void sleep(Duration duration) {
        try {
            Thread.sleep(duration); // a callback that sleeps is under test
        } catch (InterruptedException nobodyDoes) {
            throw new AssertionError(nobodyDoes);
        }
    }

    @Test
    void aCallbackMayWaitForANotification(EventLoop loop) {
        Object monitor = new Object();
        try (LoopElsewhere there = new LoopElsewhere(loop);
                Ticks ticks = Ticks.start(there)) {
            there.post(() -> {
                events.add("waits");
                awaitNotification(monitor);
                events.add("goes on");
            });
            there.until("the wait", () -> events.has("waits"));
            ticks.run(() -> {
                synchronized (monitor) {
                    events.add("notified");
                    monitor.notifyAll();
                }
            });
            there.until("the end of the wait", () -> events.has("goes on"));
        }
    }

    private void awaitNotification(Object monitor) {
        synchronized (monitor) {
            try {
                while (!events.has("notified")) {
                    monitor.wait();
                }
            } catch (InterruptedException nobodyDoes) {
                throw new AssertionError(nobodyDoes);
            }
        }
    }

    @Test
    void aTaskEndsAndItsResultIsThereWhenTheCallbackHasEnded(EventLoop loop) {
        try (LoopElsewhere there = new LoopElsewhere(loop)) {
            Gate gate = new Gate(there);
            CountDownLatch go = new CountDownLatch(1);
            Task<String> task = there.call(() -> loop.createTask(() -> {
                go.await();
                events.add("task ends");
                return "result";
            }));
            there.run(() -> task.addDoneCallback(_ -> events.add("task is done")));
            there.post(() -> {
                gate.pass();
                events.add("callback ends");
            });
            gate.whileSomebodyWaits(() -> {
                go.countDown();
                there.until("the end of the body", () -> events.has("task ends"));
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5)); // no done-callback in this time is under test
            });
            assertThat(there.join("the task", task)).isEqualTo("result");
            there.until("its done-callback", () -> events.has("task is done"));
        }
        assertThat(events.all()).containsExactly("task ends", "callback ends", "task is done");
    }

    @Test
    void anEagerTaskThatWaitsForALockGivesItsMakerTheLoopBack(EventLoop loop) {
        ReentrantLock lock = new ReentrantLock();
        try (LoopElsewhere there = new LoopElsewhere(loop)) {
            Task<String> first = there.call(() -> loop.createTask(() -> "first"));
            there.join("the first task", first);
            lock.lock();
            try {
                Task<Void> task = there.call(() -> {
                    Callable<Void> body = () -> {
                        inTurn(lock, "task");
                        return null;
                    };
                    Task<Void> made = loop.createTask(body, TaskOptions.DEFAULT.withEagerStart(true));
                    assertThat(lock.getQueueLength()).as("it began and waits").isOne();
                    return made;
                });
                assertThat(task.toCompletableFuture()).isNotDone();
            } finally {
                lock.unlock();
            }
            there.until("the task", () -> events.has("task"));
        }
    }

    @Test
    void manyTasksGetTheLockInTheirOrderWithACallbackAmongThem(EventLoop loop) {
        int tasks = 100;
        ReentrantLock lock = new ReentrantLock(true);
        try (LoopElsewhere there = new LoopElsewhere(loop)) {
            lock.lock();
            try {
                for (int i = 0; i < tasks; i++) {
                    int number = i;
                    there.post(() -> {
                        Task<Void> _ = loop.createTask(() -> inTurn(lock, "task " + number));
                    });
                }
                there.until("the tasks in the queue", () -> lock.getQueueLength() == tasks);
                there.post(() -> inTurn(lock, "callback"));
                there.until("the callback in the queue", () -> lock.getQueueLength() == tasks + 1);
            } finally {
                lock.unlock();
            }
            there.until("the callback", () -> events.has("callback"));
        }
        assertThat(events.all())
                .hasSize(tasks + 1)
                .startsWith("task 0", "task 1", "task 2")
                .endsWith("callback");
    }

    private void inTurn(ReentrantLock lock, String who) {
        lock.lock();
        try {
            events.add(who);
        } finally {
            lock.unlock();
        }
    }
}
