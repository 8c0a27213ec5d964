package io.juvloop.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.testing.InTask;
import io.juvloop.testing.Logged;
import io.juvloop.testing.OtherThread;
import io.juvloop.testing.TaskTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The default executor: setting it, shutting it down, and closing its loop.
@TaskTest
class DefaultExecutorTest {
    private final CountDownLatch gate = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    private CompletableFuture<String> blockedWork(EventLoop loop) {
        return loop.runInExecutor(null, () -> {
            gate.await();
            ended.countDown();
            return "result";
        });
    }

    @Test
    @Tag("K2")
    @DisplayName("a shutdown waits for work that runs, without holding up the loop")
    void aShutdownWaitsForWorkThatRuns(EventLoop loop) {
        List<String> events = new ArrayList<>();
        CompletableFuture<String> work = blockedWork(loop);
        var _ = work.thenAccept(events::add);
        CompletableFuture<Void> done = loop.shutdownDefaultExecutor(null);
        var _ = done.thenRun(() -> events.add("shut down"));
        InTask.run(loop, () -> Async.sleep(Duration.ofMillis(5)));
        assertThat(events).isEmpty();
        gate.countDown();
        loop.runUntilComplete(done);
        assertThat(loop.runUntilComplete(work)).isEqualTo("result");
        assertThat(events).containsExactlyInAnyOrder("result", "shut down");
    }

    @Test
    @Tag("K2")
    @DisplayName("after a shutdown the default is refused, also a new one, but not another executor")
    void afterAShutdownTheDefaultIsRefused(EventLoop loop) {
        loop.runUntilComplete(loop.shutdownDefaultExecutor(null));
        loop.runUntilComplete(loop.shutdownDefaultExecutor(Duration.ZERO));
        assertThatIllegalStateException()
                .isThrownBy(() -> loop.runInExecutor(null, () -> "never"))
                .withMessage("the default executor was shut down");
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            loop.setDefaultExecutor(other);
            assertThatIllegalStateException().isThrownBy(() -> loop.runInExecutor(null, () -> "never"));
            assertThat(loop.runUntilComplete(loop.runInExecutor(other, () -> "result")))
                    .isEqualTo("result");
        }
    }

    @Test
    void aShutdownThatRunsOutOfTimeWarnsAndLeavesTheWork(EventLoop loop, Logged logged) {
        CompletableFuture<String> work = blockedWork(loop);
        loop.runUntilComplete(loop.shutdownDefaultExecutor(Duration.ofMillis(5)));
        assertThat(logged.only().message()).contains("still works after PT0.005S");
        assertThat(work).isNotDone();
        gate.countDown();
        assertThat(loop.runUntilComplete(work)).isEqualTo("result");
    }

    @Test
    @Tag("K2")
    @DisplayName("the loop is closed while work runs; its end is dropped quietly")
    void workThatEndsAfterTheLoopIsClosedIsDroppedQuietly(EventLoop loop) throws InterruptedException {
        CompletableFuture<String> work = blockedWork(loop);
        loop.close();
        gate.countDown();
        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(work).isNotDone();
    }

    @Test
    void aLoopThatIsClosedWhileTheShutdownWaitsDropsThatToo(EventLoop loop) throws InterruptedException {
        var _ = blockedWork(loop);
        CompletableFuture<Void> done = loop.shutdownDefaultExecutor(null);
        loop.close();
        gate.countDown();
        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(done).isNotDone();
    }

    @Test
    void oneCanBeSetAndIsShutDownWithTheLoop(EventLoop loop) {
        ExecutorService named = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("mine").factory());
        loop.setDefaultExecutor(named);
        assertThat(loop.runUntilComplete(
                        loop.runInExecutor(null, () -> Thread.currentThread().getName())))
                .isEqualTo("mine");
        assertThatNullPointerException().isThrownBy(() -> loop.setDefaultExecutor(null));
        loop.close();
        assertThat(named.isShutdown()).isTrue();
    }

    @Test
    void theCommonPoolWhichCannotBeShutDownIsNotWarnedAbout(EventLoop loop, Logged logged) {
        loop.setDefaultExecutor(ForkJoinPool.commonPool());
        assertThat(loop.runUntilComplete(loop.runInExecutor(null, () -> "result")))
                .isEqualTo("result");
        loop.runUntilComplete(loop.shutdownDefaultExecutor(Duration.ofSeconds(10)));
        assertThat(logged.count()).isZero();
    }

    @Test
    void theShutdownIsHeardOnTheLoopsThread(EventLoop loop) {
        var _ = blockedWork(loop);
        CompletableFuture<Thread> heardOn = loop.shutdownDefaultExecutor(null).thenApply(_ -> Thread.currentThread());
        OtherThread.run(gate::countDown);
        assertThat(loop.runUntilComplete(heardOn)).isSameAs(Thread.currentThread());
    }
}
