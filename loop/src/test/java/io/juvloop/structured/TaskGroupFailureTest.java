package io.juvloop.structured;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.juvloop.Action;
import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.ExceptionGroup;
import io.juvloop.Task;
import io.juvloop.TaskGroup;
import io.juvloop.TaskOptions;
import io.juvloop.testing.Await;
import io.juvloop.testing.InTask;
import io.juvloop.testing.Reported;
import io.juvloop.testing.TaskTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A [TaskGroup] whose tasks fail.
@TaskTest
class TaskGroupFailureTest {
    private final List<String> events = new ArrayList<>();

    private static void failsShortly() {
        Naps.shortly();
        throw new ArithmeticException("by zero");
    }

    private void noticesItsEnd() {
        try {
            Naps.forLong();
        } finally {
            Naps.turn();
            events.add("cancelled");
        }
    }

    @Test
    @Tag("A5")
    @DisplayName("one fails, one sleeps, one is done: the sleeper is cancelled, the group holds the failure")
    void oneFailureEndsAll(EventLoop loop) {
        InTask.run(loop, () -> {
            List<Task<Void>> tasks = new ArrayList<>();
            ExceptionGroup thrown = catchThrowableOfType(ExceptionGroup.class, () -> {
                try (var group = new TaskGroup()) {
                    tasks.add(group.createTask(TaskGroupFailureTest::failsShortly));
                    tasks.add(group.createTask(this::noticesItsEnd));
                    tasks.add(group.createTask(Naps::turn));
                }
            });
            assertThat(thrown.exceptions()).hasSize(1).first().isInstanceOf(ArithmeticException.class);
            assertThat(thrown).hasMessage("1 task failed: java.lang.ArithmeticException: by zero");
            assertThat(thrown).hasCause(thrown.exceptions().getFirst());
            assertThat(tasks).allMatch(Task::isDone);
            assertThat(tasks.get(1).isCancelled()).isTrue();
            assertThat(loop.allTasks()).hasSize(1);
            assertThat(Async.currentTask().cancelling()).isZero();
        });
        assertThat(events).containsExactly("cancelled");
    }

    @Test
    void allFailuresAreInTheGroup(EventLoop loop) {
        InTask.run(loop, () -> {
            ExceptionGroup thrown = catchThrowableOfType(ExceptionGroup.class, () -> {
                try (var group = new TaskGroup()) {
                    for (int i = 0; i < 3; i++) {
                        String name = "failure " + i;
                        var _ = group.createTask(() -> {
                            throw new IOException(name);
                        });
                    }
                }
            });
            assertThat(thrown.exceptions())
                    .extracting(Throwable::getMessage)
                    .containsExactly("failure 0", "failure 1", "failure 2");
            assertThat(thrown).hasMessageStartingWith("3 tasks failed: java.io.IOException: failure 0; ");
        });
    }

    @Test
    void theWaitOfTheBlockThrowsTheGroup(EventLoop loop) {
        InTask.run(loop, () -> {
            List<Throwable> seen = new ArrayList<>();
            ExceptionGroup thrown = catchThrowableOfType(ExceptionGroup.class, () -> {
                try (var group = new TaskGroup()) {
                    var _ = group.createTask(TaskGroupFailureTest::failsShortly);
                    var _ = group.createTask(() -> {
                        Naps.unwilling("");
                        throw new IOException("later");
                    });
                    try {
                        Naps.forLong();
                    } catch (ExceptionGroup inTheWait) {
                        seen.add(inTheWait);
                        assertThat(inTheWait.exceptions()).hasSize(1);
                        throw inTheWait;
                    }
                }
            });
            assertThat(seen).containsExactly(thrown);
            assertThat(thrown.exceptions()).hasSize(2);
            assertThat(thrown.getSuppressed()).isEmpty();
            assertThat(thrown).hasMessageStartingWith("2 tasks failed");
            assertThat(Async.currentTask().cancelling()).isZero();
            Naps.shortly();
        });
    }

    @Test
    void aBlockThatSwallowsItLearnsOfItAtTheEnd(EventLoop loop) {
        InTask.run(loop, () -> {
            assertThatExceptionOfType(ExceptionGroup.class).isThrownBy(() -> {
                try (var group = new TaskGroup()) {
                    var _ = group.createTask(TaskGroupFailureTest::failsShortly);
                    Naps.unwilling("");
                    Naps.shortly();
                    events.add("went on");
                }
            });
            assertThat(Async.currentTask().cancelling()).isZero();
            Naps.shortly();
        });
        assertThat(events).containsExactly("went on");
    }

    @Test
    void aBlockThatEndsBeforeItsNextWaitLearnsOfItAtTheEnd(EventLoop loop) {
        InTask.run(loop, () -> {
            assertThatExceptionOfType(ExceptionGroup.class).isThrownBy(() -> {
                try (var group = new TaskGroup()) {
                    Action failing = () -> Naps.fail(new ArithmeticException());
                    var _ = group.createTask(failing, TaskOptions.DEFAULT.withEagerStart(true));
                    events.add("went on");
                }
            });
            assertThat(Async.currentTask().cancelling()).isZero();
            Naps.shortly();
        });
        assertThat(events).containsExactly("went on");
    }

    @Test
    void failuresOnTheWayOutAreInTheGroup(EventLoop loop) {
        InTask.run(
                loop,
                () -> assertThatExceptionOfType(ExceptionGroup.class)
                        .isThrownBy(() -> {
                            try (var group = new TaskGroup()) {
                                var _ = group.createTask(TaskGroupFailureTest::failsShortly);
                                var _ = group.createTask(() -> {
                                    Naps.unwilling("");
                                    throw new IOException("on the way out");
                                });
                            }
                        })
                        .satisfies(thrown -> assertThat(thrown.exceptions())
                                .hasExactlyElementsOfTypes(ArithmeticException.class, IOException.class)));
    }

    @Test
    void aTreeOfTasksEndsToo(EventLoop loop) {
        InTask.run(loop, () -> {
            int[] heads = {0};
            assertThatExceptionOfType(ExceptionGroup.class).isThrownBy(() -> {
                try (var group = new TaskGroup()) {
                    var _ = group.createTask(() -> hydra(group, heads));
                    var _ = group.createTask(() -> {
                        while (heads[0] < 20) {
                            Naps.turn();
                        }
                        throw new ArithmeticException("hercules");
                    });
                }
            });
            assertThat(heads[0]).isGreaterThanOrEqualTo(20);
            assertThat(loop.allTasks()).hasSize(1);
        });
    }

    private static void hydra(TaskGroup group, int[] heads) {
        heads[0]++;
        Naps.turn();
        var _ = group.createTask(() -> hydra(group, heads));
        var _ = group.createTask(() -> hydra(group, heads));
    }

    @Test
    void aFailedAssertionIsAFailureOfItsTask(EventLoop loop) {
        InTask.run(
                loop,
                () -> assertThatExceptionOfType(ExceptionGroup.class)
                        .isThrownBy(() -> TaskGroup.run(group -> {
                            var _ = group.createTask(() -> {
                                throw new AssertionError("one");
                            });
                        }))
                        .withCauseInstanceOf(AssertionError.class));
    }

    @Test
    void anErrorOfTheProgramIsThrownAlone(EventLoop loop) {
        Task<Void> task = loop.createTask(() -> {
            try (var group = new TaskGroup()) {
                var _ = group.createTask(() -> {
                    throw new OutOfMemoryError("for a test");
                });
                var _ = group.createTask(() -> {
                    Naps.unwilling("");
                    throw new IOException("on the way out");
                });
            }
        });
        assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> loop.runUntilComplete(task));
        assertThat(task.isDone()).isFalse();
        assertThatExceptionOfType(OutOfMemoryError.class)
                .isThrownBy(() -> loop.runUntilComplete(task))
                .withMessage("for a test");
        assertThat(task.exception()).isInstanceOf(OutOfMemoryError.class);
    }

    @Test
    void aFailureInAGroupThatWasNeverClosedIsReported(EventLoop loop, Reported reported) {
        List<TaskGroup> forgotten = new ArrayList<>();
        InTask.run(loop, () -> {
            forgotten.add(new TaskGroup());
            var _ = forgotten.getFirst().createTask(TaskGroupFailureTest::failsShortly);
        });
        Await.until(loop, () -> reported.count() > 0);
        assertThat(reported.only().message()).contains("failed in a group that was never closed");
    }
}
