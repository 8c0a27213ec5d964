package io.juvloop;

import io.juvloop.internal.jdk.Failures;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// Tasks that end together: when the block is left, all of them are done.
///
/// ```java
/// try (var group = new TaskGroup()) {
///     group.createTask(() -> fetch(first));
///     group.createTask(() -> fetch(second));
/// } // waits for both
/// ```
///
/// If one fails, the others are cancelled, and so is what the block waits for; then an [ExceptionGroup] with
/// all failures is thrown, by that wait or by [#close]. That a task was cancelled is no failure. If the task
/// that opened the group is cancelled by somebody else, so are the children; it ends once they have, in its
/// cancellation, or in their failures if they have any. An [Error] that is about the whole program is thrown
/// alone.
///
/// The two forms differ in a block that fails by itself. [#run] and [#call] see its exception, cancel the
/// children, and throw it in the [ExceptionGroup], as asyncio does. A `try` calls `close` without telling it
/// why: that waits for the children, because to cancel them would break every block that ends normally. So a
/// `try` block that may fail while children run which do not end by themselves should call [#cancel] first, or
/// better be given to [#run]. If the task was asked to end since it opened the group, `close` cancels the
/// children: then it is known that the block was left for that, unless it took the request back with
/// [Task#uncancel]. What `close` throws after another exception of the block is added to that as suppressed. If
/// groups are inside each other, and both fail at once, the inner one's [ExceptionGroup] comes first, and the
/// request of the outer one is heard at the next wait.
///
/// Inside the task that opened it, which also closes it; [#createTask] and [#cancel] loop thread only, by its
/// children too. Used once. See
/// [asyncio.TaskGroup](https://docs.python.org/3.13/library/asyncio-task.html#task-groups).
public final class TaskGroup implements AutoCloseable {
    /// The block of a group, as a lambda.
    ///
    /// Runs in the task that opens the group.
    ///
    /// @param <T> the type of its result
    @FunctionalInterface
    public interface Body<T extends @Nullable Object> {
        /// Does it.
        ///
        /// @param group to make tasks in
        /// @return the result
        /// @throws Exception which cancels the group's tasks and is thrown in an [ExceptionGroup]
        T run(TaskGroup group) throws Exception;
    }

    /// The block of a group without a result, as a lambda.
    ///
    /// Runs in the task that opens the group.
    @FunctionalInterface
    public interface VoidBody {
        /// Does it.
        ///
        /// @param group to make tasks in
        /// @throws Exception which cancels the group's tasks and is thrown in an [ExceptionGroup]
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

    /// Opens a group in the task that is running.
    ///
    /// @throws IllegalStateException outside a task
    public TaskGroup() {}

    // --- The block as a lambda

    /// Runs a block and waits for the tasks it has made.
    ///
    /// @param body the block
    /// @throws ExceptionGroup if a task or the block fails
    /// @throws java.util.concurrent.CancellationException if this task is cancelled; or what it was cancelled
    /// with
    public static void run(VoidBody body) {
        Objects.requireNonNull(body, "the body is null");
        call(group -> {
            body.run(group);
            return null;
        });
    }

    /// Runs a block that has a result and waits for the tasks it has made.
    ///
    /// @param <T> the type of the result
    /// @param body the block
    /// @return its result
    /// @throws ExceptionGroup if a task or the block fails
    /// @throws java.util.concurrent.CancellationException if this task is cancelled; or what it was cancelled
    /// with
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

    /// Makes a task of this group. asyncio's `TaskGroup.create_task(coro)`.
    ///
    /// @param <T> the type of its result
    /// @param body what it runs
    /// @return the task
    /// @throws IllegalStateException if the group has ended, or its tasks are being cancelled
    public <T extends @Nullable Object> Task<T> createTask(Callable<T> body) {
        return createTask(body, TaskOptions.DEFAULT);
    }

    /// The same as [#createTask(Callable)] by a name that has no other form, for languages whose lambdas fit both.
    ///
    /// @param <T> the type of its result
    /// @param body what it runs
    /// @return the task
    /// @throws IllegalStateException if the group has ended, or its tasks are being cancelled
    public <T extends @Nullable Object> Task<T> createTaskOf(Callable<T> body) {
        return createTask(body, TaskOptions.DEFAULT);
    }

    /// The same as [#createTask(Callable, TaskOptions)] by a name that has no other form.
    ///
    /// @param <T> the type of its result
    /// @param body what it runs
    /// @param options how
    /// @return the task
    /// @throws IllegalStateException if the group has ended, or its tasks are being cancelled
    public <T extends @Nullable Object> Task<T> createTaskOf(Callable<T> body, TaskOptions options) {
        return createTask(body, options);
    }

    /// Makes a task of this group without a result, see [#createTask(Callable)].
    ///
    /// @param body what it runs
    /// @return the task
    /// @throws IllegalStateException if the group has ended, or its tasks are being cancelled
    public Task<@Nullable Void> createTask(Action body) {
        return createTask(body.asCallable(), TaskOptions.DEFAULT);
    }

    /// Makes a task of this group without a result, see [#createTask(Callable)].
    ///
    /// @param body what it runs
    /// @param options how
    /// @return the task
    /// @throws IllegalStateException if the group has ended, or its tasks are being cancelled
    public Task<@Nullable Void> createTask(Action body, TaskOptions options) {
        return createTask(body.asCallable(), options);
    }

    /// Makes a task of this group. asyncio's `TaskGroup.create_task(coro, name=)`.
    ///
    /// @param <T> the type of its result
    /// @param body what it runs
    /// @param options how
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

    /// Cancels the tasks of this group, and refuses new ones; the block goes on.
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

    /// As `KeyboardInterrupt` and `SystemExit` are to asyncio: about the program, not about the task.
    private static boolean isStopClass(Throwable failure) {
        return failure instanceof Error
                && !(failure instanceof AssertionError
                        || failure instanceof StackOverflowError
                        || failure instanceof LinkageError);
    }

    // --- The end

    /// Waits until all tasks of this group are done. Again, it does nothing.
    ///
    /// @throws ExceptionGroup if one of them failed
    /// @throws java.util.concurrent.CancellationException if this task is cancelled while it waits, and none of
    ///   them failed; or what it was cancelled with
    /// @throws IllegalStateException in another task
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

    /// Waits for the children, whatever comes between.
    ///
    /// @return what this task was cancelled with meanwhile, or null
    private @Nullable Throwable join() {
        Throwable cancelled = null;
        while (!children.isEmpty() && !scope.loop().isClosed()) {
            LoopFuture<Void> gate = scope.loop().createFuture();
            childless = gate;
            try {
                scope.loop().await(gate);
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
                scope.askAgainForOthers();
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
