package io.juvloop.internal.sendfile;

import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.executor.DefaultExecutor;
import io.juvloop.internal.jdk.Failures;
import io.juvloop.internal.task.Waiter;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/// Runs blocking steps of a task on another thread, one after the other, and waits for operations of the loop.
///
/// A step that has begun is awaited even if the task is cancelled meanwhile: it still writes to the socket, and
/// the user's next write must follow it. The cancellation is kept for [#throwIfCancelled].
///
/// Loop thread only, in one task.
final class UninterruptibleWork {
    private final LoopCore core;
    private final DefaultExecutor executor;
    private @Nullable Throwable cancellation;

    UninterruptibleWork(LoopCore core, DefaultExecutor executor) {
        this.core = core;
        this.executor = executor;
    }

    /// Runs a step on the loop's default executor.
    ///
    /// @throws IOException if the step throws one
    <T> T run(Callable<T> step) throws IOException {
        CompletableFuture<T> future = executor.run(null, step);
        while (!future.isDone()) {
            awaitOnce(future);
        }
        return result(future);
    }

    /// Waits for an operation that can be cancelled. If the task is cancelled meanwhile, the operation is too; if it
    /// is too late for that, its result counts, and the cancellation is kept.
    ///
    /// @throws IOException if the operation fails with one
    <T> T await(CompletableFuture<T> operation) throws IOException {
        while (!operation.isDone()) {
            awaitOnce(operation);
            if (cancellation != null) {
                boolean _ = operation.cancel(false);
            }
        }
        if (operation.isCancelled()) {
            throwIfCancelled();
        }
        return result(operation);
    }

    private static <T> T result(CompletableFuture<T> future) throws IOException {
        try {
            return future.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw Failures.unchecked(failed.getCause());
        } catch (InterruptedException impossible) {
            throw new CompletionException("a future that is done was waited for", impossible);
        }
    }

    private void awaitOnce(CompletableFuture<?> future) {
        Waiter waiter = Waiter.ofCurrentTask();
        var _ = future.whenComplete((result, failure) -> waiter.wake());
        try {
            waiter.await();
        } catch (Throwable asked) {
            if (core.isClosed()) {
                throw asked;
            }
            if (cancellation == null) {
                cancellation = asked;
            }
        }
    }

    /// Throws the cancellation if one was requested while a step ran.
    void throwIfCancelled() {
        Throwable asked = cancellation;
        if (asked != null) {
            cancellation = null;
            throw Failures.<RuntimeException>asIs(asked);
        }
    }
}
