package io.juvloop.structured;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.Task;
import io.juvloop.testing.Await;
import io.juvloop.testing.FastOnly;
import io.juvloop.testing.InTask;
import io.juvloop.testing.LoopChoice;
import io.juvloop.testing.TaskTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/// [Async#toThread] and [Async#runInLoopThreadsafe].
@TaskTest
class OtherThreadsTest {
    private static final ScopedValue<String> WHO = ScopedValue.newInstance();

    private final List<String> events = Collections.synchronizedList(new ArrayList<>());

    @Test
    void blockingWorkRunsElsewhere(EventLoop loop) {
        InTask.run(loop, () -> {
            Thread here = Thread.currentThread();
            Thread there = Async.toThread(Thread::currentThread);
            assertThat(there).isNotEqualTo(here);
            assertThat(Thread.currentThread()).isSameAs(here);
        });
    }

    @Test
    void theLoopGoesOnMeanwhile(EventLoop loop) {
        InTask.run(loop, () -> {
            CountDownLatch latch = new CountDownLatch(1);
            loop.callLater(Naps.SHORT, latch::countDown);
            Async.toThread(() -> {
                latch.await();
                return null;
            });
            assertThat(latch.getCount()).isZero();
        });
    }

    @Test
    void whatTheWorkThrowsIsThrownAsItIs(EventLoop loop) {
        InTask.run(loop, () -> {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> Async.toThread(() -> {
                        throw new IOException("checked");
                    }))
                    .withMessage("checked");
            CompletionException own = new CompletionException(new IOException("cause"));
            assertThatExceptionOfType(CompletionException.class)
                    .isThrownBy(() -> Async.toThread(() -> {
                        throw own;
                    }))
                    .isSameAs(own);
        });
    }

    @Test
    @FastOnly
    void scopedValuesGoWithTheWork(EventLoop loop) {
        InTask.run(
                loop,
                () -> ScopedValue.where(WHO, "caller")
                        .run(() -> assertThat(Async.<String, RuntimeException>toThread(WHO::get))
                                .isEqualTo("caller")));
    }

    @Test
    void cancelledTheWorkGoesOnUnheard(EventLoop loop) throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        Task<Void> task = loop.createTask(() -> {
            Async.toThread(() -> {
                begun.countDown();
                mayEnd.await();
                ended.countDown();
                return null;
            });
        });
        Await.until(loop, () -> begun.getCount() == 0);
        task.cancel();
        assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> loop.runUntilComplete(task));
        mayEnd.countDown();
        ended.await();
    }

    @Test
    void anotherThreadGetsTheResultOfATask(EventLoop loop) {
        InTask.run(loop, () -> {
            String got = Async.toThread(() -> Async.runInLoopThreadsafe(loop, () -> {
                        Naps.shortly();
                        return Async.currentTask().name();
                    })
                    .get());
            assertThat(got).isEqualTo("Task-2");
        });
    }

    @Test
    void anotherThreadGetsTheFailureOfATask(EventLoop loop) {
        InTask.run(
                loop,
                () -> assertThatExceptionOfType(ExecutionException.class)
                        .isThrownBy(() -> Async.toThread(() -> Async.runInLoopThreadsafe(loop, () -> {
                                    throw new IOException("in the task");
                                })
                                .get()))
                        .withCauseInstanceOf(IOException.class));
    }

    @Test
    void cancellingTheFutureCancelsTheTask(EventLoop loop) {
        InTask.run(loop, () -> {
            LoopFuture<Void> begun = loop.createFuture();
            LoopFuture<Void> ended = loop.createFuture();
            CompletableFuture<Object> future = Async.runInLoopThreadsafe(loop, () -> {
                begun.complete(null);
                try {
                    Naps.forLong();
                } finally {
                    ended.complete(null);
                }
                return null;
            });
            Async.await(begun);
            assertThat(Async.<Boolean, RuntimeException>toThread(() -> future.cancel(true)))
                    .isTrue();
            Async.await(ended);
            assertThat(future.isCancelled()).isTrue();
        });
    }

    @Test
    void cancelledBeforeItBeginsTheTaskIsNeverMade(EventLoop loop) {
        InTask.run(loop, () -> {
            CompletableFuture<Object> future = Async.runInLoopThreadsafe(loop, () -> events.add("begun"));
            future.cancel(true);
            Naps.turn();
            Naps.turn();
        });
        assertThat(events).isEmpty();
    }

    @Test
    void cancellingTheTaskCancelsTheFuture(EventLoop loop) {
        InTask.run(loop, () -> {
            CompletableFuture<Object> future = Async.runInLoopThreadsafe(loop, () -> {
                Async.currentTask().cancel();
                Naps.forLong();
                return null;
            });
            assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> Async.await(future));
            assertThat(future.isCancelled()).isTrue();
        });
    }

    @Test
    void aTaskFactoryThatRefusesFailsTheFuture(EventLoop loop) {
        InTask.run(loop, () -> {
            loop.setTaskFactory(new Refusing());
            CompletableFuture<String> future = Async.runInLoopThreadsafe(loop, () -> "never");
            assertThatIllegalStateException()
                    .isThrownBy(() -> Async.await(future))
                    .withMessage("no more tasks");
        });
    }

    @Test
    void aClosedLoopRefuses() {
        EventLoop closed = LoopChoice.newLoop();
        closed.close();
        assertThatIllegalStateException().isThrownBy(() -> Async.runInLoopThreadsafe(closed, () -> "never"));
    }
}
