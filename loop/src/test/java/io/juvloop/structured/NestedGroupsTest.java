package io.juvloop.structured;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.ExceptionGroup;
import io.juvloop.Task;
import io.juvloop.TaskGroup;
import io.juvloop.testing.InTask;
import io.juvloop.testing.TaskTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/// A [TaskGroup] inside another.
@TaskTest
class NestedGroupsTest {
    private final List<String> events = new ArrayList<>();

    private static void failsAfter(Duration delay, String message) {
        Async.sleep(delay);
        throw new ArithmeticException(message);
    }

    @Test
    void aFailureOutsideEndsTheInnerOne(EventLoop loop) {
        InTask.run(loop, () -> {
            ExceptionGroup thrown = catchThrowableOfType(ExceptionGroup.class, () -> {
                try (var outer = new TaskGroup()) {
                    var _ = outer.createTask(() -> failsAfter(Naps.SHORT, "outer"));
                    try (var inner = new TaskGroup()) {
                        var _ = inner.createTask(() -> failsAfter(Naps.LONG, "inner"));
                    }
                    events.add("went on");
                }
            });
            assertThat(thrown.exceptions()).hasExactlyElementsOfTypes(ArithmeticException.class);
            assertThat(thrown.getSuppressed()).isEmpty();
            assertThat(Async.currentTask().cancelling()).isZero();
            Naps.turn();
        });
        assertThat(events).isEmpty();
    }

    @Test
    void aFailureInsideIsAFailureOfTheOuterBlock(EventLoop loop) {
        InTask.run(loop, () -> {
            ExceptionGroup thrown = catchThrowableOfType(
                    ExceptionGroup.class,
                    () -> TaskGroup.run(outer -> {
                        var _ = outer.createTask(() -> failsAfter(Naps.LONG, "outer"));
                        TaskGroup.run(inner -> {
                            var _ = inner.createTask(() -> failsAfter(Naps.SHORT, "inner"));
                        });
                    }));
            assertThat(thrown.exceptions()).hasExactlyElementsOfTypes(ExceptionGroup.class);
            ExceptionGroup inner = (ExceptionGroup) thrown.getCause();
            assertThat(inner.exceptions()).hasExactlyElementsOfTypes(ArithmeticException.class);
            assertThat(thrown).hasMessageContaining("inner");
            assertThat(Async.currentTask().cancelling()).isZero();
        });
    }

    @Test
    void ifBothFailAtOnceTheInnerOneIsHeardFirst(EventLoop loop) {
        InTask.run(loop, () -> {
            ExceptionGroup thrown = catchThrowableOfType(ExceptionGroup.class, () -> {
                try (var outer = new TaskGroup()) {
                    try (var inner = new TaskGroup()) {
                        var _ = inner.createTask(() -> failsAfter(Duration.ZERO, "inner"));
                        var _ = outer.createTask(() -> failsAfter(Duration.ZERO, "outer"));
                        Naps.forLong();
                    } catch (ExceptionGroup failed) {
                        assertThat(failed.getCause()).hasMessage("inner");
                        events.add("inner, " + Async.currentTask().cancelling());
                    }
                    Naps.forLong();
                    events.add("went on");
                }
            });
            assertThat(thrown.exceptions()).singleElement().matches(failure -> "outer".equals(failure.getMessage()));
            assertThat(Async.currentTask().cancelling()).isZero();
            Naps.turn();
        });
        assertThat(events).containsExactly("inner, 1");
    }

    @Test
    void bothFailAtOnceInTheOtherOrder(EventLoop loop) {
        InTask.run(loop, () -> {
            ExceptionGroup thrown = catchThrowableOfType(ExceptionGroup.class, () -> {
                try (var outer = new TaskGroup()) {
                    try (var inner = new TaskGroup()) {
                        var _ = outer.createTask(() -> failsAfter(Duration.ZERO, "outer"));
                        var _ = inner.createTask(() -> failsAfter(Duration.ZERO, "inner"));
                    } catch (ExceptionGroup failed) {
                        events.add("inner, " + Async.currentTask().cancelling());
                    }
                }
            });
            assertThat(thrown.exceptions()).singleElement().matches(failure -> "outer".equals(failure.getMessage()));
            assertThat(Async.currentTask().cancelling()).isZero();
            Naps.turn();
        });
        assertThat(events).containsExactly("inner, 1");
    }

    @Test
    void cancelledFromOutsideTheFailuresOfTheInnerOneAreThrown(EventLoop loop) {
        Task<Void> task = loop.createTask(() -> TaskGroup.run(outer -> {
            var _ = outer.createTask(Naps::forLong);
            TaskGroup.run(inner -> {
                var _ = inner.createTask(() -> {
                    Naps.unwilling("");
                    throw new ArithmeticException("inner");
                });
                Naps.forLong();
            });
        }));
        Naps.cancelInItsWait(loop, task);
        assertThatExceptionOfType(ExceptionGroup.class)
                .isThrownBy(() -> loop.runUntilComplete(task))
                .satisfies(thrown -> assertThat(thrown.exceptions()).hasExactlyElementsOfTypes(ExceptionGroup.class));
        assertThat(task.cancelling()).isEqualTo(1);
    }

    @Test
    void failuresOfBothAndACancellation(EventLoop loop) {
        Task<Void> task = loop.createTask(() -> {
            try (var outer = new TaskGroup()) {
                var _ = outer.createTask(() -> {
                    Naps.unwilling("");
                    throw new ArithmeticException("outer");
                });
                try {
                    TaskGroup.run(inner -> {
                        var _ = inner.createTask(() -> {
                            Naps.unwilling("");
                            throw new ArithmeticException("inner");
                        });
                        Naps.forLong();
                    });
                } catch (ExceptionGroup failed) {
                    events.add("inner, " + Async.currentTask().cancelling());
                }
            } catch (ExceptionGroup failed) {
                events.add("outer, " + Async.currentTask().cancelling());
            }
            Naps.forLong();
            events.add("went on");
        });
        Naps.cancelInItsWait(loop, task);
        assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> loop.runUntilComplete(task));
        assertThat(task.isCancelled()).isTrue();
        assertThat(events).containsExactly("inner, 1", "outer, 1");
    }

    @Test
    void twoCleanUpsFailOnTheWayOut(EventLoop loop) {
        InTask.run(loop, () -> {
            Task<?> self = Async.currentTask();
            assertThatExceptionOfType(ExceptionGroup.class)
                    .isThrownBy(() -> TaskGroup.run(group -> {
                        var _ = group.createTask(() -> Naps.fail(new ArithmeticException("child")));
                        try {
                            Naps.forLong();
                        } finally {
                            Naps.fail(new IllegalStateException("clean-up"));
                        }
                    }))
                    .satisfies(thrown -> assertThat(thrown.exceptions())
                            .hasExactlyElementsOfTypes(ArithmeticException.class, IllegalStateException.class));
            assertThat(self.cancelling()).isZero();
            Naps.turn();
        });
    }
}
