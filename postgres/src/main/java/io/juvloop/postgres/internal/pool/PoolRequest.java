package io.juvloop.postgres.internal.pool;

import io.juvloop.LoopFuture;
import io.juvloop.Task;
import io.juvloop.TimerHandle;
import io.juvloop.postgres.internal.jfr.Recorder;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Someone who needs a connection, and the future of what it is needed for.
///
/// Loop thread only. Lifetime: until the future is done.
///
/// @param <T> the type of the result
abstract class PoolRequest<T extends @Nullable Object> extends LoopFuture<T> {
    private final Lending lending;
    private final long askedAt;
    private final @Nullable Object measurement = Recorder.get().beginAcquire();
    private final @Nullable Task<?> task;
    private final @Nullable Throwable stack;
    private @Nullable TimerHandle timer;
    private boolean isSettled;

    PoolRequest(Lending lending) {
        super(lending.loop());
        this.lending = lending;
        askedAt = loop().time();
        task = loop().currentTask();
        stack = Holder.stack(loop());
    }

    final Lending lending() {
        return lending;
    }

    /// When it was asked for, by the loop's clock.
    final long askedAt() {
        return askedAt;
    }

    /// Whether what it is needed for can run beside other statements.
    abstract boolean isShareable();

    /// A connection is there.
    ///
    /// @param member lent to this from now on
    abstract void granted(Member member);

    /// There is no connection.
    final void refused(Throwable why) {
        boolean _ = completeExceptionally(why);
    }

    Holder holder() {
        return Holder.now(loop(), task, stack);
    }

    /// Ends the wait, in vain or not.
    final void settled(@Nullable Throwable failure) {
        isSettled = true;
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
        if (measurement != null) {
            lending.record(measurement, failure);
        }
    }

    /// Whether the wait has ended.
    final boolean isSettled() {
        return isSettled;
    }

    /// Limits the wait.
    final void limit(Duration limit, Runnable late) {
        timer = loop().callLater(limit, late);
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        if (cancelled) {
            lending.withdraw(this);
        }
        return cancelled;
    }
}
