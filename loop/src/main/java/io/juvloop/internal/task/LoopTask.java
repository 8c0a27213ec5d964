package io.juvloop.internal.task;

import io.juvloop.LoopFuture;
import io.juvloop.Task;
import io.juvloop.TaskMode;
import io.juvloop.TaskOptions;
import io.juvloop.internal.core.LimitedWait;
import io.juvloop.internal.core.LoopKernel;
import io.juvloop.internal.jdk.Failures;
import io.juvloop.internal.jfr.Recorder;
import io.juvloop.spi.Abandonable;
import io.juvloop.spi.DirectlyCompleted;
import io.juvloop.spi.RunningLoop;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A task: a body, the [TaskThread] that runs it, and at most one [Waiter] that it sleeps in.
///
/// [#step] resumes it on the loop's thread for one step. The result or exception of its body completes it on
/// its own thread, where its dependents may wait for a lock. [TaskCancellation] handles its cancellation.
///
/// Loop thread only, except [#cancel] and the future.
public final class LoopTask<T extends @Nullable Object> extends LoopFuture<T> implements Task<T>, DirectlyCompleted {
    private final LoopKernel core;
    private final Tasks tasks;
    private @Nullable Callable<T> body;
    private final TaskThread thread;
    private final TaskCancellation cancellation = new TaskCancellation(this);
    private final TaskStep step;
    private final long number;
    private String name;

    private @Nullable Waiter waiter;
    private @Nullable FutureWaiter spare;
    private boolean begun;
    private boolean resumed;
    private boolean bodyEnded;
    private boolean finished;
    private T result;
    private @Nullable Throwable failure;

    /// The links of the list of unfinished tasks, which [Tasks] keeps.
    @Nullable
    LoopTask<?> previous;

    @Nullable
    LoopTask<?> next;

    LoopTask(LoopKernel core, Tasks tasks, Callable<T> body, TaskOptions options, long number) {
        super(core.loop());
        this.core = core;
        this.tasks = tasks;
        this.body = body;
        this.number = number;
        this.name = options.name().orElseGet(() -> "Task-" + number);
        this.step = new TaskStep(core, tasks, this);
        this.thread = TaskModes.mode() == TaskMode.FAST ? new LoopScheduledThread(this) : new BatonThread(this);
    }

    /// The task that runs on the calling thread.
    ///
    /// @throws IllegalStateException outside a task
    static LoopTask<?> running() {
        if (RunningLoop.engine() instanceof Tasks here) {
            LoopTask<?> current = here.current();
            if (current != null) {
                return current;
            }
        }
        throw new IllegalStateException(
                "waiting is for tasks: nothing else can be suspended; make one with createTask");
    }

    boolean isOf(Tasks some) {
        return tasks == some;
    }

    LoopKernel core() {
        return core;
    }

    TaskThread thread() {
        return thread;
    }

    TaskStep step() {
        return step;
    }

    boolean isOnLoopThread() {
        return core.isCurrentThread();
    }

    // --- Running, on the loop's thread

    /// The task can continue: schedules a step. Any thread; never throws, because the JDK calls this from
    /// inside `unpark`.
    void becameReady() {
        tasks.schedule(this);
    }

    /// Runs the task until it waits or ends.
    void resume() {
        if (finished && !resumed) {
            return; // it was abandoned
        }
        if (!resumed && cancellation.isPending()) {
            failure = cancellation.take();
            bodyEnded = true;
        }
        begun |= !bodyEnded;
        resumed = true;
        thread.resume();
    }

    /// Whether its body has ended, so that only its dependents may still run on its thread.
    boolean isOver() {
        return bodyEnded && resumed;
    }

    boolean hasBegun() {
        return begun;
    }

    private void finish() {
        finished = true;
        body = null;
        tasks.remove(this);
        Throwable thrown = failure;
        if (thrown == null) {
            super.complete(result);
        } else {
            super.completeExceptionally(thrown);
            core.failStopping(thrown);
        }
        Recorder.get().taskEnded(name, state(), thrown);
    }

    /// Ends the task without running it again.
    void abandon(Throwable why) {
        failure = why;
        finish();
    }

    // --- Running, on its own thread

    /// Runs the body and completes the task. Its dependents are not part of it: they run as callbacks, on
    /// whatever thread.
    void run() {
        RunningLoop.enter(tasks);
        if (!bodyEnded) {
            runBody();
        }
        tasks.ended(this);
        finish();
    }

    private void runBody() {
        try {
            result = Objects.requireNonNull(body).call();
        } catch (Throwable thrown) {
            failure = thrown;
        }
        failure = cancellation.outcome(failure);
        bodyEnded = true;
    }

    /// Sleeps until a waiter is done, and then throws if a cancellation is pending.
    void await(Waiter wait) {
        if (wait.isCancellable() || tasks.isUnwinding()) {
            deliver(wait.isLimited());
        }
        sleep(wait);
        if (wait.isCancelled()) {
            throw cancellation.ofWait(wait.isLimited());
        }
    }

    private void deliver(boolean limited) {
        if (tasks.isUnwinding()) {
            throw new CancellationException("the event loop is being closed");
        }
        cancellation.deliver(limited);
    }

    private void sleep(Waiter wait) {
        waiter = wait;
        try {
            while (wait.isWaiting()) {
                thread.park();
                cancellation.noticeInterrupt();
            }
        } finally {
            waiter = null;
        }
        cancellation.deliver(wait.isLimited());
    }

    <R extends @Nullable Object> R await(CompletableFuture<R> future) {
        if (future instanceof LoopTask<?> task && task.number == number) {
            throw new IllegalStateException("a task cannot wait for itself: " + this);
        }
        try {
            sleepUntilDone(future);
        } catch (Throwable cancelled) {
            abandon(future);
            throw cancelled;
        }
        if (future.isCancelled() && cancellation.isWaitCancelled()) {
            throw cancellation.ofWait(isLimited(future));
        }
        cancellation.forgetWait();
        if (future.isCancelled()) {
            throw cancelled(future);
        }
        if (future.isCompletedExceptionally()) {
            throw Failures.unchecked(future.exceptionNow());
        }
        return future.resultNow();
    }

    /// Creates a new exception each time, because code that throws one while another propagates adds it as
    /// suppressed.
    private CancellationException cancelled(CompletableFuture<?> future) {
        if (future instanceof LoopTask<?> task) {
            Throwable cause = task.failure;
            CancellationException thrown = new CancellationException(task.name() + " was cancelled");
            thrown.initCause(cause);
            return thrown;
        }
        return new CancellationException("what " + name() + " waited for was cancelled");
    }

    private static boolean isLimited(CompletableFuture<?> future) {
        return future instanceof LimitedWait;
    }

    private void sleepUntilDone(CompletableFuture<?> future) {
        if (future.isDone() || tasks.isUnwinding()) {
            deliver(isLimited(future));
        } else {
            sleepUntilDone(future, waiterFor(future));
        }
    }

    private void sleepUntilDone(CompletableFuture<?> future, FutureWaiter wait) {
        if (isLimited(future)) {
            wait.limited();
        }
        wait.begin();
        cancellation.passOn(wait);
        sleep(wait);
        if (wait.isAbandoned()) {
            throw cancellation.ofWait(false);
        }
        if (wait.isWoken()) { // by the future, which does so once
            wait.forget();
            spare = wait;
        }
    }

    private FutureWaiter waiterFor(CompletableFuture<?> future) {
        FutureWaiter used = spare;
        if (used == null) {
            return new FutureWaiter(this, future);
        }
        spare = null;
        used.renew(future);
        return used;
    }

    /// A failure that came together with the request to end has been waited for, if in vain; a result is dropped.
    private static void abandon(CompletableFuture<?> future) {
        if (future.state() == State.FAILED) {
            Throwable _ = future.exceptionNow();
        } else if (future instanceof Abandonable unwanted) {
            unwanted.abandon();
        }
    }

    /// Yields for one iteration.
    void yieldNow() {
        deliver(false);
        Waiter none = new Waiter(this);
        none.wake();
        waiter = none;
        try {
            thread.yieldNow();
        } finally {
            waiter = null;
        }
        cancellation.deliver(false);
    }

    /// Yields without waiting for an iteration, so that a new task can start in place.
    void stepAside(BooleanSupplier over) {
        Waiter none = new Waiter(this);
        none.wake();
        waiter = none;
        boolean interrupted = false;
        while (!over.getAsBoolean()) {
            thread.park();
            interrupted |= Thread.interrupted();
        }
        waiter = null;
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// Ends the wait that the task still sleeps in after its future was cancelled, because the loop is being
    /// closed.
    void abandonWait() {
        Waiter wait = waiter;
        if (wait != null) {
            wait.abandon();
        }
    }

    // --- Waking

    @Nullable
    Waiter waiter() {
        return waiter;
    }

    void unpark(Waiter wait) {
        if (wait.equals(waiter)) {
            thread.unpark();
        }
    }

    // --- Cancelling

    @Override
    public boolean cancel(@Nullable Throwable reason) {
        if (isDone()) {
            return false;
        }
        core.runOnLoop(() -> cancelNow(reason));
        return true;
    }

    @Override
    public boolean cancel() {
        return cancel(null);
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        return cancel(null);
    }

    void cancelNow(@Nullable Throwable reason) {
        if (!bodyEnded) {
            cancellation.request(reason);
        }
    }

    @Override
    public int cancelling() {
        return cancellation.requests();
    }

    @Override
    public int uncancel() {
        core.checkThread();
        return cancellation.withdraw();
    }

    // --- State

    @Override
    public String name() {
        return name;
    }

    @Override
    public void setName(String newName) {
        name = Objects.requireNonNull(newName, "the name is null");
        thread.thread().setName(newName);
    }

    @Override
    public T result() {
        return switch (state()) {
            case RUNNING -> throw notDone();
            case SUCCESS -> resultNow();
            case FAILED -> throw Failures.unchecked(exceptionNow());
            case CANCELLED -> throw cancellationException();
        };
    }

    @Override
    public @Nullable Throwable exception() {
        return switch (state()) {
            case RUNNING -> throw notDone();
            case SUCCESS -> null;
            case FAILED -> exceptionNow();
            case CANCELLED -> throw cancellationException();
        };
    }

    private CancellationException cancellationException() {
        return failure instanceof CancellationException cancelled ? cancelled : new CancellationException(name());
    }

    private IllegalStateException notDone() {
        return new IllegalStateException("not done yet: " + this);
    }

    @Override
    public List<StackTraceElement> stack() {
        Throwable thrown = failure;
        if (thrown != null) {
            return List.of(thrown.getStackTrace());
        }
        return begun && !isDone() ? List.of(thread.thread().getStackTrace()) : List.of();
    }

    @Override
    protected String description() {
        return "task " + name();
    }

    @Override
    public String toString() {
        String how = isDone() ? state().toString().toLowerCase(Locale.ROOT) : begun ? "begun" : "not begun";
        return "task " + name() + " (" + how + ")";
    }

    // --- Completion, which only the body may do

    private static UnsupportedOperationException refused() {
        return new UnsupportedOperationException("a task is completed by its body, and by nothing else");
    }

    @Override
    public boolean complete(T value) {
        throw refused();
    }

    @Override
    public boolean completeExceptionally(Throwable thrown) {
        throw refused();
    }

    @Override
    public CompletableFuture<T> completeAsync(Supplier<? extends T> supplier, Executor executor) {
        throw refused();
    }

    @Override
    public CompletableFuture<T> completeOnTimeout(T value, long timeout, TimeUnit unit) {
        throw refused();
    }

    @Override
    public CompletableFuture<T> orTimeout(long timeout, TimeUnit unit) {
        throw refused();
    }

    @Override
    public void obtrudeValue(T value) {
        throw refused();
    }

    @Override
    public void obtrudeException(Throwable thrown) {
        throw refused();
    }
}
