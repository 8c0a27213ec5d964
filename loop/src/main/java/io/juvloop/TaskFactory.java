package io.juvloop;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// Creates the tasks of a loop, for example to count them, to wrap their bodies, or to start them eagerly.
///
/// Called on the loop's thread. A custom factory calls [EventLoop#newTask] in the end. See
/// [eager_task_factory](https://docs.python.org/3.13/library/asyncio-task.html#eager-task-factory) and
/// [set_task_factory](https://docs.python.org/3.13/library/asyncio-eventloop.html#asyncio.loop.set_task_factory).
public interface TaskFactory {
    /// Starts tasks immediately, as asyncio's `eager_task_factory` does.
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

    /// Creates a task.
    ///
    /// @param <T> the type of the result
    /// @param loop the loop of the task
    /// @param body the code of the task
    /// @param options the options of the task
    /// @return the task
    <T extends @Nullable Object> Task<T> create(EventLoop loop, Callable<T> body, TaskOptions options);
}
