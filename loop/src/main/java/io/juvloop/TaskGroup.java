package io.juvloop;

import io.juvloop.internal.jdk.Failures;
import io.juvloop.spi.RunningLoop;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// A group of tasks that end together: when its block is left, all of them are done.
///
/// ```java
/// try (var group = new TaskGroup()) {
///     group.createTask(() -> fetch(first));
///     group.createTask(() -> fetch(second));
/// } // waits for both
/// ```
///
/// If a task fails, the others are cancelled, and so is the stage that the block awaits; then an
/// [ExceptionGroup] with all failures is thrown, by that wait or by [#close]. The cancellation of a task is no
/// failure. If other code cancels the task that opened the group, the children are cancelled too; when they
/// have ended, the task ends with its cancellation, or with their failures if they have any. An [Error] that
/// concerns the whole program is thrown alone.
///
/// The two forms differ in a block that fails itself. [#run] and [#call] see its exception, cancel the
/// children, and throw it in the [ExceptionGroup], as asyncio does. A `try` calls `close` without the
/// exception, so `close` waits for the children: cancelling them would break every block that ends normally. A
/// `try` block that may fail while children run that do not end by themselves should therefore call [#cancel]
/// first, or better be passed to [#run]. If the task was cancelled since it opened the group, `close` cancels
/// the children, unless the task withdrew the request with [Task#uncancel]. An exception of `close` after
/// another exception of the block is added to that one as suppressed. If nested groups fail at the same time,
/// the inner one's [ExceptionGroup] is thrown first, and the request of the outer one is delivered at the next
/// wait.
///
/// Inside the task that opened it, which also closes it; [#createTask] and [#cancel] loop thread only, by its
/// children too. Used once. See
/// [asyncio.TaskGroup](https://docs.python.org/3.13/library/asyncio-task.html#task-groups).
public final class TaskGroup implements AutoCloseable {
    /// The block of a group, as a lambda.
    ///
    /// Runs in the task that opens the group.
    ///
    /// @param <T> the type of the result
    @FunctionalInterface
    public interface Body<T extends @Nullable Object> {
        /// Runs the block.
        ///
        /// @param group the group, to create tasks in
        /// @return the result
        /// @throws Exception a failure, which cancels the group's tasks and is thrown in an [ExceptionGroup]
        T run(TaskGroup group) throws Exception;
    }

    /// The block of a group without a result, as a lambda.
    ///
    /// Runs in the task that opens the group.
    @FunctionalInterface
    public interface VoidBody {
        /// Runs the block.
        ///
        /// @param group the group, to create tasks in
        /// @throws Exception a failure, which cancels the group's tasks and is thrown in an [ExceptionGroup]
        void run(TaskGroup group) throws Exception;
    }

    private final CancelScope scope = new CancelScope("a task group", CancelScope.Kind.GROUP);
    private final Set<Task<?>> children = new LinkedHashSet<>();
    private final List<Throwable> failures = new ArrayList<>();
    private @Nullable Throwable stopping;
    private @Nullable LoopFuture<Void> childless;
    private boolean aborting;
    private boolean exiting;
    private boolean closed;

    /// Opens a group in the running task.
    ///
    /// @throws IllegalStateException outside a task
    public TaskGroup() {}

    // --- The block as a lambda

    /// Runs a block and waits for the tasks that it has created.
    ///
    /// @param body the block
    /// @throws ExceptionGroup if a task or the block fails
    /// @throws java.util.concurrent.CancellationException if this task is cancelled; or the reason of the
    ///     cancellation
    @Suspends
    public static void run(VoidBody body) {
        Objects.requireNonNull(body, "the body is null");
        call(group -> {
            body.run(group);
            return null;
        });
    }

    /// Runs a block with a result and waits for the tasks that it has created.
    ///
    /// @param <T> the type of the result
    /// @param body the block
    /// @return the result of the block
    /// @throws ExceptionGroup if a task or the block fails
    /// @throws java.util.concurrent.CancellationException if this task is cancelled; or the reason of the
    ///     cancellation
    @Suspends
    public static <T extends @Nullable Object> T call(Body<T> body) {
        Objects.requireNonNull(body, "the body is null");
        TaskGroup group = new TaskGroup();
        T result = null;
        Throwable thrown = null;
        try {
            result = body.run(group);
        } catch (Throwable failure) {
            thrown = failure;
        }
        group.exit(thrown);
        return result;
    }

    // --- Tasks

    /// Creates a task of this group. asyncio's `TaskGroup.create_task(coro)`.
    ///
    /// @param <T> the type of the result
    /// @param body the code of the task
    /// @return the task
    /// @throws IllegalStateException if the group has ended, or its tasks are being cancelled
    public <T extends @Nullable Object> Task<T> createTask(Callable<T> body) {
        return createTask(body, TaskOptions.DEFAULT);
    }

    /// Creates a task of this group, as [#createTask(Callable)] does; the name has no overloads without a
    /// result, for languages whose lambdas fit both.
    ///
    /// @param <T> the type of the result
    /// @param body the code of the task
    /// @return the task
    /// @throws IllegalStateException if the group has ended, or its tasks are being cancelled
    public <T extends @Nullable Object> Task<T> createTaskOf(Callable<T> body) {
        return createTask(body, TaskOptions.DEFAULT);
    }

    /// Creates a task of this group with options, as [#createTask(Callable, TaskOptions)] does; see
    /// [#createTaskOf(Callable)] for the name.
    ///
    /// @param <T> the type of the result
    /// @param body the code of the task
    /// @param options the options of the task
    /// @return the task
    /// @throws IllegalStateException if the group has ended, or its tasks are being cancelled
    public <T extends @Nullable Object> Task<T> createTaskOf(Callable<T> body, TaskOptions options) {
        return createTask(body, options);
    }

    /// Creates a task of this group without a result, see [#createTask(Callable)].
    ///
    /// @param body the code of the task
    /// @return the task
    /// @throws IllegalStateException if the group has ended, or its tasks are being cancelled
    public Task<@Nullable Void> createTask(Action body) {
        return createTask(body.asCallable(), TaskOptions.DEFAULT);
    }

    /// Creates a task of this group without a result, with options, see [#createTask(Callable)].
    ///
    /// @param body the code of the task
    /// @param options the options of the task
    /// @return the task
    /// @throws IllegalStateException if the group has ended, or its tasks are being cancelled
    public Task<@Nullable Void> createTask(Action body, TaskOptions options) {
        return createTask(body.asCallable(), options);
    }

    /// Creates a task of this group with options. asyncio's `TaskGroup.create_task(coro, name=)`.
    ///
    /// @param <T> the type of the result
    /// @param body the code of the task
    /// @param options the options of the task
    /// @return the task
    /// @throws IllegalStateException if the group has ended, or its tasks are being cancelled
    public <T extends @Nullable Object> Task<T> createTask(Callable<T> body, TaskOptions options) {
        if (closed || (exiting && children.isEmpty())) {
            throw new IllegalStateException("it has ended: " + this);
        }
        if (aborting) {
            throw new IllegalStateException("its tasks are being cancelled: " + this);
        }
        Task<T> child = scope.loop().createTask(body, options);
        children.add(child);
        if (child.isDone()) {
            ended(child);
        } else {
            child.addDoneCallback(_ -> ended(child));
            if (aborting) {
                child.cancel();
            }
        }
        return child;
    }

    /// Cancels the tasks of this group, and refuses new ones; the block continues.
    public void cancel() {
        abort();
    }

    private void abort() {
        if (!aborting) {
            aborting = true;
            for (Task<?> child : List.copyOf(children)) {
                child.cancel();
            }
        }
    }

    private void ended(Task<?> child) {
        children.remove(child);
        if (children.isEmpty() && childless != null) {
            childless.complete(null);
        }
        Throwable failure = child.isCancelled() ? null : child.exception();
        if (failure == null) {
            return;
        }
        if (scope.task().isDone()) {
            reportOrphan(child, failure);
        } else {
            failed(failure);
        }
    }

    private void failed(Throwable failure) {
        failures.add(failure);
        if (stopping == null && isStopClass(failure)) {
            stopping = failure;
        }
        if (!aborting) {
            abort();
            if (!exiting) {
                scope.ask(new ExceptionGroup(failures));
            }
        }
    }

    private void reportOrphan(Task<?> child, Throwable failure) {
        String message = child + " failed in a group that was never closed, by " + scope.task();
        scope.loop().callExceptionHandler(ExceptionContext.of(message, failure));
    }

    /// Whether a failure concerns the program, not the task, as `KeyboardInterrupt` and `SystemExit` do in
    /// asyncio.
    private static boolean isStopClass(Throwable failure) {
        return failure instanceof Error
                && !(failure instanceof AssertionError
                        || failure instanceof StackOverflowError
                        || failure instanceof LinkageError);
    }

    // --- Closing

    /// Waits until all tasks of this group are done. Calling it again has no effect.
    ///
    /// @throws ExceptionGroup if a task failed
    /// @throws java.util.concurrent.CancellationException if this task is cancelled while it waits, and no task
    ///   of the group failed; or another exception that was the reason to cancel it
    /// @throws IllegalStateException in another task
    @Suspends
    @Override
    public void close() {
        if (!closed) {
            scope.checkTask();
            exit(null);
        }
    }

    private void exit(@Nullable Throwable thrown) {
        if (closed && thrown == null) {
            return;
        }
        exiting = true;
        Throwable cancellation = thrown != null && scope.isCancellation(thrown) ? thrown : null;
        if (thrown != null && stopping == null && isStopClass(thrown)) {
            stopping = thrown;
        }
        if (thrown != null || scope.isOverruled()) {
            abort();
        }
        Throwable later = join();
        closed = true;
        scope.leave();
        throwStopping();
        if (thrown != null && cancellation == null) {
            failures.add(thrown);
        }
        throwFailures();
        cancellation = later == null ? cancellation : later;
        if (cancellation != null) {
            throw Failures.<RuntimeException>asIs(heardAs(cancellation));
        }
    }

    /// Waits for the children, even if this task is cancelled.
    ///
    /// @return the exception that this task was cancelled with meanwhile, or null
    private @Nullable Throwable join() {
        Throwable cancelled = null;
        while (!children.isEmpty() && !scope.loop().isClosed()) {
            LoopFuture<Void> gate = scope.loop().createFuture();
            childless = gate;
            try {
                var _ = RunningLoop.requireEngine().await(gate);
            } catch (Throwable asked) {
                cancelled = asked;
                abort();
            }
        }
        childless = null;
        return cancelled;
    }

    private void throwStopping() {
        if (stopping != null) {
            throw Failures.<RuntimeException>asIs(stopping);
        }
    }

    private void throwFailures() {
        if (!failures.isEmpty()) {
            if (scope.isOverruled()) {
                scope.repeatOthersRequests();
            }
            throw new ExceptionGroup(failures);
        }
    }

    private Throwable heardAs(Throwable cancellation) {
        return cancellation instanceof InterruptedException ? scope.othersReason(cancellation) : cancellation;
    }

    @Override
    public String toString() {
        String how = closed ? "ended" : aborting ? "cancelling" : exiting ? "ending" : "open";
        return "task group (" + how + ", tasks=" + children.size() + ", failures=" + failures.size() + ")";
    }
}
