package io.juvloop.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatObject;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.Task;
import io.juvloop.TaskOptions;
import io.juvloop.testing.InTask;
import io.juvloop.testing.LoopChoice;
import io.juvloop.testing.TaskTest;
import io.juvloop.testing.Turns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/// The names of tasks, the current task, the unfinished tasks, and their stacks.
@TaskTest
class TaskIdentityTest {
    private final List<String> events = new ArrayList<>();

    @Test
    void namesOfTheirOwnAreUniqueAndIncrease(EventLoop loop) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String name = loop.createTask(() -> {}).name();
            assertThat(name).startsWith("Task-");
            numbers.add(Integer.valueOf(name.substring("Task-".length())));
        }
        assertThat(numbers).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void namesCanBeGivenAndChanged(EventLoop loop) {
        Task<String> task = loop.createTask(() -> "result", TaskOptions.named("first"));
        assertThat(task.name()).isEqualTo("first");
        assertThat(task.toString()).isEqualTo("task first (not begun)");
        task.setName("second");
        assertThat(task.name()).isEqualTo("second");
        assertThatNullPointerException().isThrownBy(() -> task.setName(null));
        Turns.one(loop);
        assertThat(task.toString()).isEqualTo("task second (success)");
    }

    @Test
    void aTaskWithoutABodyIsRefusedAndLeavesNothing(EventLoop loop) {
        assertThatNullPointerException().isThrownBy(() -> loop.createTask((Callable<String>) null));
        assertThatNullPointerException().isThrownBy(() -> loop.createTask(() -> "result", null));
        assertThat(loop.allTasks()).isEmpty();
    }

    @Test
    void theCurrentTaskIsTheOneThatRuns(EventLoop loop) {
        Task<Boolean> one = loop.createTask(() -> isCurrentAcrossAWait(loop), TaskOptions.named("one"));
        Task<Boolean> two = loop.createTask(() -> isCurrentAcrossAWait(loop), TaskOptions.named("two"));
        loop.callSoon(() -> events.add("callback " + loop.currentTask()));
        assertThatObject(loop.currentTask()).isNull();
        loop.runUntilComplete(one);
        loop.runUntilComplete(two);
        assertThat(events).containsExactly("one", "two", "callback null", "one", "two");
        assertThatObject(loop.currentTask()).isNull();
    }

    private boolean isCurrentAcrossAWait(EventLoop loop) {
        Task<?> before = loop.currentTask();
        events.add(before.name());
        Async.sleep(Duration.ZERO);
        events.add(before.name());
        return assertThatObject(loop.currentTask()).isSameAs(before).isNotNull() != null;
    }

    @Test
    void theCurrentTaskIsEachLoopsOwn(EventLoop loop) {
        try (EventLoop other = LoopChoice.newLoop()) {
            InTask.run(loop, () -> {
                assertThatObject(loop.currentTask()).isNotNull();
                assertThatObject(other.currentTask()).isNull();
            });
        }
    }

    @Test
    void allTasksAreThoseThatAreNotDone(EventLoop loop) {
        LoopFuture<String> gate = loop.createFuture();
        Task<String> waits = loop.createTask(() -> Async.await(gate));
        Task<String> ends = loop.createTask(() -> "done");
        Task<String> cancelled = loop.createTask(() -> "never");
        assertThat(loop.allTasks()).containsExactly(waits, ends, cancelled);
        cancelled.cancel();
        Turns.one(loop);
        assertThat(loop.allTasks()).containsExactly(waits);
        assertThat(loop.stats().tasks()).isOne();
        gate.complete("open");
        Turns.one(loop);
        assertThat(loop.allTasks()).isEmpty();
    }

    @Test
    void allTasksIsACopy(EventLoop loop) {
        Task<Void> task = loop.createTask(() -> {});
        var before = loop.allTasks();
        loop.runUntilComplete(task);
        assertThat(before).containsExactly(task);
    }

    @Test
    void theStackShowsWhereATaskWaits(EventLoop loop) {
        LoopFuture<String> gate = loop.createFuture();
        Task<String> task = loop.createTask(() -> waitingHere(gate));
        assertThat(task.stack()).isEmpty();
        Turns.one(loop);
        assertThat(task.stack()).anyMatch(frame -> frame.getMethodName().equals("waitingHere"));
        gate.complete("open");
        assertThat(task.stack()).anyMatch(frame -> frame.getMethodName().equals("waitingHere"));
        assertThat(loop.runUntilComplete(task)).isEqualTo("open");
        assertThat(task.stack()).isEmpty();
    }

    private static String waitingHere(LoopFuture<String> gate) {
        return Async.await(gate);
    }

    @Test
    void theStackOfAFailedTaskIsThatOfTheFailure(EventLoop loop) {
        Task<String> task = loop.createTask(TaskIdentityTest::failingHere);
        assertThatIllegalStateException().isThrownBy(() -> loop.runUntilComplete(task));
        assertThat(task.stack().getFirst().getMethodName()).isEqualTo("failingHere");
    }

    private static String failingHere() {
        throw new IllegalStateException("on purpose");
    }

    @Test
    void theStackOfTheRunningTaskIsItsOwn(EventLoop loop) {
        InTask.run(
                loop,
                () -> assertThat(loop.currentTask().stack())
                        .anyMatch(frame -> frame.getClassName().equals(TaskIdentityTest.class.getName())));
    }

    @Test
    void aClosedLoopRefusesTasks(EventLoop loop) {
        loop.close();
        assertThatIllegalStateException()
                .isThrownBy(() -> loop.createTask(() -> "never"))
                .withMessageContaining("closed");
        assertThatIllegalStateException()
                .isThrownBy(() -> loop.newTask(() -> "never", TaskOptions.DEFAULT))
                .withMessageContaining("closed");
    }

    @Test
    void aTaskCannotRunALoop(EventLoop loop) {
        InTask.run(loop, () -> {
            assertThatIllegalStateException().isThrownBy(loop::runForever).withMessageContaining("running");
            assertThatIllegalStateException().isThrownBy(loop::close).withMessageContaining("running");
            assertThatExceptionOfType(RuntimeException.class)
                    .isThrownBy(() -> loop.runUntilComplete(loop.createFuture()));
            loop.callSoon(() -> events.add("still fine"));
            Async.sleep(Duration.ZERO);
        });
        assertThat(events).containsExactly("still fine");
    }
}
