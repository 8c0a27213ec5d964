package io.juvloop;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// The body of a task without a result: a [Runnable] that may throw.
///
/// Runs on the thread of its task.
@FunctionalInterface
public interface Action {
    /// Does it.
    ///
    /// @throws Exception what the task fails with
    void run() throws Exception;

    /// The same as a [Callable] whose result is null.
    ///
    /// @return the body
    default Callable<@Nullable Void> asCallable() {
        return () -> {
            run();
            return null;
        };
    }
}
