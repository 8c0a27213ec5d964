package io.juvloop.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatObject;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.testing.InTask;
import io.juvloop.testing.LoopChoice;
import io.juvloop.testing.TaskTest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A task may use its loop as a callback may; no other thread may meanwhile, virtual or not.
@TaskTest
class TaskThreadCheckTest {
    @SuppressWarnings("ImmutableEnumChecker") // its lambdas capture nothing
    enum Stranger {
        VIRTUAL(Thread::startVirtualThread),
        PLATFORM(action -> Thread.ofPlatform().start(action));

        private final Consumer<Runnable> start;

        Stranger(Consumer<Runnable> start) {
            this.start = start;
        }
    }

    @Test
    void acceptsATask(EventLoop loop) {
        InTask.run(loop, () -> {
            for (int i = 0; i < 3; i++) {
                loop.callSoon(() -> {});
                loop.callLater(Duration.ZERO, () -> {});
                assertThat(EventLoop.running()).isSameAs(loop);
                assertThat(loop.allTasks()).containsExactly(loop.currentTask());
                Async.sleep(Duration.ofMillis(1));
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void refusesOthersWhileATaskRuns(Stranger stranger, EventLoop loop) {
        CompletableFuture<Void> checked = new CompletableFuture<>();
        InTask.run(loop, () -> {
            stranger.start.accept(() -> completeWith(checked, () -> refused(loop)));
            while (!checked.isDone()) {
                Thread.onSpinWait(); // the task occupies the loop, so that it stays the guest
            }
            checked.join();
        });
    }

    @ParameterizedTest
    @EnumSource
    void refusesOthersWhileATaskWaits(Stranger stranger, EventLoop loop) {
        CompletableFuture<Void> checked = new CompletableFuture<>();
        InTask.run(loop, () -> {
            stranger.start.accept(() -> completeWith(checked, () -> refused(loop)));
            Async.await(checked);
        });
    }

    private static void completeWith(CompletableFuture<Void> checked, Runnable action) {
        try {
            action.run();
            checked.complete(null);
        } catch (Throwable failed) {
            checked.completeExceptionally(failed);
        }
    }

    private static void refused(EventLoop loop) {
        assertThatIllegalStateException()
                .isThrownBy(() -> loop.callSoon(() -> {}))
                .withMessageContaining("callSoonThreadsafe");
        assertThatIllegalStateException().isThrownBy(() -> loop.createTask(() -> "never"));
        assertThatIllegalStateException().isThrownBy(loop::allTasks);
        assertThatIllegalStateException().isThrownBy(loop::stop);
        assertThatIllegalStateException().isThrownBy(() -> Async.sleep(Duration.ZERO));
        assertThatObject(loop.currentTask()).isNull();
    }

    @Test
    void theTaskOfOneLoopIsAStrangerToAnother(EventLoop loop) {
        try (EventLoop other = LoopChoice.newLoop()) {
            InTask.run(loop, () -> assertThatIllegalStateException().isThrownBy(() -> other.callSoon(() -> {})));
        }
    }
}
