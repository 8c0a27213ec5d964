package io.juvloop.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.testing.InTask;
import io.juvloop.testing.TaskTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Delayed;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The futures of jobs compared with those of the JDK's own executors: how they fail, and in which order they
/// are due.
@TaskTest
class JobFutureTest {
    /// The ways of submitting a job.
    enum Way {
        SUBMIT,
        SCHEDULE,
        RUN_IN_EXECUTOR;

        Future<Object> give(EventLoop loop, Callable<Object> job) {
            ScheduledExecutorService executor = loop.asExecutorService();
            return switch (this) {
                case SUBMIT -> executor.submit(job);
                case SCHEDULE -> executor.schedule(job, 1, TimeUnit.MILLISECONDS);
                case RUN_IN_EXECUTOR -> loop.runInExecutor(null, job);
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void theCauseIsWhatTheJobThrew(Way way, EventLoop loop) {
        for (Exception thrown : List.of(
                new IOException("checked"),
                new CompletionException(new IOException("inside")),
                new CancellationException("not asked for"),
                new ExecutionException(new IOException("inside")))) {
            InTask.run(loop, () -> {
                Future<Object> future = way.give(loop, () -> {
                    throw thrown;
                });
                assertThatExceptionOfType(ExecutionException.class)
                        .isThrownBy(future::get)
                        .satisfies(failed -> assertThat(failed.getCause()).isSameAs(thrown));
                assertThat(future.isCancelled()).isFalse();
                assertThat(future.state()).isEqualTo(Future.State.FAILED);
                assertThat(future.exceptionNow()).isSameAs(thrown);
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsCancelledIsCancelled(Way way, EventLoop loop) {
        InTask.run(loop, () -> {
            Future<Object> future = way.give(loop, () -> "never");
            assertThat(future.cancel(false)).isTrue();
            assertThat(future.isCancelled()).isTrue();
            assertThatExceptionOfType(CancellationException.class).isThrownBy(future::get);
        });
    }

    @Test
    void aTaskThatWaitsForOneThatThrewACancellationIsNotCancelledItself(EventLoop loop) {
        InTask.run(loop, () -> {
            CompletableFuture<String> future = loop.runInExecutor(null, () -> {
                throw new CancellationException("of the work");
            });
            assertThatExceptionOfType(CancellationException.class)
                    .isThrownBy(() -> Async.await(future))
                    .withMessage("of the work");
            assertThat(Async.currentTask().cancelling()).isZero();
        });
    }

    @Test
    void theOrderIsThatOfTheDueTimesAndThenOfTheMaking(EventLoop loop) {
        ScheduledExecutorService executor = loop.asExecutorService();
        List<ScheduledFuture<?>> made = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            made.add(executor.schedule(() -> {}, 1 + i % 3, TimeUnit.HOURS));
        }
        List<ScheduledFuture<?>> sorted = new ArrayList<>(made);
        Collections.shuffle(sorted);
        Collections.sort(sorted);
        for (int i = 0; i < sorted.size(); i++) {
            for (int j = 0; j < sorted.size(); j++) {
                assertThat(Integer.signum(sorted.get(i).compareTo(sorted.get(j))))
                        .isEqualTo(Integer.compare(i, j));
            }
        }
        assertThat(sorted).isNotEqualTo(made);
        executor.shutdownNow();
        made.forEach(future -> future.cancel(false));
    }

    @Test
    void oneOfAnotherExecutorIsComparedByWhatIsLeft(EventLoop loop) {
        ScheduledFuture<?> ours = loop.asExecutorService().schedule(() -> {}, 1, TimeUnit.HOURS);
        Delayed theirs = new Delayed() {
            @Override
            public long getDelay(TimeUnit unit) {
                return unit.convert(2, TimeUnit.HOURS);
            }

            @Override
            public int compareTo(Delayed other) {
                return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
            }
        };
        assertThat(ours.compareTo(theirs)).isNegative();
        assertThat(theirs.compareTo(ours)).isPositive();
        ours.cancel(false);
    }
}
