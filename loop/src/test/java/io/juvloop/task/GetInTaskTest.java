package io.juvloop.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.Task;
import io.juvloop.testing.InTask;
import io.juvloop.testing.TaskTest;
import io.juvloop.testing.Turns;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/// Inside a task the blocking methods of a loop's future suspend the task, in either mode, and behave as in the
/// JDK.
@TaskTest
class GetInTaskTest {
    private final List<String> events = new ArrayList<>();

    @Test
    void suspendsTheTaskAndNotTheLoop(EventLoop loop) {
        InTask.run(loop, () -> {
            assertThat(soon(loop, "got").get()).isEqualTo("got");
            assertThat(soon(loop, "joined").join()).isEqualTo("joined");
            assertThat(soon(loop, "in time").get(10, TimeUnit.SECONDS)).isEqualTo("in time");
            assertThat(soon(loop, "at leisure").get(Long.MAX_VALUE, TimeUnit.DAYS))
                    .isEqualTo("at leisure");
        });
        assertThat(events).hasSize(4);
    }

    private LoopFuture<String> soon(EventLoop loop, String result) {
        LoopFuture<String> future = loop.createFuture();
        loop.callLater(Duration.ofMillis(1), () -> {
            events.add(result);
            future.complete(result);
        });
        return future;
    }

    @Test
    void timesOutAndLeavesTheFutureAndNoTimer(EventLoop loop) {
        LoopFuture<String> never = loop.createFuture();
        InTask.run(loop, () -> {
            for (long nanos : new long[] {-1, 0, 1, 1_000_000}) {
                assertThatExceptionOfType(TimeoutException.class)
                        .isThrownBy(() -> never.get(nanos, TimeUnit.NANOSECONDS));
            }
        });
        assertThat(never).isNotDone();
        assertThat(never.getNumberOfDependents()).isLessThanOrEqualTo(1);
        assertThat(loop.stats().pendingTimers()).isZero();
    }

    @Test
    void throwsAsTheJdkDoes(EventLoop loop) {
        IOException failure = new IOException("on purpose");
        InTask.run(loop, () -> {
            LoopFuture<String> failing = loop.createFuture();
            LoopFuture<String> cancelled = loop.createFuture();
            loop.callSoon(() -> failing.completeExceptionally(failure));
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(failing::get)
                    .withCause(failure);
            assertThatExceptionOfType(CompletionException.class)
                    .isThrownBy(failing::join)
                    .withCause(failure);
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> failing.get(1, TimeUnit.SECONDS))
                    .withCause(failure);
            loop.callSoon(() -> cancelled.cancel(false));
            assertThatExceptionOfType(CancellationException.class).isThrownBy(cancelled::get);
        });
    }

    @Test
    void cancellingTheTaskLeavesTheFuture(EventLoop loop) {
        LoopFuture<String> future = loop.createFuture();
        Task<String> gets = loop.createTask(() -> future.get());
        Task<String> joins = loop.createTask(() -> future.join());
        Task<String> getsInTime = loop.createTask(() -> future.get(1, TimeUnit.DAYS));
        Turns.one(loop);
        for (Task<String> task : List.of(gets, joins, getsInTime)) {
            assertThat(task.cancel()).isTrue();
        }
        Turns.one(loop);
        assertThat(List.of(gets, joins, getsInTime)).allMatch(Task::isCancelled);
        assertThat(future).isNotDone();
        assertThat(future.getNumberOfDependents()).isLessThanOrEqualTo(1);
        assertThat(loop.stats().pendingTimers()).isZero();
    }

    @Test
    void ofATaskWaitsForIt(EventLoop loop) {
        InTask.run(loop, () -> {
            Task<String> child = loop.createTask(() -> {
                Async.sleep(Duration.ofMillis(1));
                return "child";
            });
            assertThat(child.get()).isEqualTo("child");
        });
    }

    @Test
    void ofWhatDependsOnTheFutureWaitsToo(EventLoop loop) {
        InTask.run(
                loop,
                () -> assertThat(soon(loop, "result").thenApply(String::length).join())
                        .isEqualTo(6));
    }
}
