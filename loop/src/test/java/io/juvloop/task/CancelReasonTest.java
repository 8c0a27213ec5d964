package io.juvloop.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.Task;
import io.juvloop.testing.TaskTest;
import io.juvloop.testing.Turns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A reason is thrown in place of the usual exception; the usual one takes precedence as long as neither was
/// thrown.
@TaskTest
class CancelReasonTest {
    private static final Duration LONG = Duration.ofHours(1);

    private final IllegalStateException reason = new IllegalStateException("the reason");
    private final List<Throwable> thrown = new ArrayList<>();

    static Stream<Throwable> reasons() {
        return Stream.of(
                new IllegalArgumentException("unchecked"),
                new TimeoutException("checked"),
                new CancellationException("of my own"),
                new AssertionError("an error"));
    }

    private Task<Void> noting(EventLoop loop, Runnable wait) {
        Task<Void> task = loop.createTask(() -> {
            for (int i = 0; i < 2; i++) {
                try {
                    wait.run();
                } catch (Throwable cancelled) {
                    thrown.add(cancelled);
                }
            }
        });
        Turns.one(loop);
        return task;
    }

    private static void sleepLong() {
        Async.sleep(LONG);
    }

    @ParameterizedTest
    @MethodSource("reasons")
    void isThrownAsItIsCheckedOrNot(Throwable why, EventLoop loop) {
        Task<Void> task = noting(loop, CancelReasonTest::sleepLong);
        task.cancel(why);
        Turns.one(loop);
        assertThat(thrown).containsExactly(why);
        task.cancel(why);
        Turns.one(loop);
        assertThat(thrown).containsExactly(why, why);
        assertThat(task.isCancelled()).isFalse();
        assertThat(task.result()).isNull();
    }

    @ParameterizedTest
    @MethodSource("reasons")
    void thatIsNotCaughtIsWhatTheTaskFailsWith(Throwable why, EventLoop loop) {
        Task<Void> waiting = loop.createTask(CancelReasonTest::sleepLong);
        Turns.one(loop);
        Task<Void> notBegun = loop.createTask(() -> {});
        waiting.cancel(why);
        notBegun.cancel(why);
        Turns.one(loop);
        for (Task<Void> task : List.of(waiting, notBegun)) {
            assertThat(task.isCancelled()).isEqualTo(why instanceof CancellationException);
            if (task.isCancelled()) {
                assertThatThrownBy(task::result).isSameAs(why);
            } else {
                assertThat(task.exception()).isSameAs(why);
            }
        }
    }

    @Test
    void replacesTheExceptionOfTheFutureThatIsCancelled(EventLoop loop) {
        LoopFuture<String> future = loop.createFuture();
        Task<String> task = loop.createTask(() -> Async.await(future));
        Turns.one(loop);
        task.cancel(reason);
        assertThat(future.isCancelled()).isTrue();
        Turns.one(loop);
        assertThat(task.exception()).isSameAs(reason);
    }

    @Test
    void ofATaskIsNotThatOfTheTaskItWaitsFor(EventLoop loop) {
        Task<Void> inner = loop.createTask(CancelReasonTest::sleepLong);
        Task<Void> outer = loop.createTask(() -> Async.await(inner));
        Turns.one(loop);
        outer.cancel(reason);
        Turns.many(loop, 2);
        assertThat(inner.isCancelled()).isTrue();
        assertThat(outer.exception()).isSameAs(reason);
    }

    @Test
    void thatIsPendingIsOutrankedByAPlainRequest(EventLoop loop) {
        for (boolean plainFirst : new boolean[] {true, false}) {
            Task<Void> task = loop.createTask(() -> {});
            task.cancel(plainFirst ? null : reason);
            task.cancel(plainFirst ? reason : null);
            Turns.one(loop);
            assertThat(task.isCancelled()).isTrue();
        }
    }

    @Test
    void thatEndedAWaitIsOutrankedByAPlainRequestInTheSameTurn(EventLoop loop) {
        for (boolean plainFirst : new boolean[] {true, false}) {
            Task<Void> task = noting(loop, CancelReasonTest::sleepLong);
            task.cancel(plainFirst ? null : reason);
            task.cancel(plainFirst ? reason : null);
            Turns.one(loop);
            assertThat(thrown).singleElement().isExactlyInstanceOf(CancellationException.class);
            thrown.clear();
            task.cancel();
            Turns.one(loop);
            thrown.clear();
        }
    }

    @Test
    void thatEndedAWaitForAFutureIsOutrankedToo(EventLoop loop) {
        for (boolean plainFirst : new boolean[] {true, false}) {
            Task<Void> task = noting(loop, () -> Async.await(loop.createFuture()));
            task.cancel(plainFirst ? null : reason);
            task.cancel(plainFirst ? reason : null);
            Turns.one(loop);
            assertThat(thrown).singleElement().isExactlyInstanceOf(CancellationException.class);
            thrown.clear();
            task.cancel();
            Turns.one(loop);
            thrown.clear();
        }
    }

    @Test
    void thatCameSecondReplacesTheFirst(EventLoop loop) {
        IllegalArgumentException second = new IllegalArgumentException("second");
        Task<Void> task = noting(loop, CancelReasonTest::sleepLong);
        task.cancel(reason);
        task.cancel(second);
        Turns.one(loop);
        assertThat(thrown).containsExactly(second);
        task.cancel();
        Turns.one(loop);
        assertThat(task.isDone()).isTrue();
    }

    @Test
    void thatWasReplacedDoesNotComeBackLater(EventLoop loop) {
        IllegalArgumentException second = new IllegalArgumentException("second");
        CompletableFuture<String> cancelled = new CompletableFuture<>();
        cancelled.cancel(false);
        Task<String> task = loop.createTask(() -> {
            try {
                Async.sleep(LONG);
            } catch (RuntimeException caught) {
                thrown.add(caught);
            }
            return Async.await(cancelled);
        });
        Turns.one(loop);
        task.cancel(reason);
        task.cancel(second);
        Turns.one(loop);
        assertThat(thrown).containsExactly(second);
        assertThat(task.isCancelled()).isTrue();
    }

    @Test
    void ofARequestThatTheAwaitedTaskRefusedIsForgotten(EventLoop loop) {
        CompletableFuture<String> cancelled = new CompletableFuture<>();
        cancelled.cancel(false);
        Task<Void> inner = noting(loop, () -> {
            if (thrown.isEmpty()) {
                sleepLong();
            }
        });
        Task<String> outer = loop.createTask(() -> {
            Async.await(inner);
            return Async.await(cancelled);
        });
        Turns.one(loop);
        outer.cancel(reason);
        Turns.many(loop, 2);
        assertThat(thrown).singleElement().isExactlyInstanceOf(CancellationException.class);
        assertThat(outer.isCancelled()).isTrue();
    }

    @Test
    void atTheEndWinsOverTheReturnValue(EventLoop loop) {
        Task<String> task = loop.createTask(() -> {
            loop.currentTask().cancel(reason);
            return "result";
        });
        assertThatIllegalStateException().isThrownBy(() -> loop.runUntilComplete(task));
        assertThat(task.exception()).isSameAs(reason);
    }
}
