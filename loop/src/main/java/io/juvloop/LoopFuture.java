package io.juvloop;

import io.juvloop.internal.core.LimitedWait;
import io.juvloop.internal.jdk.ScopedContext;
import io.juvloop.spi.DirectlyCompleted;
import io.juvloop.spi.RunningLoop;
import io.juvloop.spi.Wakeup;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A future of one loop: a [CompletableFuture] with asyncio's done-callbacks.
///
/// Inside a task, [#get] and [#join] wait as [Async#await] does. On the loop's own thread outside a task they
/// throw, because no other thread could complete the future. A failure that is never observed, by waiting for
/// the future or by a dependent, is reported once to the loop's [ExceptionHandler] when the future is
/// garbage-collected, unless the loop was closed before. Any method that takes the future as its source or its
/// argument counts as observing. The exceptions are [CompletableFuture#allOf] and [CompletableFuture#anyOf] of
/// a future that has failed before, so prefer [Async#gather].
///
/// Any thread. It outlives its loop; its dependents then still run, its done-callbacks do not. See
/// [asyncio.Future](https://docs.python.org/3.13/library/asyncio-future.html).
///
/// @param <T> the type of the result
public class LoopFuture<T extends @Nullable Object> extends CompletableFuture<T> {
    private static final VarHandle FIRST = first();

    private final EventLoop loop;
    private @Nullable List<Consumer<? super LoopFuture<T>>> callbacks;

    /// The first callback, of which most futures have one at the most: it costs no list and no dependent stage.
    private volatile @Nullable Consumer<? super LoopFuture<T>> first;

    private volatile int ownDependents;
    private volatile @Nullable Thread adding;
    private volatile boolean seen;
    private volatile @Nullable UnretrievedException unseen;

    private static VarHandle first() {
        try {
            return MethodHandles.lookup().findVarHandle(LoopFuture.class, "first", Consumer.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    /// Creates a future that is not done. asyncio's `Future(loop=loop)`.
    ///
    /// @param loop the loop whose thread runs its done-callbacks
    public LoopFuture(EventLoop loop) {
        this.loop = Objects.requireNonNull(loop, "the loop is null");
    }

    /// Returns the loop of this future. asyncio's `Future.get_loop()`.
    ///
    /// @return the loop
    public final EventLoop loop() {
        return loop;
    }

    // --- Done-callbacks

    /// Adds a callback, which runs in an iteration of the loop after this future is done, never from inside the
    /// call that completes it. Callbacks run in the order in which they were added, with the scoped values that
    /// are bound now, and one that was added twice runs twice. asyncio's `Future.add_done_callback(callback)`.
    ///
    /// @param callback receives this future
    public void addDoneCallback(Consumer<? super LoopFuture<T>> callback) {
        Objects.requireNonNull(callback, "the callback is null");
        Consumer<? super LoopFuture<T>> bound =
                (Object) callback instanceof Wakeup<?> ? callback : ScopedContext.bind(callback);
        if (standsAlone(bound)) {
            return;
        }
        boolean isFirst;
        synchronized (this) {
            isFirst = callbacks == null;
            if (callbacks == null) {
                callbacks = new ArrayList<>(2);
            }
            Consumer<? super LoopFuture<T>> earlier = takeFirst();
            if (earlier != null) {
                callbacks.add(earlier);
            }
            callbacks.add(bound);
        }
        if (isFirst) {
            watch();
        }
    }

    /// Keeps the first callback. What depends on this is called before it then, so there must be nothing yet: the JDK
    /// calls first what was added last, and a task behind that might wait for long.
    ///
    /// @return false if it must stand in the list
    private boolean standsAlone(Consumer<? super LoopFuture<T>> callback) {
        if (!(this instanceof DirectlyCompleted) || hasCallbacks() || super.getNumberOfDependents() > 0) {
            return false;
        }
        if (!FIRST.compareAndSet(this, null, callback)) {
            return false;
        }
        if (isDone()) {
            callFirst();
        }
        return true;
    }

    private synchronized boolean hasCallbacks() {
        return callbacks != null;
    }

    /// Each gets it once, from this call or from the completion.
    @SuppressWarnings("unchecked") // what the field has
    private @Nullable Consumer<? super LoopFuture<T>> takeFirst() {
        return first == null ? null : (Consumer<? super LoopFuture<T>>) FIRST.getAndSet(this, null);
    }

    private void callFirst() {
        Consumer<? super LoopFuture<T>> callback = takeFirst();
        if (callback != null) {
            call(callback);
        }
    }

    /// Removes a done-callback. asyncio's `Future.remove_done_callback(callback)`.
    ///
    /// @param callback the callback, as it was added
    /// @return the number of times that it had been added
    public int removeDoneCallback(Consumer<? super LoopFuture<T>> callback) {
        Objects.requireNonNull(callback, "the callback is null");
        Consumer<? super LoopFuture<T>> alone = first;
        if (alone != null && callback.equals(ScopedContext.unbound(alone)) && FIRST.compareAndSet(this, alone, null)) {
            return 1;
        }
        synchronized (this) {
            if (callbacks == null) {
                return 0;
            }
            int before = callbacks.size();
            callbacks.removeIf(bound -> callback.equals(ScopedContext.unbound(bound)));
            return before - callbacks.size();
        }
    }

    /// Observes the completion, which does not count as observing a failure.
    private void watch() {
        var _ = withoutLooking(() -> whenComplete((result, failure) -> scheduleCallbacks()));
    }

    private CompletableFuture<T> withoutLooking(Supplier<CompletableFuture<T>> call) {
        synchronized (this) {
            ownDependents++;
        }
        adding = Thread.currentThread();
        try {
            return call.get();
        } finally {
            adding = null;
        }
    }

    @Override
    public int getNumberOfDependents() {
        return Math.max(0, super.getNumberOfDependents() - ownDependents);
    }

    private void scheduleCallbacks() {
        List<Consumer<? super LoopFuture<T>>> due;
        synchronized (this) {
            due = callbacks == null ? List.of() : callbacks;
            callbacks = null;
        }
        due.forEach(this::call);
    }

    /// Wakes a task at once, as that only defers it, and has the loop call anything else.
    private void call(Consumer<? super LoopFuture<T>> callback) {
        if ((Object) callback instanceof Wakeup<?>) {
            callback.accept(this);
        } else if (!loop.isClosed()) {
            // the callback has scoped values of its own, and must not get those of the completing thread
            ScopedContext.runWithout(() -> callSoon(() -> callback.accept(this)));
        }
    }

    private void callSoon(Runnable callback) {
        try {
            var _ = loop.callSoonThreadsafe(callback);
        } catch (IllegalStateException closed) {
            if (!loop.isClosed()) {
                throw closed;
            }
        }
    }

    // --- Completion

    /// Describes this future where its failure is reported.
    ///
    /// @return a noun
    protected String description() {
        return "a future";
    }

    /// Fails the future without reporting an unobserved failure.
    final void fail(Throwable failure) {
        super.completeExceptionally(failure);
        callFirst();
    }

    @Override
    public boolean complete(T value) {
        boolean completed = super.complete(value);
        callFirst();
        return completed;
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        callFirst();
        return cancelled;
    }

    /// The JDK completes it past [#complete].
    @Override
    public CompletableFuture<T> completeAsync(Supplier<? extends T> supplier, Executor executor) {
        if (this instanceof DirectlyCompleted) {
            var _ = withoutLooking(() -> whenComplete((result, failure) -> callFirst()));
        }
        return super.completeAsync(supplier, executor);
    }

    @Override
    public void obtrudeValue(T value) {
        super.obtrudeValue(value);
        callFirst();
    }

    @Override
    public void obtrudeException(Throwable failure) {
        super.obtrudeException(failure);
        callFirst();
    }

    @Override
    public boolean completeExceptionally(Throwable failure) {
        if (!seen && getNumberOfDependents() > 0) {
            seen = true; // a dependent of allOf or anyOf, which do not create a LoopFuture
        }
        boolean completed = super.completeExceptionally(failure);
        if (completed && !seen && !(failure instanceof CancellationException) && !loop.isClosed()) {
            unseen = UnretrievedException.watch(this, failure);
            if (seen) {
                markRetrieved();
            }
        }
        callFirst();
        return completed;
    }

    /// Whether the outcome has been observed, or will be because of a dependent.
    ///
    /// @return true if it has
    protected final boolean isSeen() {
        return seen;
    }

    /// Marks a failure as observed; the observer is responsible for it.
    final void markRetrieved() {
        seen = true;
        UnretrievedException watched = unseen;
        if (watched != null) {
            unseen = null;
            watched.forget();
        }
    }

    @Override
    public <U extends @Nullable Object> CompletableFuture<U> newIncompleteFuture() {
        if (Thread.currentThread().equals(adding)) {
            return new CompletableFuture<>(); // which is never exposed
        }
        markRetrieved();
        return new LoopFuture<>(loop);
    }

    /// Counts as observing, because other code takes the future as an argument.
    @Override
    public CompletableFuture<T> toCompletableFuture() {
        markRetrieved();
        return this;
    }

    @Override
    public CompletionStage<T> minimalCompletionStage() {
        markRetrieved();
        return super.minimalCompletionStage();
    }

    /// Does not count as observing, because it only limits the time.
    @Override
    public CompletableFuture<T> orTimeout(long timeout, TimeUnit unit) {
        return withoutLooking(() -> super.orTimeout(timeout, unit));
    }

    /// Does not count as observing, because it only limits the time.
    @Override
    public CompletableFuture<T> completeOnTimeout(T value, long timeout, TimeUnit unit) {
        return withoutLooking(() -> super.completeOnTimeout(value, timeout, unit));
    }

    // --- Waiting

    @Suspends
    @Override
    public T get() throws InterruptedException, ExecutionException {
        markRetrieved();
        waitInTask();
        return super.get();
    }

    @Suspends
    @Override
    public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        markRetrieved();
        if (!isDone() && isInTask()) {
            suspend(Duration.ofNanos(unit.toNanos(timeout)));
            return super.get(0, TimeUnit.NANOSECONDS);
        }
        refuseToBlock();
        return super.get(timeout, unit);
    }

    @Suspends
    @Override
    public T join() {
        markRetrieved();
        waitInTask();
        return super.join();
    }

    @Override
    public T getNow(T ifAbsent) {
        markRetrieved();
        return super.getNow(ifAbsent);
    }

    @Override
    public T resultNow() {
        markRetrieved();
        return super.resultNow();
    }

    @Override
    public Throwable exceptionNow() {
        markRetrieved();
        return super.exceptionNow();
    }

    private boolean isInTask() {
        return loop.equals(RunningLoop.get()) && loop.currentTask() != null;
    }

    private void waitInTask() {
        if (!isDone() && isInTask()) {
            suspend(null);
        }
        refuseToBlock();
    }

    /// Waits for a separate future, so that cancelling the waiting task does not cancel this one, as for the
    /// JDK's `get`. A wait that ends early is detached from this future.
    private void suspend(@Nullable Duration timeout) {
        if (equals(loop.currentTask())) {
            throw new IllegalStateException("a task cannot wait for itself: " + this);
        }
        CompletableFuture<Boolean> gate = timeout == null ? new CompletableFuture<>() : new LimitedWait();
        Wakeup<T> wakeup = done -> gate.complete(true);
        TimerHandle timer = timeout == null ? null : loop.callLater(timeout, () -> gate.complete(false));
        addDoneCallback(wakeup);
        try {
            var _ = RunningLoop.requireEngine().await(gate);
        } finally {
            removeDoneCallback(wakeup);
            if (timer != null) {
                timer.cancel();
            }
        }
    }

    private void refuseToBlock() {
        if (!isDone() && loop.equals(RunningLoop.get())) {
            throw new IllegalStateException("waiting on the loop's own thread would never end; wait in a task,"
                    + " use thenAccept, or runUntilComplete outside");
        }
    }
}
