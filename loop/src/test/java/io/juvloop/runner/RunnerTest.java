package io.juvloop.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.Action;
import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.ExceptionContext;
import io.juvloop.Runner;
import io.juvloop.RunnerOptions;
import io.juvloop.Task;
import io.juvloop.TaskOptions;
import io.juvloop.testing.Logged;
import io.juvloop.testing.OtherThread;
import io.juvloop.testing.Reported;
import io.juvloop.testing.TaskTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// `Runner`: several programs on one loop, and its end.
@TaskTest
class RunnerTest {
    private final List<String> events = new ArrayList<>();

    private static <T> CompletableFuture<T> blocking(EventLoop loop, T result, CountDownLatch gate) {
        return loop.runInExecutor(null, () -> {
            gate.await();
            return result;
        });
    }

    private void sleepAndCleanUp(String name) {
        try {
            Async.sleep(Duration.ofHours(1));
        } finally {
            Async.sleep(Duration.ofMillis(1));
            events.add(name);
        }
    }

    @Test
    void runsSeveralProgramsOnOneLoopThatItClosesAtTheEnd() {
        EventLoop loop;
        try (Runner runner = new Runner()) {
            loop = runner.loop();
            assertThat(runner.<EventLoop>run(EventLoop::running)).isSameAs(loop);
            assertThat(runner.<EventLoop>run(EventLoop::running)).isSameAs(loop);
            assertThat(runner.loop()).isSameAs(loop);
            assertThat(loop.isClosed()).isFalse();
        }
        assertThat(loop.isClosed()).isTrue();
    }

    @Test
    void makesItsLoopAtTheFirstUse() {
        RunnerOptions options = RunnerOptions.DEFAULT.withLoopFactory(() -> {
            events.add("made");
            return EventLoop.create();
        });
        try (Runner unused = new Runner(options)) {
            assertThat(unused).isNotNull();
        }
        assertThat(events).isEmpty();
        try (Runner runner = new Runner(options)) {
            runner.run(() -> events.add("ran"));
        }
        assertThat(events).containsExactly("made", "ran");
    }

    @Test
    void aTaskThatIsLeftGoesOnInTheNextRun() {
        try (Runner runner = new Runner()) {
            Task<String> left = runner.run(() -> EventLoop.running().createTask(() -> {
                Async.sleep(Duration.ofMillis(2));
                return "result";
            }));
            assertThat(left.isDone()).isFalse();
            assertThat(runner.<String>run(() -> Async.await(left))).isEqualTo("result");
        }
    }

    @Test
    void goesOnAfterAProgramThatFailed() {
        try (Runner runner = new Runner()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> runner.run((Action) () -> {
                        throw new IllegalArgumentException("on purpose");
                    }));
            assertThat(runner.<String>run(() -> "result")).isEqualTo("result");
        }
    }

    @Test
    void closeCancelsTheTasksThatAreLeftAndWaitsForThem() {
        try (Runner runner = new Runner()) {
            runner.run(() -> {
                var _ = EventLoop.running().createTask(() -> sleepAndCleanUp("one"));
                var _ = EventLoop.running().createTask(() -> sleepAndCleanUp("two"));
                Async.sleep(Duration.ZERO);
                var _ = EventLoop.running().createTask(() -> sleepAndCleanUp("never begun"));
            });
            assertThat(events).isEmpty();
        }
        assertThat(events).containsExactly("one", "two");
    }

    @Test
    void closeReportsTheTasksThatFailAndOnlyThose(Reported reported) {
        IllegalStateException failure = new IllegalStateException("on purpose");
        Runner runner = new Runner();
        runner.loop().setExceptionHandler(reported);
        Task<Void> failing = runner.run(() -> {
            var _ = EventLoop.running().createTask(() -> sleepAndCleanUp("cancelled"));
            Task<Void> task = EventLoop.running()
                    .createTask(
                            () -> {
                                try {
                                    Async.sleep(Duration.ofHours(1));
                                } catch (CancellationException cancelled) {
                                    throw failure;
                                }
                                return null;
                            },
                            TaskOptions.named("culprit"));
            Async.sleep(Duration.ZERO);
            return task;
        });
        runner.close();
        ExceptionContext context = reported.only();
        assertThat(context.message()).isEqualTo("task culprit failed while its runner was being closed");
        assertThat(context.exception()).isSameAs(failure);
        assertThat(context.future()).isSameAs(failing);
    }

    @Test
    void closeWaitsForTheDefaultExecutor() {
        CountDownLatch gate = new CountDownLatch(1);
        CompletableFuture<String> work;
        try (Runner runner = new Runner()) {
            work = runner.run(() -> {
                CompletableFuture<String> blocked = blocking(EventLoop.running(), "result", gate);
                EventLoop.running().createTask(() -> sleepAndCleanUp("main")).addDoneCallback(_ -> gate.countDown());
                Async.sleep(Duration.ZERO);
                return blocked;
            });
        }
        assertThat(work).isCompletedWithValue("result");
    }

    @Test
    void isRefusedOnceClosedAndClosesOnce() {
        Runner runner = new Runner();
        runner.run(() -> events.add("ran"));
        runner.close();
        runner.close();
        assertThatIllegalStateException()
                .isThrownBy(() -> runner.run(() -> events.add("never")))
                .withMessage("the runner is closed");
        assertThatIllegalStateException().isThrownBy(runner::loop).withMessage("the runner is closed");
        assertThat(events).containsExactly("ran");
    }

    @Test
    void cannotBeClosedFromInside() {
        try (Runner runner = new Runner()) {
            runner.run(() -> {
                assertThatIllegalStateException()
                        .isThrownBy(runner::close)
                        .withMessageContaining("while its event loop is running");
                Async.sleep(Duration.ofMillis(1)); // and was not cancelled
                events.add("went on");
            });
        }
        assertThat(events).containsExactly("went on");
    }

    @Test
    void anotherThreadCannotCloseIt() {
        try (Runner runner = new Runner()) {
            runner.run(() -> {});
            OtherThread.run(() -> assertThatIllegalStateException()
                    .isThrownBy(runner::close)
                    .withMessageContaining("belongs to thread"));
            assertThat(runner.<String>run(() -> "still open")).isEqualTo("still open");
        }
    }

    @Test
    void aLoopThatWasClosedBehindItsBackIsLeftAlone() {
        Runner runner = new Runner();
        runner.loop().close();
        runner.close();
        assertThatIllegalStateException().isThrownBy(runner::loop).withMessage("the runner is closed");
    }

    @Test
    void aTaskThatEndsTheRunWhileItIsBeingClosedIsThrownAndTheLoopClosed(Logged logged) {
        Runner runner = new Runner();
        EventLoop loop = runner.loop();
        OutOfMemoryError fatal = new OutOfMemoryError("on purpose");
        runner.run(() -> {
            var _ = loop.createTask(() -> {
                try {
                    Async.sleep(Duration.ofHours(1));
                } finally {
                    throwIt(fatal);
                }
            });
            Async.sleep(Duration.ZERO);
        });
        assertThatThrownBy(runner::close).isSameAs(fatal);
        assertThat(loop.isClosed()).isTrue();
        assertThat(logged.count()).isZero();
    }

    private static void throwIt(Error error) {
        throw error;
    }

    @Test
    void optionsAreChecked() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RunnerOptions.DEFAULT.withShutdownPatience(Duration.ofNanos(-1)))
                .withMessageContaining("negative");
        assertThatExceptionOfType(NullPointerException.class)
                .isThrownBy(() -> RunnerOptions.DEFAULT.withLoopFactory(null));
        assertThatExceptionOfType(NullPointerException.class).isThrownBy(() -> new Runner(null));
    }

    @Test
    void anyPatienceIsAllowed() {
        RunnerOptions options = RunnerOptions.DEFAULT.withShutdownPatience(Duration.ofSeconds(Long.MAX_VALUE));
        try (Runner runner = new Runner(options)) {
            assertThat(runner.<String>run(() -> "result")).isEqualTo("result");
        }
    }
}
