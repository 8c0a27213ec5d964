package io.juvloop.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.Task;
import io.juvloop.TaskOptions;
import io.juvloop.testing.Collected;
import io.juvloop.testing.InTask;
import io.juvloop.testing.Reported;
import io.juvloop.testing.TaskTest;
import io.juvloop.testing.Throwing;
import io.juvloop.testing.Turns;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Any exception of a body completes its task; only errors that concern the program end the run too.
@TaskTest
class TaskThrowableTest {
    @SuppressWarnings("ImmutableEnumChecker") // its lambdas capture nothing
    enum Kind {
        UNCHECKED(Throwing.of(new IllegalArgumentException("on purpose")), false),
        CHECKED(Throwing.of(new IOException("on purpose")), false),
        INTERRUPTED(Throwing.of(new InterruptedException("on purpose")), false),
        COMPLETION(Throwing.of(new CompletionException("without a cause", null)), false),
        EXECUTION(Throwing.of(new ExecutionException("on purpose", new IOException())), false),
        NEITHER_EXCEPTION_NOR_ERROR(Throwing.of(new Throwable("on purpose")), false),
        ASSERTION(Throwing.of(new AssertionError("on purpose")), false),
        LINKAGE(Throwing.of(new NoClassDefFoundError("on purpose")), false),
        STACK_OVERFLOW(Throwing.stackOverflow(), false),
        OUT_OF_MEMORY(Throwing.of(new OutOfMemoryError("on purpose")), true),
        THREAD_DEATH_AND_OTHERS(Throwing.of(new Error("on purpose")), true);

        private final Runnable body;
        private final boolean endsTheRun;

        Kind(Runnable body, boolean endsTheRun) {
            this.body = body;
            this.endsTheRun = endsTheRun;
        }
    }

    private final List<String> events = new ArrayList<>();

    @ParameterizedTest
    @EnumSource
    void isHowTheTaskEnds(Kind kind, EventLoop loop) {
        Task<Void> atOnce = loop.createTask(kind.body::run);
        endsTheRun(kind, atOnce, loop);
        Task<Void> afterAWait = loop.createTask(() -> {
            Async.sleep(Duration.ZERO);
            kind.body.run();
        });
        Turns.one(loop);
        endsTheRun(kind, afterAWait, loop);
        assertThat(InTask.call(loop, () -> "the loop lives")).isEqualTo("the loop lives");
    }

    private static void endsTheRun(Kind kind, Task<Void> task, EventLoop loop) {
        Throwable thrown = null;
        try {
            Turns.one(loop);
        } catch (Throwable error) {
            thrown = error;
        }
        assertThat(task.isDone()).isTrue();
        assertThat(task.isCancelled()).isFalse();
        assertThat(task.exception()).isNotNull();
        assertThat(thrown).isSameAs(kind.endsTheRun ? task.exception() : null);
    }

    @ParameterizedTest
    @EnumSource
    void ofAnEagerOneToo(Kind kind, EventLoop loop) {
        List<Task<Void>> children = new ArrayList<>();
        Task<Void> parent = loop.createTask(() -> {
            children.add(loop.createTask(
                    () -> {
                        kind.body.run();
                        return null;
                    },
                    TaskOptions.DEFAULT.withEagerStart(true)));
            events.add("the parent goes on");
        });
        try {
            Turns.one(loop);
        } catch (Error ended) {
            assertThat(kind.endsTheRun).isTrue();
        }
        assertThat(children.getFirst().exception()).isNotNull();
        assertThat(parent.isDone()).isTrue();
        assertThat(events).containsExactly("the parent goes on");
    }

    @Test
    void anErrorThatEndsTheRunLeavesTheOtherTasksForTheNext(EventLoop loop) {
        OutOfMemoryError error = new OutOfMemoryError("on purpose");
        Task<Void> sleeper = loop.createTask(() -> Async.sleep(Duration.ofMillis(1)));
        Task<Void> fatal = loop.createTask(() -> {
            throw error;
        });
        Task<Boolean> behind = loop.createTask(() -> events.add("behind"));
        assertThatThrownBy(() -> loop.runUntilComplete(sleeper)).isSameAs(error);
        assertThat(fatal.exception()).isSameAs(error);
        assertThat(events).isEmpty();
        loop.runUntilComplete(sleeper);
        assertThat(loop.runUntilComplete(behind)).isTrue();
    }

    @Test
    void aFailureThatNobodyLooksAtIsReportedOnceWithTheTask(EventLoop loop, Reported reported) {
        IllegalStateException failure = new IllegalStateException("on purpose");
        failAndForget(loop, failure);
        for (int i = 0; i < 1_000 && reported.count() == 0; i++) {
            System.gc();
            Turns.one(loop);
        }
        var context = reported.only();
        assertThat(context.exception()).isSameAs(failure);
        assertThat(context.message()).contains("task forgotten failed");
        Turns.many(loop, 3);
        assertThat(reported.count()).isZero();
    }

    private static void failAndForget(EventLoop loop, RuntimeException failure) {
        Task<Void> task = loop.createTask(
                () -> {
                    throw failure;
                },
                TaskOptions.named("forgotten"));
        Turns.one(loop);
        assertThat(task.isDone()).isTrue();
    }

    @Test
    void aTaskThatIsDoneHoldsNothingOfItsBody(EventLoop loop) {
        Collected body = new Collected();
        Task<Void> task = runAndLetGo(loop, body);
        body.assertCollected();
        assertThat(body.runs()).isOne();
        assertThat(task.result()).isNull();
    }

    private static Task<Void> runAndLetGo(EventLoop loop, Collected body) {
        Runnable target = body.target();
        Task<Void> task = loop.createTask(() -> {
            Async.sleep(Duration.ZERO);
            target.run();
        });
        loop.runUntilComplete(task);
        return task;
    }
}
