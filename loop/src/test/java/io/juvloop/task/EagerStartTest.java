package io.juvloop.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.Action;
import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.Task;
import io.juvloop.TaskMode;
import io.juvloop.TaskOptions;
import io.juvloop.testing.InTask;
import io.juvloop.testing.TaskTest;
import io.juvloop.testing.Turns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Tasks that begin inside the call that creates them.
@TaskTest
class EagerStartTest {
    private static final TaskOptions EAGER = TaskOptions.DEFAULT.withEagerStart(true);

    private final List<String> events = new ArrayList<>();

    private static Task<Void> eager(EventLoop loop, Action body) {
        return loop.createTask(body.asCallable(), EAGER);
    }

    /// Callbacks get a thread that can step aside when the first task starts.
    @Test
    void ofTheFirstTaskIsInTheNextIterationInFastMode(EventLoop loop) {
        loop.callSoon(() -> {
            var _ = eager(loop, this::waitsOnce);
            events.add("made");
        });
        Turns.many(loop, 3);
        if (loop.taskMode() == TaskMode.FAST) {
            assertThat(events).containsExactly("made", "begun", "ended");
        } else {
            assertThat(events).containsExactly("begun", "made", "ended");
        }
    }

    @Test
    void fromACallbackRunsUntilTheFirstWait(EventLoop loop) {
        InTask.run(loop, () -> {});
        loop.callSoon(() -> {
            Task<Void> task = eager(loop, this::waitsOnce);
            events.add("made " + task.isDone());
        });
        Turns.one(loop);
        assertThat(events).containsExactly("begun", "made false");
        Turns.one(loop);
        assertThat(events).containsExactly("begun", "made false", "ended");
    }

    private void waitsOnce() {
        events.add("begun");
        Async.sleep(Duration.ZERO);
        events.add("ended");
    }

    @Test
    void fromATaskRunsUntilTheFirstWait(EventLoop loop) {
        InTask.run(loop, () -> {
            Task<?> self = loop.currentTask();
            Task<Void> child = eager(loop, this::waitsOnce);
            events.add("made " + child.isDone());
            assertThatObject(loop.currentTask()).isSameAs(self);
            Async.await(child);
        });
        assertThat(events).containsExactly("begun", "made false", "ended");
    }

    @Test
    void thatNeverWaitsIsDoneAtOnceAndInNoList(EventLoop loop) {
        InTask.run(loop, () -> {
            Task<String> child = loop.createTask(() -> "at once", EAGER);
            assertThat(child.isDone()).isTrue();
            assertThat(child.result()).isEqualTo("at once");
            assertThat(loop.allTasks()).containsExactly(loop.currentTask());
            assertThat(Async.await(child)).isEqualTo("at once");
        });
    }

    @Test
    void swapsTheCurrentTaskAndRestoresIt(EventLoop loop) {
        InTask.run(loop, () -> {});
        loop.callSoon(() -> {
            var _ = eager(loop, () -> {
                Task<?> outer = loop.currentTask();
                var _ = eager(
                        loop,
                        () -> assertThatObject(loop.currentTask()).isNotNull().isNotSameAs(outer));
                assertThatObject(loop.currentTask()).isSameAs(outer);
                events.add("checked");
            });
            assertThatObject(loop.currentTask()).isNull();
        });
        Turns.one(loop);
        assertThat(events).containsExactly("checked");
    }

    @Test
    void nestsDeeply(EventLoop loop) {
        InTask.run(loop, () -> nest(loop, 100));
        assertThat(events).hasSize(101).endsWith("level 100");
        assertThat(events.getFirst()).isEqualTo("level 0");
    }

    private void nest(EventLoop loop, int level) {
        if (level > 0) {
            Task<Void> inner = eager(loop, () -> nest(loop, level - 1));
            assertThat(inner.isDone()).isTrue();
        }
        events.add("level " + level);
    }

    @Test
    void manyInARowFromOneTask(EventLoop loop) {
        InTask.run(loop, () -> {
            List<Task<Void>> children = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                children.add(eager(loop, this::waitsOnce));
            }
            assertThat(events).hasSize(100).containsOnly("begun");
            children.forEach(Async::await);
        });
        assertThat(events).hasSize(200);
    }

    @Test
    void thatFailsAtOnceFailsAloneAndDoesNotThrow(EventLoop loop) {
        IllegalStateException failure = new IllegalStateException("on purpose");
        InTask.run(loop, () -> {
            Task<Void> child = eager(loop, () -> {
                throw failure;
            });
            assertThat(child.isDone()).isTrue();
            assertThatThrownBy(() -> Async.await(child)).isSameAs(failure);
        });
    }

    @Test
    void thatCancelsItselfAtOnceIsCancelled(EventLoop loop) {
        InTask.run(loop, () -> {
            Task<Void> child = eager(loop, () -> {
                loop.currentTask().cancel();
                Async.sleep(Duration.ZERO);
                events.add("never");
            });
            assertThat(child.isCancelled()).isTrue();
            assertThat(loop.currentTask().cancelling()).isZero();
            Async.sleep(Duration.ZERO);
        });
        assertThat(events).isEmpty();
    }

    @Test
    void isCancelledInItsFirstWait(EventLoop loop) {
        LoopFuture<String> never = loop.createFuture();
        InTask.run(loop, () -> {
            Task<String> child = loop.createTask(() -> Async.await(never), EAGER);
            assertThat(child.cancel()).isTrue();
            Async.sleep(Duration.ZERO);
            assertThat(child.isCancelled()).isTrue();
            assertThat(never.isCancelled()).isTrue();
        });
    }

    @Test
    void mayCancelTheTaskThatMakesItWhichNoticesAtItsNextWait(EventLoop loop) {
        Task<Void> parent = loop.createTask(() -> {
            Task<?> self = loop.currentTask();
            var _ = eager(loop, self::cancel);
            events.add("goes on");
            Async.sleep(Duration.ZERO);
            events.add("never");
        });
        Turns.one(loop);
        assertThat(parent.isCancelled()).isTrue();
        assertThat(events).containsExactly("goes on");
    }

    @Test
    void mayWakeAndBeWokenByTheTaskThatMakesIt(EventLoop loop) {
        LoopFuture<String> gate = loop.createFuture();
        InTask.run(loop, () -> {
            Task<Boolean> child = loop.createTask(() -> events.add(Async.await(gate)), EAGER);
            var _ = eager(loop, () -> gate.complete("woken"));
            Async.await(child);
        });
        assertThat(events).containsExactly("woken");
    }

    @Test
    void whatAwaitsItsParentWaits(EventLoop loop) {
        InTask.run(loop, () -> {
            Task<String> parent = loop.createTask(() -> {
                Task<?> self = loop.currentTask();
                var _ = eager(loop, () -> events.add("child saw " + Async.await(self)));
                events.add("parent ends");
                return "parent";
            });
            Async.await(parent);
            Async.sleep(Duration.ZERO);
        });
        assertThat(events).containsExactly("parent ends", "child saw parent");
    }

    @Test
    void beforeTheLoopRunsWaitsForTheFirstTurn(EventLoop loop) {
        Task<Void> task = eager(loop, this::waitsOnce);
        assertThat(events).isEmpty();
        loop.runUntilComplete(task);
        assertThat(events).containsExactly("begun", "ended");
    }
}
