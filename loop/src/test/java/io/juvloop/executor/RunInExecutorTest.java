package io.juvloop.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.spi.RunningLoop;
import io.juvloop.testing.Await;
import io.juvloop.testing.InTask;
import io.juvloop.testing.TaskTest;
import io.juvloop.testing.Turns;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// `runInExecutor`: where work runs, and how its result returns.
@TaskTest
class RunInExecutorTest {
    private final Queue<Runnable> given = new ArrayDeque<>();

    /// Keeps submitted work until the test runs it.
    private final Executor held = given::add;

    /// Whether the calling thread is the loop's, or the JDK's stand-in for it in a task.
    private static boolean isOnLoop() {
        return RunningLoop.get() != null;
    }

    @Test
    @Tag("K1")
    void theResultIsDeliveredOnTheLoopsThread(EventLoop loop) {
        Thread main = Thread.currentThread();
        List<Thread> threads = new ArrayList<>();
        CountDownLatch watched = new CountDownLatch(1);
        CompletableFuture<String> future = loop.runInExecutor(null, () -> {
            threads.add(Thread.currentThread());
            watched.await();
            return "result";
        });
        CompletableFuture<Thread> deliveredOn = future.thenApply(result -> Thread.currentThread());
        watched.countDown();
        assertThat(loop.runUntilComplete(future)).isEqualTo("result");
        assertThat(loop.runUntilComplete(deliveredOn)).isSameAs(main);
        assertThat(threads).hasSize(1).doesNotContain(main);
    }

    @Test
    @Tag("K1")
    @DisplayName("an exception passes, unchecked as it is, checked in a CompletionException")
    void anExceptionPasses(EventLoop loop) {
        IllegalArgumentException unchecked = new IllegalArgumentException("on purpose");
        IOException checked = new IOException("on purpose");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> loop.runUntilComplete(loop.runInExecutor(null, failing(unchecked))))
                .isSameAs(unchecked);
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> loop.runUntilComplete(loop.runInExecutor(null, failing(checked))))
                .havingCause()
                .isSameAs(checked);
    }

    private static Callable<String> failing(Exception failure) {
        return () -> {
            throw failure;
        };
    }

    @Test
    @Tag("K1")
    void cancelledBeforeItBeginsTheWorkDoesNotRun(EventLoop loop) {
        AtomicInteger runs = new AtomicInteger();
        CompletableFuture<Integer> future = loop.runInExecutor(held, runs::incrementAndGet);
        future.cancel(true);
        given.remove().run();
        Turns.one(loop);
        assertThat(runs).hasValue(0);
        assertThat(future).isCancelled();
    }

    @Test
    @Tag("K1")
    @DisplayName("cancelled while it runs, the work ends silently, with a result or a failure")
    void cancelledWhileItRunsTheWorkEndsSilently(EventLoop loop) {
        for (boolean fails : new boolean[] {false, true}) {
            AtomicInteger ended = new AtomicInteger();
            AtomicReference<CompletableFuture<Integer>> future = new AtomicReference<>();
            future.set(loop.runInExecutor(held, () -> {
                future.get().cancel(true);
                assertThat(Thread.currentThread().isInterrupted()).isFalse();
                ended.incrementAndGet();
                if (fails) {
                    throw new IOException("nobody hears this");
                }
                return 1;
            }));
            given.remove().run();
            Turns.one(loop);
            assertThat(ended).hasValue(1);
            assertThat(future.get()).isCancelled();
        }
    }

    @Test
    void aTaskThatIsCancelledWhileItWaitsForWorkEndsAtOnce(EventLoop loop) {
        CountDownLatch never = new CountDownLatch(1);
        LoopFuture<Boolean> begun = loop.createFuture();
        AtomicInteger ended = new AtomicInteger();
        InTask.run(loop, () -> {
            var task = loop.createTask(() -> Async.await(loop.runInExecutor(null, () -> {
                loop.callSoonThreadsafe(() -> begun.complete(true));
                never.await();
                return ended.incrementAndGet();
            })));
            Async.await(begun);
            task.cancel();
            assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> Async.await(task));
            assertThat(ended).hasValue(0);
        });
        never.countDown();
        Await.until(loop, () -> ended.get() == 1);
    }

    @Test
    void theDefaultIsManyVirtualThreadsWithRecognisableNames(EventLoop loop) {
        CountDownLatch together = new CountDownLatch(20);
        List<CompletableFuture<Thread>> threads = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            threads.add(loop.runInExecutor(null, () -> {
                together.countDown();
                together.await();
                return Thread.currentThread();
            }));
        }
        for (CompletableFuture<Thread> thread : threads) {
            assertThat(loop.runUntilComplete(thread))
                    .matches(Thread::isVirtual)
                    .extracting(Thread::getName)
                    .asString()
                    .startsWith("juvloop-executor-");
        }
        assertThat(threads.stream().map(CompletableFuture::join)).doesNotHaveDuplicates();
    }

    @Test
    void workNeverRunsOnTheLoopsThreadAlsoIfATaskAsksForIt(EventLoop loop) {
        try (ExecutorService plain = Executors.newVirtualThreadPerTaskExecutor()) {
            InTask.run(loop, () -> {
                for (Executor executor : new Executor[] {null, plain}) {
                    AtomicInteger turns = new AtomicInteger();
                    loop.callSoon(turns::incrementAndGet);
                    CompletableFuture<Boolean> onLoop = loop.runInExecutor(executor, () -> {
                        while (turns.get() == 0) {
                            Thread.onSpinWait(); // endlessly, if this keeps the loop from running
                        }
                        return isOnLoop();
                    });
                    assertThat(Async.<Boolean>await(onLoop)).isFalse();
                }
            });
        }
    }

    @Test
    void aBlockedDefaultExecutorDoesNotHoldUpTheLoop(EventLoop loop) {
        CountDownLatch gate = new CountDownLatch(1);
        CompletableFuture<String> blocked = loop.runInExecutor(null, () -> {
            gate.await();
            return "late";
        });
        InTask.run(loop, () -> Async.sleep(Duration.ofMillis(2)));
        assertThat(blocked).isNotDone();
        gate.countDown();
        assertThat(loop.runUntilComplete(blocked)).isEqualTo("late");
    }

    @Test
    void theScopedValuesOfTheCallerFollow(EventLoop loop) {
        ScopedValue<String> value = ScopedValue.newInstance();
        CompletableFuture<String> seen =
                ScopedValue.where(value, "bound").call(() -> loop.runInExecutor(null, () -> value.orElse("not bound")));
        assertThat(loop.runUntilComplete(seen)).isEqualTo("bound");
    }

    @Test
    void anExecutorThatRefusesIsHeard(EventLoop loop) {
        Executor full = command -> {
            throw new RejectedExecutionException("full");
        };
        assertThatExceptionOfType(RejectedExecutionException.class)
                .isThrownBy(() -> loop.runInExecutor(full, () -> "never"))
                .withMessage("full");
    }

    @Test
    void anExecutorMayRunTheWorkInPlace(EventLoop loop) {
        assertThat(loop.runInExecutor(Runnable::run, () -> "result")).isCompletedWithValue("result");
    }

    @Test
    void noWorkIsRefused(EventLoop loop) {
        assertThatNullPointerException().isThrownBy(() -> loop.runInExecutor(null, null));
        loop.close();
        assertThatIllegalStateException().isThrownBy(() -> loop.runInExecutor(null, () -> "never"));
    }
}
