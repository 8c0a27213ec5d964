package io.juvloop.debug;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.Task;
import io.juvloop.TaskMode;
import io.juvloop.testing.InTask;
import io.juvloop.testing.Logged;
import io.juvloop.testing.TaskTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// A callback that waits for a lock is reported while it waits, although tasks run.
@TaskTest
class WaitingCallbackTest {
    private final ReentrantLock lock = new ReentrantLock();
    private final List<String> messages = new ArrayList<>();

    private boolean isNamed(Logged logged) {
        logged.all().forEach(entry -> messages.add(entry.message()));
        return messages.stream().anyMatch(message -> message.startsWith("the callback has waited for"));
    }

    private void culpritThatLocks() {
        lock.lock();
        try {
            messages.add("the callback has the lock");
        } finally {
            lock.unlock();
        }
    }

    @Test
    void isNamedWithItsStackAndTheLockWhileTasksGoOn(EventLoop loop, Logged logged) {
        Assumptions.assumeTrue(loop.taskMode() == TaskMode.FAST, "elsewhere it blocks the loop");
        loop.setDebug(true);
        loop.setSlowCallbackDuration(Duration.ofMillis(200)); // else it may be seen before it waits, once for all
        logged.allow(" has blocked the event loop ");
        logged.allow(" took ");
        Runnable culprit = new Runnable() {
            @Override
            public void run() {
                culpritThatLocks();
            }

            @Override
            public String toString() {
                return "the callback";
            }
        };
        InTask.run(loop, () -> {
            Task<Void> other;
            lock.lock();
            try {
                loop.callSoon(culprit);
                other = loop.createTask(() -> {
                    while (!isNamed(logged)) {
                        Thread.sleep(5); // a wait of the JDK's, which continues meanwhile
                    }
                    return null;
                });
                while (!other.isDone()) {
                    Thread.sleep(5); // the same, with the lock held
                }
            } finally {
                lock.unlock();
            }
            Async.await(other);
        });
        boolean _ = isNamed(logged); // its duration is logged at its end
        assertThat(messages)
                .filteredOn(message -> message.startsWith("the callback has waited for"))
                .singleElement()
                .asString()
                .contains("ReentrantLock", "only tasks of the event loop run meanwhile", "culpritThatLocks");
    }
}
