package io.juvloop.structured;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.Task;
import io.juvloop.testing.InTask;
import io.juvloop.testing.TaskTest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// [Async#waitFor].
@TaskTest
class WaitForTest {
    private static final Duration NOW = Duration.ZERO;

    private final List<String> events = new ArrayList<>();

    @Test
    @Tag("A4")
    void withoutLimitNoTimerIsKept(EventLoop loop) {
        InTask.run(loop, () -> {
            for (Duration never : new Duration[] {null, Duration.ofSeconds(Long.MAX_VALUE)}) {
                LoopFuture<String> future = loop.createFuture();
                loop.callSoon(() -> {
                    assertThat(loop.stats().pendingTimers()).isZero();
                    future.complete("done");
                });
                assertThat(Async.waitFor(future, never)).isEqualTo("done");
                assertThat(Async.<String, RuntimeException>waitFor(() -> "called", never))
                        .isEqualTo("called");
            }
        });
    }

    @Test
    @Tag("A4")
    @DisplayName("what is done is returned without a moment to wait")
    void whatIsDoneIsReturnedAtOnce(EventLoop loop) {
        InTask.run(loop, () -> {
            assertThat(Async.waitFor(CompletableFuture.completedFuture("done"), NOW))
                    .isEqualTo("done");
            CompletableFuture<String> failed = CompletableFuture.failedFuture(new IOException("no"));
            assertThatExceptionOfType(CompletionException.class)
                    .isThrownBy(() -> Async.waitFor(failed, NOW))
                    .withCauseInstanceOf(IOException.class);
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1})
    void aCallWithoutTimeIsNeverBegun(long seconds, EventLoop loop) {
        InTask.run(
                loop,
                () -> assertThatExceptionOfType(TimeoutException.class)
                        .isThrownBy(() -> Async.waitFor(() -> events.add("begun"), Duration.ofSeconds(seconds))));
        assertThat(events).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 10})
    void aTaskThatIsLateIsCancelledAndWaitedFor(long millis, EventLoop loop) {
        InTask.run(loop, () -> {
            Task<Void> task = loop.createTask(() -> {
                try {
                    Naps.forLong();
                } finally {
                    Naps.shortly();
                    events.add("ended");
                }
            });
            Naps.turn();
            assertThatExceptionOfType(TimeoutException.class)
                    .isThrownBy(() -> Async.waitFor(task, Duration.ofMillis(millis)));
            assertThat(task.isCancelled()).isTrue();
        });
        assertThat(events).containsExactly("ended");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 10})
    void aResultInSpiteOfThatIsReturned(long millis, EventLoop loop) {
        InTask.run(loop, () -> {
            Task<Integer> task = loop.createTask(() -> Naps.unwilling(42));
            Naps.turn();
            assertThat(Async.waitFor(task, Duration.ofMillis(millis))).isEqualTo(42);
        });
    }

    @Test
    void aCallMayEndInSpiteOfIt(EventLoop loop) {
        InTask.run(
                loop,
                () -> assertThat((int) Async.waitFor(() -> Naps.unwilling(42), Naps.SHORT))
                        .isEqualTo(42));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 10})
    void aFailureOnTheWayOutIsThrown(long millis, EventLoop loop) {
        InTask.run(loop, () -> {
            Task<Void> task = loop.createTask(() -> {
                Naps.unwilling(0);
                throw new IllegalStateException("on the way out");
            });
            Naps.turn();
            assertThatIllegalStateException()
                    .isThrownBy(() -> Async.waitFor(task, Duration.ofMillis(millis)))
                    .withMessage("on the way out");
        });
    }

    @Test
    void aFailureOfTheCallIsThrownAsItIs(EventLoop loop) {
        InTask.run(
                loop,
                () -> assertThatExceptionOfType(IOException.class)
                        .isThrownBy(() -> Async.waitFor(
                                () -> {
                                    throw new IOException("checked");
                                },
                                Naps.LONG)));
    }

    @Test
    void aTimeoutOfTheTaskItselfIsAFailure(EventLoop loop) {
        InTask.run(loop, () -> {
            Task<Void> task = loop.createTask(() -> {
                throw new TimeoutException("its own");
            });
            assertThatExceptionOfType(CompletionException.class)
                    .isThrownBy(() -> Async.waitFor(task, Naps.LONG))
                    .withCauseInstanceOf(TimeoutException.class);
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void cancellingTheWaitCancelsTheTask(boolean limited, EventLoop loop) {
        Task<Void> inner = loop.createTask(Naps::forLong);
        Task<Void> outer = loop.createTask(() -> {
            Async.waitFor(inner, limited ? Naps.LONG : null);
        });
        Naps.cancelInItsWait(loop, outer);
        assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> loop.runUntilComplete(outer));
        assertThat(inner.isCancelled()).isTrue();
    }

    @Test
    void aCancellationWhenTheResultIsThereComesAtTheNextWait(EventLoop loop) {
        Task<String> inner = loop.createTask(() -> "done");
        Task<Void> outer = loop.createTask(() -> {
            events.add(Async.waitFor(inner, Naps.LONG));
            Naps.forLong();
            events.add("went on");
        });
        loop.callSoon(() -> loop.callSoon(outer::cancel));
        assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> loop.runUntilComplete(outer));
        assertThat(inner.result()).isEqualTo("done");
        assertThat(events).doesNotContain("went on");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 5})
    void aShieldedTaskGoesOn(long millis, EventLoop loop) {
        InTask.run(loop, () -> {
            LoopFuture<String> gate = loop.createFuture();
            Task<String> task = loop.createTask(() -> Async.await(gate));
            assertThatExceptionOfType(TimeoutException.class)
                    .isThrownBy(() -> Async.waitFor(Async.shield(task), Duration.ofMillis(millis)));
            assertThat(task.isDone()).isFalse();
            gate.complete("done");
            assertThat(Async.waitFor(Async.shield(task), null)).isEqualTo("done");
        });
    }
}
