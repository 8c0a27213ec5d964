package io.juvloop.structured;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.ExceptionGroup;
import io.juvloop.Task;
import io.juvloop.TaskGroup;
import io.juvloop.testing.FastOnly;
import io.juvloop.testing.InTask;
import io.juvloop.testing.TaskTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// A [TaskGroup] whose block itself fails.
@TaskTest
class TaskGroupBodyTest {
    private final List<String> events = new ArrayList<>();

    @Test
    void theLambdaHasAResult(EventLoop loop) {
        int sum = InTask.call(
                loop,
                () -> TaskGroup.call(group -> {
                    Task<Integer> one = group.createTask(() -> 40);
                    Task<Integer> two = group.createTask(() -> 2);
                    return Async.await(one) + Async.await(two);
                }));
        assertThat(sum).isEqualTo(42);
    }

    @Test
    void aFailureOfTheLambdaCancelsTheChildrenAndIsInTheGroup(EventLoop loop) {
        InTask.run(loop, () -> {
            List<Task<Void>> children = new ArrayList<>();
            assertThatExceptionOfType(ExceptionGroup.class)
                    .isThrownBy(() -> TaskGroup.run(group -> {
                        children.add(group.createTask(Naps::forLong));
                        Naps.turn();
                        throw new IOException("body");
                    }))
                    .satisfies(thrown -> assertThat(thrown.exceptions()).hasExactlyElementsOfTypes(IOException.class));
            assertThat(children.getFirst().isCancelled()).isTrue();
            assertThat(Async.currentTask().cancelling()).isZero();
        });
    }

    @Test
    void aLambdaThatFailsAtOnceNeverBeginsItsTasks(EventLoop loop) {
        InTask.run(
                loop,
                () -> assertThatExceptionOfType(ExceptionGroup.class)
                        .isThrownBy(() -> TaskGroup.run(group -> {
                            var _ = group.createTask(() -> events.add("begun"));
                            throw new IOException("body");
                        })));
        assertThat(events).isEmpty();
    }

    @Test
    void aForeignCancellationExceptionPassesThrough(EventLoop loop) {
        InTask.run(loop, () -> {
            assertThatExceptionOfType(CancellationException.class)
                    .isThrownBy(() -> TaskGroup.run(group -> {
                        var _ = group.createTask(Naps::forLong);
                        throw new CancellationException("of a future");
                    }))
                    .withMessage("of a future");
        });
    }

    @Test
    void anErrorOfTheProgramIsThrownAlone(EventLoop loop) {
        InTask.run(
                loop,
                () -> assertThatExceptionOfType(OutOfMemoryError.class)
                        .isThrownBy(() -> TaskGroup.run(group -> {
                            var _ = group.createTask(() -> Naps.fail(new ArithmeticException()));
                            Naps.unwilling("");
                            throw new OutOfMemoryError("for a test");
                        })));
    }

    @Test
    void aLambdaThatFailsWhenCancelledFailsInAGroup(EventLoop loop) {
        Task<Void> task = loop.createTask(() -> TaskGroup.run(group -> {
            Naps.unwilling("");
            throw new IOException("instead");
        }));
        Naps.cancelInItsWait(loop, task);
        assertThatExceptionOfType(ExceptionGroup.class)
                .isThrownBy(() -> loop.runUntilComplete(task))
                .satisfies(thrown -> assertThat(thrown.exceptions()).hasExactlyElementsOfTypes(IOException.class));
    }

    @Test
    void aBlockThatFailsWaitsForTheChildren(EventLoop loop) {
        InTask.run(
                loop,
                () -> assertThatIllegalStateException()
                        .isThrownBy(() -> {
                            try (var group = new TaskGroup()) {
                                var _ = group.createTask(() -> {
                                    Naps.shortly();
                                    events.add("child");
                                });
                                throw new IllegalStateException("block");
                            }
                        })
                        .withMessage("block"));
        assertThat(events).containsExactly("child");
    }

    @Test
    void aBlockThatFailsMayCancelThemFirst(EventLoop loop) {
        InTask.run(
                loop,
                () -> assertThatIllegalStateException()
                        .isThrownBy(() -> {
                            try (var group = new TaskGroup()) {
                                try {
                                    var _ = group.createTask(Naps::forLong);
                                    throw new IllegalStateException("block");
                                } finally {
                                    group.cancel();
                                }
                            }
                        })
                        .withMessage("block"));
    }

    @Test
    @FastOnly
    void aWaitOfTheJdkEndsWithTheGroup(EventLoop loop) {
        InTask.run(loop, () -> {
            assertThatExceptionOfType(ExceptionGroup.class)
                    .isThrownBy(() -> TaskGroup.run(group -> {
                        var _ = group.createTask(() -> Naps.fail(new ArithmeticException()));
                        new CountDownLatch(1).await();
                    }))
                    .satisfies(thrown -> assertThat(thrown.exceptions()).hasSize(1));
            Naps.shortly();
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        });
    }

    @Test
    @FastOnly
    void aWaitOfTheJdkEndsWithTheTask(EventLoop loop) {
        Task<Void> task = loop.createTask(() -> TaskGroup.run(group -> {
            var _ = group.createTask(Naps::forLong);
            new CountDownLatch(1).await();
        }));
        Naps.cancelInItsWait(loop, task);
        assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> loop.runUntilComplete(task));
        assertThat(task.isCancelled()).isTrue();
    }
}
