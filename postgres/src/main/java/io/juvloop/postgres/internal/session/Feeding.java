package io.juvloop.postgres.internal.session;

import io.juvloop.EventLoop;
import io.juvloop.Suspends;
import io.juvloop.Task;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/// The task beside an operation in which code of the user runs: what gives rows and bytes, and what takes them.
///
/// It is a task of its own because such code may wait, and because the operation may end without it: when the server
/// reports an error, when its time is up. Then the task is cancelled with that as the reason.
///
/// Loop thread only. It ends at the next wait of the user's code after the operation has.
final class Feeding {
    private Feeding() {}

    /// What runs in the task.
    @FunctionalInterface
    interface Body {
        /// Runs it.
        ///
        /// @throws Exception what the user's code throws
        @Suspends
        void run() throws Exception;
    }

    /// Starts the task of an operation that is not started yet.
    ///
    /// @param loop the running one
    /// @param operation whose end ends the task
    /// @param body what runs in the task
    /// @param failed called with what it throws; nothing if the operation has ended
    static void start(EventLoop loop, Operation<?> operation, Body body, Consumer<Throwable> failed) {
        Task<?> task = loop.createTask(() -> {
            try {
                body.run();
            } catch (Throwable failure) {
                failed.accept(failure);
                if (failure instanceof VirtualMachineError fatal && !(failure instanceof StackOverflowError)) {
                    throw fatal;
                }
            }
        });
        operation.addDoneCallback(done -> end(task, operation));
    }

    private static void end(Task<?> task, Operation<?> operation) {
        if (!task.isDone()) {
            Throwable failure = operation.failure;
            boolean _ = task.cancel(failure == null ? new CancellationException("the operation has ended") : failure);
        }
    }
}
