package io.juvloop.debug;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.juvloop.Action;
import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.Task;
import io.juvloop.TaskOptions;
import io.juvloop.internal.jdk.LockOwner;
import io.juvloop.testing.FastOnly;
import io.juvloop.testing.InTask;
import io.juvloop.testing.Logged;
import io.juvloop.testing.TaskTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A callback that waits for a lock is reported while it waits, although tasks run.
@TaskTest
@FastOnly
class WaitingCallbackTest {
    private static final String HOLDER = "the holder";

    private final ReentrantLock lock = new ReentrantLock();
    private final Object monitor = new Object();
    private final List<String> messages = new ArrayList<>();
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch named = new CountDownLatch(1);

    @BeforeEach
    void setUp(EventLoop loop, Logged logged) {
        loop.setDebug(true);
        loop.setSlowCallbackDuration(Duration.ofMillis(50));
        logged.allow(" has blocked the event loop ");
        logged.allow(" took ");
    }

    // --- What has the lock until the callback is named

    private void holdTheLock() throws InterruptedException {
        lock.lock();
        try {
            held.countDown();
            named.await();
        } finally {
            lock.unlock();
        }
    }

    private void stayInTheMonitor() throws InterruptedException {
        synchronized (monitor) {
            held.countDown();
            named.await();
        }
    }

    private static Action inATask(EventLoop loop, Action holding) {
        Task<Void> holder = loop.createTask(holding.asCallable(), TaskOptions.named(HOLDER));
        return () -> Async.await(holder);
    }

    private static Action onAThread(Action holding) {
        Thread holder = Thread.ofPlatform().daemon().name(HOLDER).start(() -> {
            try {
                holding.run();
            } catch (Exception failed) {
                throw new AssertionError(failed);
            }
        });
        return holder::join;
    }

    // --- What waits for it

    private void culpritThatLocks() {
        lock.lock();
        try {
            messages.add("the callback has the lock");
        } finally {
            lock.unlock();
        }
    }

    private void culpritThatEnters() {
        synchronized (monitor) {
            messages.add("the callback is in the monitor");
        }
    }

    private static Runnable culprit(Runnable body) {
        return new Runnable() {
            @Override
            public void run() {
                body.run();
            }

            @Override
            public String toString() {
                return "the callback";
            }
        };
    }

    private List<String> reports(Logged logged) {
        logged.all().forEach(entry -> messages.add(entry.message()));
        return messages.stream()
                .filter(message -> message.startsWith("the callback has waited for"))
                .toList();
    }

    /// Runs the callback in a task's wait, and returns its report.
    ///
    /// @param end waits for the end of the holder, which has begun
    private String report(EventLoop loop, Logged logged, Runnable culprit, Action end) throws Exception {
        held.await();
        loop.callSoon(culprit(culprit));
        while (reports(logged).isEmpty()) {
            Thread.sleep(5); // a wait of the JDK's, which continues while the callback waits
        }
        named.countDown();
        end.run();
        Async.sleep(Duration.ZERO);
        List<String> reports = reports(logged); // its duration is logged at its end
        assertThat(reports).hasSize(1);
        return reports.getFirst();
    }

    @Test
    void isNamedWithItsStackAndTheLockWhileTasksGoOn(EventLoop loop, Logged logged) {
        String report =
                InTask.call(loop, () -> report(loop, logged, this::culpritThatLocks, inATask(loop, this::holdTheLock)));
        assertThat(report).contains("ReentrantLock", "only tasks of the event loop run meanwhile", "culpritThatLocks");
    }

    @Test
    void isNamedWithTheTaskThatHasTheLock(EventLoop loop, Logged logged) {
        assumeThat(LockOwner.isOpen()).as("the locks of the JDK are open").isTrue();
        String report =
                InTask.call(loop, () -> report(loop, logged, this::culpritThatLocks, inATask(loop, this::holdTheLock)));
        assertThat(report).containsPattern("ReentrantLock.*, which thread #\\d+ \"the holder\" has, for 0\\.");
    }

    @Test
    void isNamedWithTheThreadThatHasTheLock(EventLoop loop, Logged logged) {
        assumeThat(LockOwner.isOpen()).as("the locks of the JDK are open").isTrue();
        String report =
                InTask.call(loop, () -> report(loop, logged, this::culpritThatLocks, onAThread(this::holdTheLock)));
        assertThat(report).containsPattern("ReentrantLock.*, which thread #\\d+ \"the holder\" has, for 0\\.");
    }

    @Test
    void isNamedWithTheThreadThatIsInTheMonitor(EventLoop loop, Logged logged) {
        String report = InTask.call(
                loop, () -> report(loop, logged, this::culpritThatEnters, onAThread(this::stayInTheMonitor)));
        assertThat(report)
                .contains("culpritThatEnters")
                .containsPattern(
                        "the monitor of java\\.lang\\.Object@\\w+, which thread #\\d+ \"the holder\" has, for 0\\.");
    }
}
