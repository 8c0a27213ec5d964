package io.juvloop.structured;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.juvloop.Action;
import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.ExceptionGroup;
import io.juvloop.Task;
import io.juvloop.TaskFactory;
import io.juvloop.TaskGroup;
import io.juvloop.TaskOptions;
import io.juvloop.testing.InTask;
import io.juvloop.testing.TaskTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/// A [TaskGroup] whose tasks succeed, and when it refuses new ones.
@TaskTest
class TaskGroupTest {
    private final List<String> events = new ArrayList<>();

    @Test
    void leavingTheBlockWaitsForAll(EventLoop loop) {
        InTask.run(loop, () -> {
            Task<Integer> one;
            Task<Integer> two;
            try (var group = new TaskGroup()) {
                one = group.createTask(() -> after(Naps.SHORT, 42));
                Naps.turn();
                two = group.createTask(() -> after(Naps.SHORT.multipliedBy(2), 11));
                assertThat(group).hasToString("task group (open, tasks=2, failures=0)");
            }
            assertThat(one.result()).isEqualTo(42);
            assertThat(two.result()).isEqualTo(11);
        });
    }

    private static int after(Duration delay, int result) {
        Async.sleep(delay);
        return result;
    }

    @Test
    void anEmptyOneJustEnds(EventLoop loop) {
        InTask.run(loop, () -> {
            TaskGroup group = new TaskGroup();
            group.close();
            group.close();
            TaskGroup.run(_ -> events.add("body"));
        });
        assertThat(events).containsExactly("body");
    }

    @Test
    void aCancelledChildIsNoFailure(EventLoop loop) {
        InTask.run(loop, () -> {
            Task<Void> cancelled;
            Task<Integer> other;
            try (var group = new TaskGroup()) {
                cancelled = group.createTask(Naps::forLong);
                Naps.turn();
                cancelled.cancel();
                other = group.createTask(() -> after(Naps.SHORT, 11));
            }
            assertThat(cancelled.isCancelled()).isTrue();
            assertThat(other.result()).isEqualTo(11);
        });
    }

    @Test
    void childrenMakeMoreChildrenWhileTheGroupEnds(EventLoop loop) {
        InTask.run(loop, () -> {
            try (var group = new TaskGroup()) {
                var _ = group.createTask(() -> {
                    Naps.shortly();
                    var _ = group.createTask(() -> events.add("grandchild " + after(Naps.SHORT, 1)));
                    var _ = group.createTask(() -> events.add("grandchild " + after(Naps.SHORT.multipliedBy(2), 2)));
                });
            }
            assertThat(events).containsExactly("grandchild 1", "grandchild 2");
        });
    }

    @Test
    void aTaskHasTheNameItIsGiven(EventLoop loop) {
        InTask.run(loop, () -> {
            try (var group = new TaskGroup()) {
                assertThat(group.createTask(() -> "", TaskOptions.named("yolo")).name())
                        .isEqualTo("yolo");
                Action none = () -> {};
                assertThat(group.createTask(none, TaskOptions.named("void")).name())
                        .isEqualTo("void");
            }
        });
    }

    @Test
    void eagerTasksAreChildrenToo(EventLoop loop) {
        loop.setTaskFactory(TaskFactory.EAGER);
        InTask.run(loop, () -> {
            try (var group = new TaskGroup()) {
                var _ = group.createTask(() -> events.add("at once"));
                var _ = group.createTask(() -> {
                    events.add("begun");
                    Naps.shortly();
                    events.add("ended");
                });
                events.add("block");
            }
        });
        assertThat(events).containsExactly("at once", "begun", "block", "ended");
    }

    @Test
    void anEagerTaskThatFailsAtOnceEndsTheBlock(EventLoop loop) {
        loop.setTaskFactory(TaskFactory.EAGER);
        InTask.run(loop, () -> {
            assertThatExceptionOfType(ExceptionGroup.class).isThrownBy(() -> {
                try (var group = new TaskGroup()) {
                    var _ = group.createTask(() -> Naps.fail(new ArithmeticException("at once")));
                    Naps.forLong();
                    events.add("went on");
                }
            });
            assertThat(Async.currentTask().cancelling()).isZero();
        });
        assertThat(events).isEmpty();
    }

    @Test
    void afterItsEndItTakesNoMore(EventLoop loop) {
        InTask.run(loop, () -> {
            TaskGroup group = new TaskGroup();
            group.close();
            assertThatIllegalStateException()
                    .isThrownBy(() -> group.createTask(() -> events.add("ran")))
                    .withMessageContaining("it has ended: task group (ended");
            Naps.turn();
        });
        assertThat(events).isEmpty();
    }

    @Test
    void whileItIsBeingCancelledItTakesNoMore(EventLoop loop) {
        InTask.run(
                loop,
                () -> assertThatExceptionOfType(ExceptionGroup.class)
                        .isThrownBy(() -> {
                            try (var group = new TaskGroup()) {
                                var _ = group.createTask(() -> Naps.fail(new ArithmeticException("first")));
                                var _ = group.createTask(() -> {
                                    Naps.unwilling("");
                                    assertThatIllegalStateException()
                                            .isThrownBy(() -> group.createTask(() -> events.add("ran")))
                                            .withMessageContaining("its tasks are being cancelled");
                                    events.add("refused");
                                });
                            }
                        })
                        .satisfies(thrown -> assertThat(thrown.exceptions()).hasSize(1)));
        assertThat(events).containsExactly("refused");
    }

    @Test
    void itNeedsATask(EventLoop loop) {
        assertThatIllegalStateException().isThrownBy(TaskGroup::new);
        loop.callSoon(() -> {
            assertThatIllegalStateException().isThrownBy(TaskGroup::new).withMessageContaining("needs a task");
            events.add("refused");
            loop.stop();
        });
        loop.runForever();
        assertThat(events).containsExactly("refused");
    }

    @Test
    void anotherTaskCannotCloseIt(EventLoop loop) {
        InTask.run(loop, () -> {
            try (var group = new TaskGroup()) {
                Task<Void> other = loop.createTask(closing(group));
                assertThatIllegalStateException().isThrownBy(() -> Async.await(other));
            }
        });
    }

    private static Action closing(TaskGroup group) {
        return group::close;
    }

    @Test
    void cancelEndsTheChildrenAndNotTheBlock(EventLoop loop) {
        InTask.run(loop, () -> {
            Task<Void> child;
            try (var group = new TaskGroup()) {
                child = group.createTask(Naps::forLong);
                Naps.turn();
                group.cancel();
                assertThat(group).hasToString("task group (cancelling, tasks=1, failures=0)");
                Naps.shortly();
                events.add("block");
            }
            assertThat(child.isCancelled()).isTrue();
            assertThat(Async.currentTask().cancelling()).isZero();
        });
        assertThat(events).containsExactly("block");
    }

    @Test
    void cancellingTheTaskThatWaitsAfterCancel(EventLoop loop) {
        Task<Void> task = loop.createTask(() -> {
            try (var group = new TaskGroup()) {
                var _ = group.createTask(() -> {
                    Naps.unwilling("");
                    Async.sleep(Duration.ofMillis(50));
                });
                Naps.turn();
                group.cancel();
            }
            events.add("went on");
        });
        Naps.cancelInItsWait(loop, task);
        assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> loop.runUntilComplete(task));
        assertThat(events).isEmpty();
    }
}
