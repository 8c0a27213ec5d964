package io.juvloop.testing;

import io.juvloop.Action;
import io.juvloop.EventLoop;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;

/// Runs the body of a test in a task of a loop that does not run yet, until that task is done.
public final class InTask {
    private InTask() {}

    /// Runs a body; its exception is thrown unchanged if unchecked, and as the cause of an [AssertionError]
    /// otherwise.
    public static void run(EventLoop loop, Action body) {
        call(loop, body.asCallable());
    }

    /// Runs a body with a result.
    public static <T> T call(EventLoop loop, Callable<T> body) {
        try {
            return loop.runUntilComplete(loop.createTask(body));
        } catch (CompletionException failed) {
            throw new AssertionError("the task failed", failed.getCause());
        }
    }
}
