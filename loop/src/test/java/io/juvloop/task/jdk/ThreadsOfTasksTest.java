package io.juvloop.task.jdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.testing.InTask;
import io.juvloop.testing.TaskTest;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Threads that a task starts are not part of it: they run on other carriers, even while the loop is busy.
@TaskTest
class ThreadsOfTasksTest {
    private static String where(EventLoop loop) {
        assertThatIllegalStateException().isThrownBy(() -> loop.callSoon(() -> {}));
        assertThatIllegalStateException().isThrownBy(EventLoop::running);
        return Thread.currentThread().toString();
    }

    /// Keeps the loop busy until a future is done, which it could not be on the loop.
    private static String spinUntilDone(CompletableFuture<String> future) {
        while (!future.isDone()) {
            Thread.onSpinWait();
        }
        return future.join();
    }

    private static void isElsewhere(EventLoop loop, Callable<String> start) {
        String loopThread = "@" + Thread.currentThread().getName();
        InTask.run(loop, () -> assertThat(start.call()).doesNotEndWith(loopThread));
    }

    @Test
    void aVirtualThreadRunsElsewhere(EventLoop loop) {
        isElsewhere(loop, () -> {
            CompletableFuture<String> where = new CompletableFuture<>();
            Thread.startVirtualThread(() -> where.completeAsync(() -> where(loop), Runnable::run));
            return spinUntilDone(where);
        });
    }

    @Test
    void aVirtualThreadOfAVirtualThreadRunsElsewhere(EventLoop loop) {
        isElsewhere(loop, () -> {
            CompletableFuture<String> where = new CompletableFuture<>();
            ThreadFactory threads = Thread.ofVirtual().factory();
            Thread.startVirtualThread(() -> threads.newThread(
                            () -> where.completeAsync(() -> where(loop), Runnable::run))
                    .start());
            return spinUntilDone(where);
        });
    }

    @Test
    void aVirtualThreadThatParksGoesOnElsewhereWhenTheTaskHasEnded(EventLoop loop) {
        CompletableFuture<String> gate = new CompletableFuture<>();
        CompletableFuture<String> done = new CompletableFuture<>();
        InTask.run(loop, () -> {
            Thread.startVirtualThread(() -> done.completeAsync(() -> gate.join() + where(loop), Runnable::run));
        });
        gate.complete("after ");
        assertThat(spinUntilDone(done)).startsWith("after VirtualThread");
    }

    @Test
    void anExecutorOfVirtualThreadsRunsElsewhere(EventLoop loop) {
        isElsewhere(loop, () -> {
            try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
                return spinUntilDone(CompletableFuture.supplyAsync(() -> where(loop), executor));
            }
        });
    }

    @Test
    void theDefaultExecutorOfTheLoopRunsElsewhere(EventLoop loop) {
        isElsewhere(loop, () -> Async.await(loop.runInExecutor(null, () -> where(loop))));
    }

    @Test
    void theCommonPoolRunsElsewhere(EventLoop loop) {
        isElsewhere(loop, () -> spinUntilDone(CompletableFuture.supplyAsync(() -> where(loop))));
    }

    @Test
    void parallelStreamsWorkInsideATask(EventLoop loop) {
        InTask.run(loop, () -> {
            int sum = IntStream.range(0, 10_000).parallel().map(i -> 1).sum();
            assertThat(sum).isEqualTo(10_000);
            loop.callSoon(() -> {});
        });
    }
}
