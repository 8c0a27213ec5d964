package io.juvloop.internal.host;

import io.juvloop.LoopFuture;
import io.juvloop.TaskMode;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.task.TaskModes;
import io.juvloop.internal.task.Tasks;
import java.util.function.Supplier;

/// Runs an action on the very thread that runs a loop.
///
/// A callback runs on that thread, and so does a task in fast mode, which that thread carries. In portable mode
/// another thread runs a task, which therefore waits for a callback to run the action.
///
/// Loop thread only.
final class OnLoopThread {
    private OnLoopThread() {}

    static <T> T call(LoopCore core, Tasks tasks, Supplier<T> action) {
        core.checkUsable();
        if (tasks.current() == null || TaskModes.mode() == TaskMode.FAST) {
            return HostErrors.get(action);
        }
        LoopFuture<T> done = new LoopFuture<>(core.loop());
        core.callInternally(() -> {
            try {
                done.complete(HostErrors.get(action));
            } catch (RuntimeException refused) {
                done.completeExceptionally(refused);
            }
        });
        return tasks.await(done);
    }
}
