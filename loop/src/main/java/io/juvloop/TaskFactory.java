package io.juvloop;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// Makes the tasks of a loop: to count them, to wrap their bodies, to start them eagerly.
///
/// Called on the loop's thread. A factory of one's own ends in [EventLoop#newTask]. See [Eager Task
/// Factory](https://docs.python.org/3.13/library/asyncio-task.html#eager-task-factory) and
/// [set_task_factory](https://docs.python.org/3.13/library/asyncio-eventloop.html#asyncio.loop.set_task_factory).
public interface TaskFactory {
    /// Starts tasks at once, as asyncio's `eager_task_factory` does.
    TaskFactory EAGER = new TaskFactory() {
        @Override
        public <T extends @Nullable Object> Task<T> create(EventLoop loop, Callable<T> body, TaskOptions options) {
            return loop.newTask(body, options.withEagerStart(true));
        }

        @Override
        public String toString() {
            return "the eager task factory";
        }
    };

    /// Makes a task.
    ///
    /// @param <T> the type of its result
    /// @param loop whose it is
    /// @param body what it runs
    /// @param options how
    /// @return the task
    <T extends @Nullable Object> Task<T> create(EventLoop loop, Callable<T> body, TaskOptions options);
}
