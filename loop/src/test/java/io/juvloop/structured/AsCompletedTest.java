package io.juvloop.structured;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.Task;
import io.juvloop.testing.InTask;
import io.juvloop.testing.TaskTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/// [Async#asCompleted].
@TaskTest
class AsCompletedTest {
    private static Task<Integer> after(EventLoop loop, int millis) {
        return loop.createTask(() -> {
            Async.sleep(Duration.ofMillis(millis));
            return millis;
        });
    }

    @Test
    void theOriginalsComeInTheOrderOfCompletion(EventLoop loop) {
        InTask.run(loop, () -> {
            Task<Integer> slow = after(loop, 60);
            Task<Integer> fast = after(loop, 1);
            Task<Integer> middle = after(loop, 30);
            List<Task<Integer>> order = new ArrayList<>();
            for (Task<Integer> done : Async.asCompleted(List.of(slow, fast, middle, fast))) {
                assertThat(done.isDone()).isTrue();
                order.add(done);
            }
            assertThat(order).containsExactly(fast, middle, slow);
        });
    }

    @Test
    void ofNoneThereIsNone(EventLoop loop) {
        InTask.run(loop, () -> {
            Iterator<LoopFuture<String>> none =
                    Async.asCompleted(List.<LoopFuture<String>>of()).iterator();
            assertThat(none.hasNext()).isFalse();
            assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(none::next);
        });
    }

    @Test
    void whatIsLateIsLeftAlone(EventLoop loop) {
        InTask.run(loop, () -> {
            Task<Integer> fast = after(loop, 1);
            LoopFuture<Integer> never = loop.createFuture();
            List<Object> order = new ArrayList<>();
            try {
                for (var done : Async.asCompleted(List.of(fast, never), Duration.ofMillis(100))) {
                    order.add(done);
                }
            } catch (TimeoutException late) {
                order.add("late");
            }
            assertThat(order).containsExactly(fast, "late");
            assertThat(never).isNotDone();
        });
    }

    @Test
    void eachThatIsLateIsTold(EventLoop loop) {
        InTask.run(loop, () -> {
            LoopFuture<Integer> a = loop.createFuture();
            LoopFuture<Integer> b = loop.createFuture();
            Iterator<LoopFuture<Integer>> late =
                    Async.asCompleted(List.of(a, b), Naps.SHORT).iterator();
            assertThatExceptionOfType(TimeoutException.class).isThrownBy(late::next);
            a.complete(1);
            Naps.turn();
            assertThatExceptionOfType(TimeoutException.class).isThrownBy(late::next);
            assertThat(late.hasNext()).isFalse();
        });
    }

    @Test
    void whoeverStopsHalfwayLeavesNothing(EventLoop loop) {
        InTask.run(loop, () -> {
            Task<Integer> fast = after(loop, 1);
            LoopFuture<Integer> never = loop.createFuture();
            for (var done : Async.asCompleted(List.of(fast, never), Naps.LONG)) {
                assertThat((Object) done).isSameAs(fast);
                break;
            }
            assertThat(loop.stats().pendingTimers()).isZero();
        });
    }

    @Test
    void cancellingTheWaitLeavesThemAlone(EventLoop loop) {
        LoopFuture<Integer> never = loop.createFuture();
        Task<Void> waiting = loop.createTask(() -> {
            Async.asCompleted(List.of(never), Naps.LONG).iterator().next();
        });
        Naps.cancelInItsWait(loop, waiting);
        assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> loop.runUntilComplete(waiting));
        assertThat(never).isNotDone();
        assertThat(loop.stats().pendingTimers()).isZero();
    }
}
