package io.juvloop.postgres;

import io.juvloop.Action;
import io.juvloop.EventLoop;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// Runs the body of a test in a task.
///
/// On the thread of the test.
public final class InTask {
    private InTask() {}

    /// Runs a body to its end.
    public static void run(EventLoop loop, Action body) {
        loop.runUntilComplete(loop.createTask(body));
    }

    /// Runs a body to its end, and returns its result.
    public static <T extends @Nullable Object> T call(EventLoop loop, Callable<T> body) {
        return loop.runUntilComplete(loop.createTask(body));
    }
}
