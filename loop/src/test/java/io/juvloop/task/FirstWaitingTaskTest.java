package io.juvloop.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.Task;
import io.juvloop.net.peer.ChildJvm;
import io.juvloop.testing.FastOnly;
import io.juvloop.testing.InTask;
import io.juvloop.testing.NeedsLibuv;
import io.juvloop.testing.OtherThread;
import io.juvloop.testing.Reaped;
import io.juvloop.testing.TaskTest;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The first task that waits for a future, or else the first callback, has a place of its own, without a list. It is
/// woken or called however the future is completed, in its place among the others.
@TaskTest
class FirstWaitingTaskTest {
    private final List<String> events = new ArrayList<>();

    /// Every way to complete a future that is not the JDK's own inside.
    enum Way {
        COMPLETE(future -> future.complete("value")),
        ASYNC(future -> {
            var _ = future.completeAsync(() -> "value");
        }),
        ASYNC_ELSEWHERE(future -> {
            var _ = future.completeAsync(() -> "value", Thread::startVirtualThread);
        }),
        ON_TIMEOUT(future -> {
            var _ = future.completeOnTimeout("value", 1, TimeUnit.MILLISECONDS);
        }),
        OBTRUDE(future -> future.obtrudeValue("value")),
        ON_ANOTHER_THREAD(future -> OtherThread.run(() -> future.complete("value")));

        @SuppressWarnings("ImmutableEnumChecker") // a lambda without state
        private final Consumer<LoopFuture<String>> complete;

        Way(Consumer<LoopFuture<String>> complete) {
            this.complete = complete;
        }
    }

    @ParameterizedTest
    @EnumSource
    void itIsWokenHoweverTheFutureIsCompleted(Way way, EventLoop loop) {
        LoopFuture<String> future = loop.createFuture();
        InTask.run(loop, () -> {
            Task<String> waiting = loop.createTask(() -> Async.await(future));
            Async.sleep(Duration.ZERO);
            way.complete.accept(future);
            assertThat(Async.await(waiting)).isEqualTo("value");
        });
    }

    @ParameterizedTest
    @EnumSource
    void aCallbackInItsPlaceIsCalledHoweverTheFutureIsCompleted(Way way, EventLoop loop) {
        LoopFuture<String> future = loop.createFuture();
        LoopFuture<String> called = loop.createFuture();
        future.addDoneCallback(done -> called.complete(done.join()));
        InTask.run(loop, () -> {
            way.complete.accept(future);
            assertThat(Async.await(called)).isEqualTo("value");
        });
    }

    @Test
    void aCallbackInItsPlaceIsNotCalledByTheCompletion(EventLoop loop) {
        LoopFuture<String> future = loop.createFuture();
        LoopFuture<String> called = loop.createFuture();
        future.addDoneCallback(done -> called.complete(done.join()));
        InTask.run(loop, () -> {
            future.complete("value");
            assertThat(called.isDone()).isFalse();
            assertThat(Async.await(called)).isEqualTo("value");
        });
    }

    @Test
    void aCallbackInItsPlaceCanBeTakenBack(EventLoop loop) {
        LoopFuture<String> future = loop.createFuture();
        Consumer<LoopFuture<String>> callback = _ -> events.add("called");
        future.addDoneCallback(callback);
        assertThat(future.removeDoneCallback(callback)).isOne();
        assertThat(future.removeDoneCallback(callback)).isZero();
        InTask.run(loop, () -> {
            future.complete("value");
            Async.sleep(Duration.ZERO);
        });
        assertThat(events).isEmpty();
    }

    @Test
    void itIsWokenByFailuresAndCancellation(EventLoop loop) {
        LoopFuture<String> failed = loop.createFuture();
        LoopFuture<String> obtruded = loop.createFuture();
        LoopFuture<String> late = loop.createFuture();
        LoopFuture<String> cancelled = loop.createFuture();
        List<Task<String>> waiting = new ArrayList<>();
        InTask.run(loop, () -> {
            for (LoopFuture<String> future : List.of(failed, obtruded, late, cancelled)) {
                waiting.add(loop.createTask(() -> Async.await(future)));
            }
            Async.sleep(Duration.ZERO);
            failed.completeExceptionally(new IllegalArgumentException("on purpose"));
            obtruded.obtrudeException(new IllegalArgumentException("on purpose"));
            var _ = late.orTimeout(1, TimeUnit.MILLISECONDS);
            cancelled.cancel(false);
            for (Task<String> task : waiting.subList(0, 2)) {
                assertThatThrownBy(() -> Async.await(task)).hasMessage("on purpose");
            }
            assertThatThrownBy(() -> Async.await(waiting.get(2))).hasRootCauseInstanceOf(TimeoutException.class);
            assertThatThrownBy(() -> Async.await(waiting.get(3))).isInstanceOf(CancellationException.class);
        });
    }

    @Test
    void oneThatDependsOnAnotherStageWakesItsTask(EventLoop loop) {
        LoopFuture<String> future = loop.createFuture();
        InTask.run(loop, () -> {
            Task<Integer> waiting = loop.createTask(() -> Async.await(future.thenApply(String::length)));
            Async.sleep(Duration.ZERO);
            future.complete("value");
            assertThat(Async.await(waiting)).isEqualTo(5);
        });
    }

    @Test
    void tasksAndCallbacksKeepTheirOrder(EventLoop loop) {
        LoopFuture<String> future = loop.createFuture();
        InTask.run(loop, () -> {
            Task<?> first = loop.createTask(() -> waits("first task", future));
            Async.sleep(Duration.ZERO);
            future.addDoneCallback(_ -> events.add("callback"));
            Task<?> second = loop.createTask(() -> waits("second task", future));
            Async.sleep(Duration.ZERO);
            future.complete("value");
            Async.await(Async.gather(List.of(first, second)));
        });
        assertThat(events).containsExactly("first task", "callback", "second task");
    }

    @Test
    void aTaskBehindACallbackKeepsItsPlace(EventLoop loop) {
        LoopFuture<String> future = loop.createFuture();
        future.addDoneCallback(_ -> events.add("callback"));
        InTask.run(loop, () -> {
            Task<?> task = loop.createTask(() -> waits("task", future));
            Async.sleep(Duration.ZERO);
            future.complete("value");
            Async.await(task);
        });
        assertThat(events).containsExactly("callback", "task");
    }

    private void waits(String name, LoopFuture<String> future) {
        Async.await(future);
        events.add(name);
    }

    @Test
    void aTaskThatIsDoneWithOneFutureIsNotWokenByItInTheNextWait(EventLoop loop) {
        LoopFuture<String> first = loop.createFuture();
        LoopFuture<String> second = loop.createFuture();
        InTask.run(loop, () -> {
            Task<String> task = loop.createTask(() -> Async.await(first) + Async.await(second));
            Async.sleep(Duration.ZERO);
            first.complete("a");
            Async.sleep(Duration.ZERO);
            first.obtrudeValue("x");
            Async.sleep(Duration.ZERO);
            assertThat(task.isDone()).isFalse();
            second.complete("b");
            assertThat(Async.await(task)).isEqualTo("ab");
        });
    }

    @Test
    void aFutureThatIsWaitedForIsLetGoAfterwards(EventLoop loop) {
        InTask.run(loop, () -> {
            var gone = new WeakReference<>(waitFor(loop));
            for (int i = 0; i < 100 && gone.get() != null; i++) {
                System.gc();
            }
            assertThat(gone.get()).isNull();
        });
    }

    private static LoopFuture<String> waitFor(EventLoop loop) {
        LoopFuture<String> future = loop.createFuture();
        loop.callSoon(() -> future.complete("value"));
        Async.await(future);
        return future;
    }

    /// In a JVM of its own, where no other test has shaped what the compiler knows of the engine.
    @Test
    @FastOnly
    @NeedsLibuv("another poller allocates in each iteration")
    void waitingMakesNoGarbage() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(ChildJvm.command(List.of(), WaitGarbageMain.class));
        command.add(1, "--add-opens=java.base/java.lang=ALL-UNNAMED");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> lines = process.inputReader().readAllLines();
        assertThat(Reaped.exit(process)).as(String.join("\n", lines)).isZero();
        assertThat(Double.parseDouble(lines.getFirst())).isLessThan(1);
        assertThat(Double.parseDouble(lines.getLast()))
                .as("one that the JDK may complete")
                .isGreaterThan(100);
    }
}
