package io.juvloop.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.testing.Await;
import io.juvloop.testing.InTask;
import io.juvloop.testing.OtherThread;
import io.juvloop.testing.Reported;
import io.juvloop.testing.TaskTest;
import io.juvloop.testing.Throwing;
import io.juvloop.testing.Turns;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/// `asExecutorService`: work of other libraries on the loop's thread.
@TaskTest
class ExecutorServiceTest {
    private final List<String> events = new ArrayList<>();

    private static Callable<String> failing(Exception failure) {
        return () -> {
            throw failure;
        };
    }

    /// Waits for the end of an executor service while its loop runs.
    private static void awaitEnd(EventLoop loop, ExecutorService view) {
        Await.until(loop, "the end of the view", view::isTerminated);
    }

    @Test
    void workOfAnyThreadRunsOnTheLoopsThreadInItsOrder(EventLoop loop) {
        Thread main = Thread.currentThread();
        ScheduledExecutorService view = loop.asExecutorService();
        OtherThread.run(() -> {
            for (int i = 0; i < 3; i++) {
                int number = i;
                view.execute(() -> {
                    assertThat(Thread.currentThread()).isSameAs(main);
                    events.add("executed " + number);
                });
            }
        });
        Future<String> submitted = view.submit(() -> "submitted on " + (Thread.currentThread() == main));
        Turns.one(loop);
        assertThat(events).containsExactly("executed 0", "executed 1", "executed 2");
        assertThat(submitted.resultNow()).isEqualTo("submitted on true");
    }

    @Test
    void anotherThreadMayWaitForAResultOrAFailure(EventLoop loop) {
        ScheduledExecutorService view = loop.asExecutorService();
        IOException failure = new IOException("on purpose");
        CompletableFuture<Void> done = CompletableFuture.runAsync(() -> OtherThread.run(() -> {
            try {
                events.add(view.submit(() -> "result").get());
                events.add(view.submit(() -> {}, "given").get(10, TimeUnit.SECONDS));
                assertThatExceptionOfType(ExecutionException.class)
                        .isThrownBy(() -> view.submit(failing(failure)).get())
                        .withCause(failure);
                List<Callable<String>> three = List.of(() -> "all", () -> "of", () -> "them");
                events.addAll(
                        view.invokeAll(three).stream().map(Future::resultNow).toList());
                List<Callable<String>> two = List.of(() -> "any", failing(failure));
                events.add(view.invokeAny(two));
            } catch (InterruptedException | ExecutionException | TimeoutException failed) {
                throw new AssertionError(failed);
            }
        }));
        loop.runUntilComplete(done);
        assertThat(events).containsExactly("result", "given", "all", "of", "them", "any");
    }

    @Test
    void whatExecuteRunsAndThrowsIsReportedAndWhatSubmitRunsIsNot(EventLoop loop, Reported reported) {
        ScheduledExecutorService view = loop.asExecutorService();
        view.execute(Throwing.of(new IllegalArgumentException("executed")));
        Future<?> submitted = view.submit(Throwing.of(new IllegalArgumentException("submitted")));
        Turns.one(loop);
        assertThat(reported.only().exception()).hasMessage("executed");
        assertThat(submitted.exceptionNow()).hasMessage("submitted");
    }

    @Test
    void aDelayIsKeptFromAnyThread(EventLoop loop) {
        ScheduledExecutorService view = loop.asExecutorService();
        long begin = loop.time();
        ScheduledFuture<Long> there =
                OtherThread.call(() -> view.schedule((Callable<Long>) loop::time, 5, TimeUnit.MILLISECONDS));
        ScheduledFuture<?> here = view.schedule(() -> events.add("ran"), 2, TimeUnit.MILLISECONDS);
        assertThat(here.getDelay(TimeUnit.NANOSECONDS)).isBetween(-10_000_000_000L, 2_000_000L);
        ScheduledFuture<?> last = view.schedule(() -> {}, 1, TimeUnit.HOURS);
        assertThat(here.compareTo(last)).isNegative();
        last.cancel(false);
        Await.until(loop, () -> here.isDone() && there.isDone());
        assertThat(there.resultNow() - begin).isGreaterThanOrEqualTo(5_000_000);
        assertThat(events).containsExactly("ran");
    }

    @Test
    void cancellingRemovesTheTimerFromAnyThread(EventLoop loop) {
        ScheduledExecutorService view = loop.asExecutorService();
        for (boolean elsewhere : new boolean[] {false, true}) {
            ScheduledFuture<?> timer = view.schedule(() -> events.add("never"), 1, TimeUnit.HOURS);
            Turns.one(loop);
            assertThat(loop.stats().pendingTimers()).isOne();
            if (elsewhere) {
                OtherThread.run(() -> timer.cancel(true));
            } else {
                timer.cancel(true);
            }
            Turns.one(loop);
            assertThat(loop.stats().pendingTimers()).isZero();
            assertThat(timer.isCancelled()).isTrue();
        }
        assertThat(events).isEmpty();
    }

    @Test
    void aTimerThatIsCancelledBeforeTheLoopRanIsNeverArmed(EventLoop loop) {
        ScheduledExecutorService view = loop.asExecutorService();
        OtherThread.run(() ->
                view.schedule(() -> events.add("never"), 0, TimeUnit.SECONDS).cancel(false));
        Turns.many(loop, 2);
        assertThat(events).isEmpty();
        assertThat(loop.stats().pendingTimers()).isZero();
    }

    @Test
    void aDelayOfAnyLengthIsAllowed(EventLoop loop) {
        ScheduledExecutorService view = loop.asExecutorService();
        List<ScheduledFuture<?>> timers = List.of(
                view.schedule(() -> events.add("never"), Long.MAX_VALUE, TimeUnit.DAYS),
                view.scheduleWithFixedDelay(() -> events.add("once"), -1, Long.MAX_VALUE, TimeUnit.DAYS),
                view.scheduleAtFixedRate(() -> events.add("once"), 0, Long.MAX_VALUE, TimeUnit.DAYS));
        Await.until(loop, () -> events.size() == 2);
        Turns.many(loop, 3);
        assertThat(events).containsExactly("once", "once");
        timers.forEach(timer -> timer.cancel(false));
        for (long period : new long[] {0, -1}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> view.scheduleAtFixedRate(() -> {}, 0, period, TimeUnit.SECONDS));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> view.scheduleWithFixedDelay(() -> {}, 0, period, TimeUnit.SECONDS));
        }
    }

    @Test
    void aFixedRateCatchesUpAndAFixedDelayDoesNot(EventLoop loop) {
        ScheduledExecutorService view = loop.asExecutorService();
        List<Long> atRate = new ArrayList<>();
        List<Long> afterDelay = new ArrayList<>();
        long begin = loop.time();
        ScheduledFuture<?> rate = view.scheduleAtFixedRate(() -> atRate.add(loop.time()), 0, 4, TimeUnit.MILLISECONDS);
        ScheduledFuture<?> delay =
                view.scheduleWithFixedDelay(() -> afterDelay.add(loop.time()), 0, 4, TimeUnit.MILLISECONDS);
        Await.until(loop, () -> atRate.size() >= 4 && afterDelay.size() >= 4);
        rate.cancel(false);
        delay.cancel(false);
        for (int i = 0; i < 4; i++) {
            assertThat(atRate.get(i) - begin).isGreaterThanOrEqualTo(i * 4_000_000L);
        }
        for (int i = 1; i < 4; i++) {
            assertThat(afterDelay.get(i) - afterDelay.get(i - 1)).isGreaterThanOrEqualTo(4_000_000);
        }
        assertThat(loop.stats().pendingTimers()).isZero();
    }

    @Test
    void whatRepeatsEndsWithItsFirstFailure(EventLoop loop) {
        ScheduledExecutorService view = loop.asExecutorService();
        ScheduledFuture<?> timer = view.scheduleAtFixedRate(
                () -> {
                    events.add("ran");
                    if (events.size() == 2) {
                        throw new IllegalStateException("on purpose");
                    }
                },
                0,
                1,
                TimeUnit.MILLISECONDS);
        Await.until(loop, timer::isDone);
        InTask.run(loop, () -> Async.sleep(Duration.ofMillis(5)));
        assertThat(events).containsExactly("ran", "ran");
        assertThat(timer.exceptionNow()).hasMessage("on purpose");
    }

    @Test
    void whatRepeatsMayCancelItselfAndLeavesNoTimer(EventLoop loop) {
        ScheduledExecutorService view = loop.asExecutorService();
        List<ScheduledFuture<?>> self = new ArrayList<>();
        self.add(view.scheduleAtFixedRate(
                () -> {
                    events.add("ran");
                    self.getFirst().cancel(true);
                    assertThat(Thread.currentThread().isInterrupted()).isFalse();
                },
                0,
                1,
                TimeUnit.HOURS));
        Await.until(loop, () -> !events.isEmpty());
        assertThat(loop.stats().pendingTimers()).isLessThanOrEqualTo(1); // that of the wait itself
        Turns.one(loop);
        assertThat(loop.stats().pendingTimers()).isZero();
    }

    @Test
    void aShutdownEndsWhatRepeatsAndLetsTheRestRun(EventLoop loop) {
        ScheduledExecutorService view = loop.asExecutorService();
        view.execute(() -> events.add("executed"));
        Future<?> later = view.schedule(() -> events.add("later"), 3, TimeUnit.MILLISECONDS);
        Future<?> repeated = view.scheduleAtFixedRate(() -> events.add("never"), 1, 1, TimeUnit.HOURS);
        view.shutdown();
        assertThat(view.isShutdown()).isTrue();
        assertThat(view.isTerminated()).isFalse();
        assertThat(repeated.isCancelled()).isTrue();
        assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> view.execute(() -> {}));
        assertThatExceptionOfType(RejectedExecutionException.class)
                .isThrownBy(() -> view.schedule(() -> {}, 1, TimeUnit.HOURS));
        awaitEnd(loop, view);
        assertThat(events).containsExactly("executed", "later");
        assertThat(later.isDone()).isTrue();
    }

    @Test
    void aShutdownInsideWhatRepeatsEndsIt(EventLoop loop) {
        ScheduledExecutorService view = loop.asExecutorService();
        Future<?> repeated = view.scheduleAtFixedRate(view::shutdown, 0, 1, TimeUnit.HOURS);
        awaitEnd(loop, view);
        assertThat(repeated.isCancelled()).isTrue();
    }

    @Test
    void shutdownNowGivesBackWhatHasNotBegun(EventLoop loop) {
        ScheduledExecutorService view = loop.asExecutorService();
        Runnable executed = () -> events.add("never");
        view.execute(executed);
        Future<?> submitted = view.submit(() -> events.add("later"));
        Future<?> timer = view.schedule(() -> events.add("never"), 1, TimeUnit.HOURS);
        Turns.one(loop); // runs the first two
        events.clear();
        view.execute(executed);
        List<Runnable> waiting = view.shutdownNow();
        assertThat(waiting).containsExactlyInAnyOrder(executed, (Runnable) timer);
        assertThat(view.isTerminated()).isTrue();
        assertThat(submitted.isDone()).isTrue();
        Turns.many(loop, 2);
        assertThat(events).isEmpty();
        assertThat(timer.isDone()).isFalse();
        assertThat(loop.stats().pendingTimers()).isZero();
    }

    @Test
    void aShutdownConcernsTheViewAlone(EventLoop loop) {
        ScheduledExecutorService one = loop.asExecutorService();
        ScheduledExecutorService other = loop.asExecutorService();
        one.close();
        assertThat(one.isTerminated()).isTrue();
        other.execute(() -> events.add("other view"));
        loop.execute(() -> events.add("loop"));
        Turns.one(loop);
        assertThat(events).containsExactly("other view", "loop");
        other.close();
    }

    @Test
    void anotherThreadMayAwaitTheEnd(EventLoop loop) {
        ScheduledExecutorService view = loop.asExecutorService();
        var _ = view.schedule(() -> events.add("ran"), 5, TimeUnit.MILLISECONDS);
        OtherThread.run(() -> {
            try {
                assertThat(view.awaitTermination(1, TimeUnit.MILLISECONDS)).isFalse();
            } catch (InterruptedException impossible) {
                throw new AssertionError(impossible);
            }
        });
        CompletableFuture<Void> closed = CompletableFuture.runAsync(() -> OtherThread.run(view::close));
        loop.runUntilComplete(closed);
        assertThat(events).containsExactly("ran");
    }

    @Test
    void toWaitInACallbackIsRefused(EventLoop loop) {
        ScheduledExecutorService view = loop.asExecutorService();
        loop.callSoon(() -> {
            Future<String> future = view.submit(() -> "result");
            ScheduledFuture<?> timer = view.schedule(() -> {}, 1, TimeUnit.HOURS);
            view.execute(() -> {});
            for (Callable<?> wait : List.<Callable<?>>of(
                    future::get,
                    () -> future.get(1, TimeUnit.SECONDS),
                    timer::get,
                    () -> view.awaitTermination(1, TimeUnit.SECONDS),
                    () -> view.invokeAll(List.of(() -> "never")),
                    () -> view.invokeAny(List.of(() -> "never")),
                    () -> view.invokeAny(List.of(() -> "never"), 1, TimeUnit.SECONDS))) {
                assertThatIllegalStateException().isThrownBy(wait::call).withMessageContaining("would never end");
                events.add("refused");
            }
            assertThatIllegalStateException().isThrownBy(view::close);
            timer.cancel(false);
        });
        awaitEnd(loop, view);
        assertThat(events).hasSize(7);
    }

    @Test
    void aTaskMayWait(EventLoop loop) {
        ScheduledExecutorService view = loop.asExecutorService();
        InTask.run(loop, () -> {
            events.add(view.submit(() -> "submitted").get());
            events.add(
                    view.schedule(() -> "scheduled", 1, TimeUnit.MILLISECONDS).get(10, TimeUnit.SECONDS));
            List<Callable<String>> one = List.of(() -> "invoked");
            events.add(view.invokeAll(one).getFirst().resultNow());
            Future<String> late = view.schedule(() -> "late", 1, TimeUnit.HOURS);
            view.shutdown();
            assertThat(view.awaitTermination(0, TimeUnit.SECONDS)).isFalse();
            loop.callLater(Duration.ofMillis(1), () -> late.cancel(false));
            assertThat(view.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS))
                    .isTrue();
        });
        assertThat(events).containsExactly("submitted", "scheduled", "invoked");
    }

    @Test
    void aClosedLoopCancelsWhatWaitsAndRefusesTheRest(EventLoop loop) {
        ScheduledExecutorService view = loop.asExecutorService();
        Future<?> submitted = view.submit(() -> events.add("never"));
        Future<?> timer = view.schedule(() -> events.add("never"), 1, TimeUnit.HOURS);
        Future<?> repeated = view.scheduleAtFixedRate(() -> events.add("never"), 1, 1, TimeUnit.HOURS);
        view.execute(() -> events.add("never"));
        loop.close();
        for (Future<?> future : List.of(submitted, timer, repeated)) {
            assertThatExceptionOfType(CancellationException.class).isThrownBy(future::get);
        }
        assertThat(view.isTerminated()).isTrue();
        for (ScheduledExecutorService closed : List.of(view, loop.asExecutorService())) {
            assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> closed.execute(() -> {}));
            assertThatExceptionOfType(RejectedExecutionException.class)
                    .isThrownBy(() -> closed.schedule(() -> {}, 1, TimeUnit.HOURS));
            closed.close();
        }
        assertThat(events).isEmpty();
    }
}
