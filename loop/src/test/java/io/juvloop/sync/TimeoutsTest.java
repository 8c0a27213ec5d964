package io.juvloop.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.Task;
import io.juvloop.testing.InTask;
import io.juvloop.testing.Spin;
import io.juvloop.testing.TaskTest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Waits with a timeout: they do not end early, acquire nothing, and leave nothing behind.
@TaskTest
class TimeoutsTest {
    private final Lock lock = new Lock();
    private final Event event = new Event();
    private final Condition condition = new Condition();
    private final Semaphore semaphore = new Semaphore(1);
    private final Barrier barrier = new Barrier(2);
    private final Queue<String> full = new Queue<>(1);
    private final Queue<String> empty = new Queue<>(1);

    private List<ThrowingCallable> waits(Duration timeout) {
        return List.of(
                () -> lock.acquire(timeout),
                () -> event.await(timeout),
                () -> waitForSignal(timeout),
                () -> semaphore.acquire(timeout),
                () -> empty.get(timeout));
    }

    private void waitForSignal(Duration timeout) throws TimeoutException {
        try (var _ = condition.hold()) {
            condition.await(timeout);
        }
    }

    @BeforeEach
    void everythingMakesWait(EventLoop loop) {
        InTask.run(loop, () -> {
            lock.acquire();
            semaphore.acquire();
            full.put("a");
        });
    }

    private void everythingIsGiven() {
        lock.release();
        event.set();
        semaphore.release();
        assertThat(full.getNoWait()).isEqualTo("a");
        empty.putNoWait("c");
        full.taskDone();
    }

    private void assertNobodyWaits() {
        assertThat(List.of(lock, event, condition, semaphore, barrier))
                .allSatisfy(each -> assertThat(each.toString()).contains("waiting=0"));
        assertThat(List.of(full, empty))
                .allSatisfy(each -> assertThat(each.toString()).contains("getters=0, putters=0"));
    }

    @Test
    void nothingIsGivenUpTooEarlyAndThenNothingIsTaken(EventLoop loop) {
        InTask.run(loop, () -> {
            for (ThrowingCallable wait : waits(TaskOutcomes.SHORT)) {
                long begin = loop.time();
                assertThatThrownBy(wait).isInstanceOf(TimeoutException.class).hasMessageContaining("PT0.005S");
                assertThat(loop.time() - begin).isGreaterThanOrEqualTo(TaskOutcomes.SHORT.toNanos());
            }
            assertNobodyWaits();
            assertThat(full.size()).isOne();
            everythingIsGiven();
            assertThat(lock.isLocked()).isFalse();
            assertThat(semaphore.isLocked()).isFalse();
            assertThat(empty.size()).isOne();
        });
    }

    @Test
    void noTimeIsEnoughForWhatNeedsNoneAndTooLittleForWhatDoes(EventLoop loop) {
        InTask.run(loop, () -> {
            for (Duration none : List.of(Duration.ZERO, Duration.ofSeconds(-1))) {
                for (ThrowingCallable wait : waits(none)) {
                    assertThatThrownBy(wait).isInstanceOf(TimeoutException.class);
                }
            }
            everythingIsGiven();
            lock.acquire(Duration.ZERO);
            event.await(Duration.ZERO);
            semaphore.acquire(Duration.ZERO);
            assertThat(empty.get(Duration.ZERO)).isEqualTo("c");
        });
    }

    @Test
    void whatComesInTimeEndsTheWaitAndItsTimer(EventLoop loop) {
        InTask.run(loop, () -> {
            loop.callLater(TaskOutcomes.SHORT, this::everythingIsGiven);
            lock.acquire(TaskOutcomes.LONG);
            event.await(TaskOutcomes.LONG);
            semaphore.acquire(TaskOutcomes.LONG);
            assertThat(empty.get(TaskOutcomes.LONG)).isEqualTo("c");
            assertThat(loop.stats().pendingTimers()).isZero();
        });
    }

    @Test
    void aTimeTooLongForTheClockIsNone(EventLoop loop) {
        InTask.run(loop, () -> {
            loop.callLater(TaskOutcomes.SHORT, event::set);
            event.await(Duration.ofSeconds(Long.MAX_VALUE));
            assertThat(loop.stats().pendingTimers()).isZero();
        });
    }

    @Test
    void whoWasWokenInTimeHasIt(EventLoop loop) {
        InTask.run(loop, () -> {
            TaskOutcomes party = new TaskOutcomes();
            Task<Void> waits = party.begin("waits", () -> lock.acquire(TaskOutcomes.SHORT));
            TaskOutcomes.settle();
            lock.release();
            Spin.during(TaskOutcomes.SHORT);
            TaskOutcomes.end(waits);
            assertThat(party.events).containsExactly("waits");
        });
    }

    @Test
    void aConditionIsAskedOnceMoreWhenTimeIsUp(EventLoop loop) {
        InTask.run(loop, () -> {
            boolean[] ready = new boolean[1];
            loop.callLater(Duration.ofMillis(1), () -> ready[0] = true);
            condition.acquire();
            condition.awaitFor(() -> ready[0], Duration.ofMillis(20));
            assertThatThrownBy(() -> condition.awaitFor(() -> false, TaskOutcomes.SHORT))
                    .isInstanceOf(TimeoutException.class);
            assertThat(condition.isLocked()).isTrue();
            condition.release();
        });
    }

    @Test
    void aWaitForASignalThatIsOutOfTimeWaitsForTheLock(EventLoop loop) {
        InTask.run(loop, () -> {
            TaskOutcomes party = new TaskOutcomes();
            Task<Void> waits = party.begin("waits", () -> waitForSignal(TaskOutcomes.SHORT));
            TaskOutcomes.settle();
            condition.acquire();
            while (!condition.toString().contains("waiting=0")) {
                Async.sleep(Duration.ofMillis(1));
            }
            TaskOutcomes.settle();
            assertThat(party.events).isEmpty();
            condition.release();
            TaskOutcomes.end(waits);
            assertThat(party.events).containsExactly("waits TimeoutException");
            assertThat(condition.isLocked()).isFalse();
        });
    }

    @Test
    void aBarrierIsNotBrokenByWhoGoesAgain(EventLoop loop) {
        InTask.run(loop, () -> {
            TaskOutcomes party = new TaskOutcomes();
            Task<Void> waits = party.begin("waits", barrier::await);
            TaskOutcomes.settle();
            Barrier three = new Barrier(3);
            assertThatThrownBy(() -> Async.timeout(TaskOutcomes.SHORT, () -> three.await()))
                    .isInstanceOf(TimeoutException.class);
            assertThat(three.isBroken()).isFalse();
            assertThat(three.waiting()).isZero();
            assertThat(barrier.await()).isOne();
            TaskOutcomes.end(waits);
        });
    }

    @Test
    void theRoomOfWhoIsOutOfTimeGoesToTheNext(EventLoop loop) {
        InTask.run(loop, () -> {
            TaskOutcomes party = new TaskOutcomes();
            Task<Void> first = party.begin(
                    "first",
                    () -> Async.timeout(TaskOutcomes.SHORT, () -> {
                        full.put("first");
                        return true;
                    }));
            Task<Void> second = party.begin("second", () -> full.put("second"));
            TaskOutcomes.end(first);
            assertThat(full.get()).isEqualTo("a");
            TaskOutcomes.end(second);
            assertThat(party.events).containsExactly("first TimeoutException", "second");
            assertThat(full.getNoWait()).isEqualTo("second");
        });
    }
}
