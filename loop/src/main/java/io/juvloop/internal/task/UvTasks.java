package io.juvloop.internal.task;

import io.juvloop.EventLoop;
import io.juvloop.Task;
import io.juvloop.TaskFactory;
import io.juvloop.TaskMode;
import io.juvloop.TaskOptions;
import io.juvloop.internal.core.Chapter;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// Tasks of the loop on libuv.
///
/// Thread rule and lifetime: see [EventLoop].
public interface UvTasks extends EventLoop, Chapter {
    /// The tasks of the loop.
    ///
    /// @return the same each time
    Tasks tasks();

    @Override
    default <T extends @Nullable Object> Task<T> createTask(Callable<T> body, TaskOptions options) {
        core().checkUsable();
        return tasks().create(Objects.requireNonNull(body, "the body is null"), options);
    }

    @Override
    default <T extends @Nullable Object> Task<T> newTask(Callable<T> body, TaskOptions options) {
        core().checkUsable();
        return tasks().make(Objects.requireNonNull(body, "the body is null"), options);
    }

    @Override
    default void setTaskFactory(@Nullable TaskFactory factory) {
        core().checkThread();
        tasks().factory(factory);
    }

    @Override
    default @Nullable TaskFactory taskFactory() {
        core().checkThread();
        return tasks().factory();
    }

    @Override
    default @Nullable Task<?> currentTask() {
        return core().isCurrentThread() ? tasks().current() : null;
    }

    @Override
    default Set<Task<?>> allTasks() {
        core().checkThread();
        return tasks().all();
    }

    @Override
    default TaskMode taskMode() {
        return TaskModes.mode();
    }
}
