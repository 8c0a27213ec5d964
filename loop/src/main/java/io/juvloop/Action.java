package io.juvloop;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// The body of a task without a result: a [Runnable] that may throw.
///
/// Runs on the thread of its task.
@FunctionalInterface
public interface Action {
    /// Runs the body.
    ///
    /// @throws Exception the failure of the task
    void run() throws Exception;

    /// Converts this to a [Callable] whose result is null.
    ///
    /// @return the callable
    default Callable<@Nullable Void> asCallable() {
        return () -> {
            run();
            return null;
        };
    }
}
