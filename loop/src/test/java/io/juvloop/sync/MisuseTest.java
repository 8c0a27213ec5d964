package io.juvloop.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.EventLoop;
import io.juvloop.testing.InTask;
import io.juvloop.testing.LoopChoice;
import io.juvloop.testing.OtherThread;
import io.juvloop.testing.TaskTest;
import io.juvloop.testing.Turns;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// Objects of one loop throw on others and on other threads, and waiting methods throw outside tasks.
@TaskTest
class MisuseTest {
    private final Lock lock = new Lock();
    private final Event event = new Event();
    private final Condition condition = new Condition(lock);
    private final Semaphore semaphore = new BoundedSemaphore(5);
    private final Barrier barrier = new Barrier(1);
    private final Queue<String> queue = new Queue<>();

    private final List<ThrowingCallable> waiting = List.of(
            lock::acquire,
            lock::hold,
            () -> lock.acquire(TaskOutcomes.LONG),
            event::await,
            () -> event.await(TaskOutcomes.LONG),
            condition::acquire,
            condition::await,
            () -> condition.await(TaskOutcomes.LONG),
            () -> condition.awaitFor(() -> true),
            semaphore::acquire,
            semaphore::hold,
            barrier::await,
            () -> queue.put("a"),
            queue::get,
            () -> queue.get(TaskOutcomes.LONG),
            queue::join);

    private final List<ThrowingCallable> immediate = List.of(
            lock::release,
            event::set,
            event::clear,
            condition::signal,
            condition::signalAll,
            semaphore::release,
            barrier::reset,
            barrier::abort,
            () -> queue.putNoWait("a"),
            queue::getNoWait,
            queue::taskDone,
            queue::shutdown);

    /// Lets a loop use all of them, in calls that do not wait.
    private void use(EventLoop loop) {
        InTask.run(loop, () -> {
            lock.acquire();
            event.set();
            semaphore.acquire();
            barrier.await();
            queue.put("a");
        });
    }

    private static void assertRefused(List<ThrowingCallable> calls) {
        for (ThrowingCallable call : calls) {
            assertThatThrownBy(call).isInstanceOf(IllegalStateException.class);
        }
    }

    private void assertUntouched() {
        assertThat(lock.isLocked()).isTrue();
        assertThat(event.isSet()).isTrue();
        assertThat(semaphore.toString()).isEqualTo("BoundedSemaphore[permits=4, waiting=0]");
        assertThat(barrier.isBroken()).isFalse();
        assertThat(queue.toString()).isEqualTo("Queue[size=1, maxSize=0, getters=0, putters=0, unfinished=1]");
    }

    @Test
    void nothingWaitsWhereNoLoopRuns(EventLoop loop) {
        assertRefused(waiting);
        use(loop);
        assertRefused(waiting);
        assertUntouched();
    }

    @Test
    void nothingWaitsInACallback(EventLoop loop) {
        use(loop);
        loop.callSoon(() -> assertRefused(waiting));
        Turns.one(loop);
        assertUntouched();
    }

    @Test
    void whatDoesNotWaitIsFineInACallbackAndBetweenRuns(EventLoop loop) {
        use(loop);
        loop.callSoon(() -> {
            event.clear();
            condition.signal();
            lock.release();
            semaphore.release();
            barrier.reset();
            queue.putNoWait("b");
        });
        Turns.one(loop);
        event.set();
        assertThat(queue.getNoWait() + queue.getNoWait()).isEqualTo("ab");
        queue.taskDone();
        queue.shutdown();
        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    void aTaskOfAnotherLoopIsRefused(EventLoop loop) {
        use(loop);
        try (EventLoop other = LoopChoice.newLoop()) {
            InTask.run(other, () -> {
                assertRefused(waiting);
                assertRefused(immediate);
            });
        }
        assertUntouched();
    }

    @Test
    void aCallbackOfAnotherLoopIsRefusedThoughItIsOnTheSameThread(EventLoop loop) {
        use(loop);
        try (EventLoop other = LoopChoice.newLoop()) {
            other.callSoon(() -> assertRefused(immediate));
            Turns.one(other);
        }
        assertUntouched();
    }

    @Test
    void anotherThreadIsRefusedWhetherTheLoopRunsOrNot(EventLoop loop) {
        use(loop);
        OtherThread.run(() -> {
            assertRefused(waiting);
            assertRefused(immediate);
        });
        loop.callSoon(() -> OtherThread.run(() -> assertRefused(immediate)));
        loop.callSoon(() -> OtherThread.runVirtually(() -> assertRefused(immediate)));
        Turns.one(loop);
        assertUntouched();
    }

    @Test
    void otherThreadsMayLook(EventLoop loop) {
        use(loop);
        OtherThread.run(this::assertUntouched);
    }

    @Test
    void aRefusedTaskOfAnotherLoopLeavesNobodyWaiting(EventLoop loop) {
        Queue<String> empty = new Queue<>();
        InTask.run(
                loop, () -> assertThatThrownBy(() -> empty.get(Duration.ZERO)).isInstanceOf(TimeoutException.class));
        try (EventLoop other = LoopChoice.newLoop()) {
            InTask.run(other, () -> assertRefused(List.of(empty::get)));
        }
        assertThat(empty.toString()).contains("getters=0");
    }
}
