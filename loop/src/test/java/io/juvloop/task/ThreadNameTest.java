package io.juvloop.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.EventLoop;
import io.juvloop.Task;
import io.juvloop.TaskOptions;
import io.juvloop.testing.TaskTest;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// The thread of a task has its name, so that logs, dumps and debuggers show it.
@TaskTest
class ThreadNameTest {
    private static String threadName() {
        return Thread.currentThread().getName();
    }

    @Test
    void isTheNameOfTheTask(EventLoop loop) {
        Task<String> task = loop.createTask(ThreadNameTest::threadName, TaskOptions.named("fetches"));
        assertThat(loop.runUntilComplete(task)).isEqualTo("fetches");
    }

    @Test
    void isTheNumberedOneOfATaskWithoutAName(EventLoop loop) {
        Task<String> task = loop.createTask(ThreadNameTest::threadName);
        assertThat(loop.runUntilComplete(task)).isEqualTo(task.name()).startsWith("Task-");
    }

    @Test
    void followsTheNameOfTheTask(EventLoop loop) {
        Task<String> task = loop.createTask(() -> {
            Objects.requireNonNull(loop.currentTask()).setName("parses");
            return threadName();
        });
        assertThat(loop.runUntilComplete(task)).isEqualTo("parses");
    }
}
