package io.juvloop.internal.host;

import io.juvloop.LoopFuture;
import io.juvloop.TaskMode;
import io.juvloop.internal.UvEventLoop;
import java.util.function.Supplier;

/// Has something done by the very thread that runs a loop.
///
/// A callback is on it, and so is a task in fast mode, which that thread carries. In portable mode something else
/// carries a task, so it waits for a callback to do it.
///
/// Loop thread only.
final class ThreadOfLoop {
    private ThreadOfLoop() {}

    static <T> T call(UvEventLoop loop, Supplier<T> action) {
        loop.checkUsable();
        if (loop.currentTask() == null || loop.taskMode() == TaskMode.FAST) {
            return HostErrors.ask(action);
        }
        LoopFuture<T> done = loop.createFuture();
        loop.callInternally(() -> {
            try {
                done.complete(HostErrors.ask(action));
            } catch (RuntimeException refused) {
                done.completeExceptionally(refused);
            }
        });
        return loop.await(done);
    }
}
