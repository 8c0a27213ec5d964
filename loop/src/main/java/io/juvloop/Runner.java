package io.juvloop;

import io.juvloop.spi.RunningLoop;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Runs main tasks, one after the other, on a loop of its own, and closes the loop with everything that is
/// left. [Juvloop#run(Callable)] is a runner for one main task.
///
/// When the JVM is asked to exit during a run, by Ctrl-C, by `kill` or by [System#exit] on another thread, the
/// main task is cancelled, and the JVM waits until the runner is closed, for at most
/// [RunnerOptions#shutdownPatience]. It does not wait if [System#exit] was called on the loop, in a callback or
/// a task, because the caller never continues. A second Ctrl-C has no effect, because the JVM handles only one.
///
/// For the thread that runs it; a platform thread without a running loop. The loop is created at the first use, and
/// closed by [#close]. See
/// [asyncio.Runner](https://docs.python.org/3.13/library/asyncio-runner.html#asyncio.Runner).
public final class Runner implements AutoCloseable {
    private static final Duration EXECUTOR_PATIENCE = Duration.ofMinutes(5);

    private final RunnerOptions options;
    private @Nullable EventLoop loop;
    private @Nullable ShutdownHook endOfJvm;
    private boolean closed;

    /// Creates a runner with [RunnerOptions#DEFAULT].
    public Runner() {
        this(RunnerOptions.DEFAULT);
    }

    /// Creates a runner.
    ///
    /// @param options the options of the runner
    public Runner(RunnerOptions options) {
        this.options = Objects.requireNonNull(options, "the options are null");
    }

    /// Returns the runner's loop, which is created at the first use. asyncio's `Runner.get_loop()`.
    ///
    /// @return the loop
    /// @throws IllegalStateException if the runner is closed
    public EventLoop loop() {
        if (closed) {
            throw new IllegalStateException("the runner is closed");
        }
        EventLoop made = loop;
        if (made == null) {
            made = options.loopFactory().get();
            options.debug().ifPresent(made::setDebug);
            loop = made;
        }
        return made;
    }

    /// Runs a main task until it is done; other tasks that it created may be left, and continue in the next
    /// run. asyncio's `Runner.run(coro)`.
    ///
    /// @param <T> the type of the result
    /// @param main the body of the main task
    /// @return the result of the main task
    /// @throws java.util.concurrent.CancellationException if the task was cancelled, for example because the
    ///   JVM was asked to exit
    /// @throws java.util.concurrent.CompletionException with the exception of the task, if that is checked; an
    ///   unchecked exception is thrown unchanged
    /// @throws IllegalStateException if a loop runs on this thread, if this is a virtual thread, if the runner
    ///   is closed, or if the loop was stopped before the task was done
    public <T extends @Nullable Object> T run(Callable<T> main) {
        Objects.requireNonNull(main, "the body is null");
        refuseThreads();
        EventLoop running = loop();
        Task<T> task = running.createTask(main);
        ShutdownHook hook = ShutdownHook.during(running, task, options.shutdownPatience());
        try {
            return running.runUntilComplete(task);
        } finally {
            if (!hook.dismiss()) {
                endOfJvm = hook;
            }
        }
    }

    /// Runs a main task without a result, see [#run(Callable)].
    ///
    /// @param main the body of the main task
    /// @throws IllegalStateException as [#run(Callable)]
    public void run(Action main) {
        var _ = run(main.asCallable());
    }

    /// Runs a main task, as [#run(Callable)] does; the name has no overloads, for languages whose lambdas fit
    /// both.
    ///
    /// @param <T> the type of the result
    /// @param main the body of the main task
    /// @return the result of the main task
    /// @throws IllegalStateException as [#run(Callable)]
    public <T extends @Nullable Object> T call(Callable<T> main) {
        return run(main);
    }

    private static void refuseThreads() {
        if (RunningLoop.get() != null) {
            throw new IllegalStateException("a runner cannot run inside a running event loop; make a task");
        }
        if (Thread.currentThread().isVirtual()) {
            throw new IllegalStateException("a loop runs on a platform thread: an upcall would pin the carrier");
        }
    }

    /// Closes the runner: cancels the remaining tasks, waits for them, reports those that failed to the loop's
    /// [ExceptionHandler], waits for the default executor for at most five minutes, and closes the loop.
    /// Calling it again has no effect. asyncio's `Runner.close()`.
    ///
    /// @throws IllegalStateException while its loop runs, or on another thread than the one that ran it
    @Override
    public void close() {
        EventLoop ending = loop;
        if (ending != null && ending.isRunning()) {
            throw new IllegalStateException("cannot close a runner while its event loop is running");
        }
        if (ending == null || ending.isClosed()) {
            closed = true;
            noticeEnd();
            return;
        }
        Set<Task<?>> left = ending.allTasks(); // throws on another thread, before anything is changed
        closed = true;
        if (endOfJvm == null) {
            endOfJvm = ShutdownHook.during(ending, null, options.shutdownPatience());
        }
        try {
            end(ending, left);
        } finally {
            noticeEnd();
        }
    }

    private void noticeEnd() {
        ShutdownHook hook = endOfJvm;
        if (hook != null) {
            hook.runnerClosed();
            hook.dismiss();
        }
    }

    private static void end(EventLoop ending, Set<Task<?>> left) {
        try {
            cancelAll(ending, left);
        } finally {
            try {
                ending.runUntilComplete(ending.shutdownDefaultExecutor(EXECUTOR_PATIENCE));
            } finally {
                ending.close();
            }
        }
    }

    private static void cancelAll(EventLoop ending, Set<Task<?>> tasks) {
        if (tasks.isEmpty()) {
            return;
        }
        tasks.forEach(Task::cancel);
        ending.runUntilComplete(CompletableFuture.allOf(tasks.stream()
                .map(task -> task.handle((result, failure) -> true).toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new)));
        for (Task<?> task : tasks) {
            if (task.state() == Task.State.FAILED) {
                ending.callExceptionHandler(ExceptionContext.of(
                                "task " + task.name() + " failed while its runner was being closed",
                                task.exceptionNow())
                        .with(task));
            }
        }
    }
}
