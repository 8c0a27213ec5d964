package io.juvloop.structured;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.ExceptionGroup;
import io.juvloop.LoopFuture;
import io.juvloop.Task;
import io.juvloop.TaskGroup;
import io.juvloop.testing.InTask;
import io.juvloop.testing.Logged;
import io.juvloop.testing.LoopChoice;
import io.juvloop.testing.TaskTest;
import io.juvloop.testing.Turns;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/// A [TaskGroup] in a task that other code cancels.
@TaskTest
class TaskGroupCancelTest {
    private final List<String> events = new ArrayList<>();

    private void child() {
        try {
            Naps.forLong();
        } finally {
            events.add("child");
        }
    }

    private static void assertCancelled(EventLoop loop, Task<?> task) {
        Naps.cancelInItsWait(loop, task);
        assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> loop.runUntilComplete(task));
        assertThat(task.isCancelled()).isTrue();
        assertThat(task.cancelling()).isEqualTo(1);
    }

    @Test
    void whileTheGroupEnds(EventLoop loop) {
        assertCancelled(loop, loop.createTask(() -> {
            try (var group = new TaskGroup()) {
                var _ = group.createTask(this::child);
                var _ = group.createTask(this::child);
            }
            events.add("went on");
        }));
        assertThat(events).containsExactly("child", "child");
    }

    @Test
    void whileTheBlockWaits(EventLoop loop) {
        assertCancelled(loop, loop.createTask(() -> {
            try (var group = new TaskGroup()) {
                var _ = group.createTask(this::child);
                try {
                    Naps.forLong();
                } finally {
                    events.add("block");
                }
            }
            events.add("went on");
        }));
        assertThat(events).containsExactly("block", "child");
    }

    @Test
    void whileTheLambdaWaits(EventLoop loop) {
        assertCancelled(loop, loop.createTask(() -> {
            TaskGroup.run(group -> {
                var _ = group.createTask(this::child);
                Naps.forLong();
            });
            events.add("went on");
        }));
        assertThat(events).containsExactly("child");
    }

    @Test
    void beforeTheNextWait(EventLoop loop) {
        Task<Void> task = loop.createTask(() -> {
            try (var group = new TaskGroup()) {
                var _ = group.createTask(this::child);
                Naps.turn();
                Async.currentTask().cancel();
            }
            events.add("went on");
        });
        assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> loop.runUntilComplete(task));
        assertThat(events).containsExactly("child");
    }

    @Test
    void childrenThatFailOnTheWayOutAreHeard(EventLoop loop) {
        Task<Void> task = loop.createTask(() -> TaskGroup.run(group -> {
            for (int i = 0; i < 3; i++) {
                var _ = group.createTask(() -> {
                    Naps.unwilling("");
                    throw new IOException("on the way out");
                });
            }
            Naps.forLong();
        }));
        Naps.cancelInItsWait(loop, task);
        assertThatExceptionOfType(ExceptionGroup.class)
                .isThrownBy(() -> loop.runUntilComplete(task))
                .satisfies(thrown -> assertThat(thrown.exceptions()).hasSize(3));
        assertThat(task.cancelling()).isEqualTo(1);
    }

    @Test
    void inABlockTheyAreSuppressed(EventLoop loop) {
        Task<Void> task = loop.createTask(() -> {
            try (var group = new TaskGroup()) {
                var _ = group.createTask(() -> {
                    Naps.unwilling("");
                    throw new IOException("on the way out");
                });
                Naps.forLong();
            } catch (CancellationException asked) {
                assertThat(asked.getSuppressed()).singleElement().isInstanceOf(ExceptionGroup.class);
                events.add("suppressed");
            }
        });
        Naps.cancelInItsWait(loop, task);
        assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> loop.runUntilComplete(task));
        assertThat(events).containsExactly("suppressed");
    }

    @Test
    void aFailureCoversTheRequestUntilTheNextWait(EventLoop loop) {
        LoopFuture<Void> begun = loop.createFuture();
        Task<Void> task = loop.createTask(() -> {
            try {
                TaskGroup.run(group -> {
                    var _ = group.createTask(() -> {
                        begun.complete(null);
                        Naps.turn();
                        throw new ArithmeticException();
                    });
                    Naps.forLong();
                });
            } catch (ExceptionGroup failed) {
                events.add("failed, " + Async.currentTask().cancelling());
            }
            Naps.forLong();
            events.add("went on");
        });
        loop.runUntilComplete(begun);
        task.cancel();
        assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> loop.runUntilComplete(task));
        assertThat(task.isCancelled()).isTrue();
        assertThat(events).containsExactly("failed, 1");
    }

    @Test
    void aRequestWhileTheChildrenOfAFailedGroupEnd(EventLoop loop) {
        Task<Void> task = loop.createTask(() -> {
            try (var group = new TaskGroup()) {
                var _ = group.createTask(() -> Naps.fail(new ArithmeticException()));
                var _ = group.createTask(() -> {
                    Naps.unwilling("");
                    Async.sleep(Duration.ofMillis(50));
                });
            } catch (ExceptionGroup failed) {
                events.add("failed, " + Async.currentTask().cancelling());
            }
            Naps.forLong();
            events.add("went on");
        });
        assertCancelled(loop, task);
        assertThat(events).containsExactly("failed, 1");
    }

    @Test
    void againAndAgain(EventLoop loop) {
        Task<Void> task = loop.createTask(() -> {
            try (var group = new TaskGroup()) {
                var _ = group.createTask(() -> {
                    Naps.unwilling("");
                    Naps.shortly();
                    events.add("child");
                });
            }
        });
        Turns.many(loop, 5);
        for (int i = 1; i <= 3; i++) {
            loop.callLater(Naps.SHORT.plusMillis(i), task::cancel);
        }
        assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> loop.runUntilComplete(task));
        assertThat(task.cancelling()).isEqualTo(3);
        assertThat(events).containsExactly("child");
    }

    @Test
    void aTimeoutAroundItEndsTheChildren(EventLoop loop) {
        InTask.run(loop, () -> {
            boolean late = false;
            try (var _ = Async.timeout(Naps.SHORT);
                    var group = new TaskGroup()) {
                var _ = group.createTask(this::child);
                Naps.forLong();
            } catch (TimeoutException expected) {
                late = true;
            }
            assertThat(late).isTrue();
            assertThat(Async.currentTask().cancelling()).isZero();
            Naps.turn();
        });
        assertThat(events).containsExactly("child");
    }

    @Test
    void aTimeoutAroundItEndsTheLambdaToo(EventLoop loop) {
        InTask.run(loop, () -> {
            assertThatExceptionOfType(TimeoutException.class)
                    .isThrownBy(() -> Async.timeout(
                            Naps.SHORT,
                            () -> TaskGroup.call(group -> {
                                var _ = group.createTask(this::child);
                                Naps.forLong();
                                return null;
                            })));
            assertThat(Async.currentTask().cancelling()).isZero();
            Naps.turn();
        });
        assertThat(events).containsExactly("child");
    }

    @Test
    void aFailureInTheCleanUpOfATimeoutIsThrown(EventLoop loop) {
        InTask.run(loop, () -> {
            assertThatExceptionOfType(ExceptionGroup.class)
                    .isThrownBy(() -> Async.timeout(
                            Naps.SHORT,
                            () -> TaskGroup.call(group -> {
                                var _ = group.createTask(() -> {
                                    Naps.unwilling("");
                                    throw new ArithmeticException();
                                });
                                Naps.forLong();
                                return null;
                            })))
                    .satisfies(thrown -> assertThat(thrown.exceptions()).hasSize(1));
            assertThat(Async.currentTask().cancelling()).isZero();
            Naps.turn();
        });
    }

    @Test
    void closingTheLoopEndsIt(Logged logged) {
        EventLoop loop = LoopChoice.newLoop();
        Task<Void> task = loop.createTask(() -> {
            try (var group = new TaskGroup()) {
                var _ = group.createTask(this::child);
            }
        });
        Turns.many(loop, 3);
        loop.close();
        assertThat(task.isCancelled()).isTrue();
        assertThat(events).containsExactly("child");
        assertThat(logged.all()).hasSize(2);
    }
}
