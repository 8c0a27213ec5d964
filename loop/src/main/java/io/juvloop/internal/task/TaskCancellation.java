package io.juvloop.internal.task;

import io.juvloop.internal.core.CancelReason;
import io.juvloop.internal.jdk.Failures;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// The requests to cancel one task, and their delivery.
///
/// A request is passed to the wait that the task sleeps in, which then throws; or it stays pending until the
/// next wait. A task that is not in a wait of ours may be in one of the JDK's, so a pending request also
/// interrupts the thread. The interrupt status then shows whether the interrupt was noticed: if it is cleared,
/// some code threw an [InterruptedException], which delivered the request; if it is still set, the request is
/// still to be delivered.
///
/// Loop thread only, [#deliver] to [#outcome] on the task's own. See
/// [Task.cancel](https://docs.python.org/3.13/library/asyncio-task.html#task-cancellation).
final class TaskCancellation {
    private final LoopTask<?> task;
    private int requests;
    private boolean pending;
    private @Nullable Throwable reason;
    private @Nullable Throwable reasonOfWait;
    private boolean waitCancelled;
    private boolean interruptSent;

    /// Whether other code than the task's own limits and groups made a pending request.
    private boolean othersPending;

    /// The reason of the request by the task's own limits and groups.
    private @Nullable CancelReason own;

    /// Whether the thread was interrupted for an outstanding request, whether or not it noticed.
    private boolean interrupted;

    TaskCancellation(LoopTask<?> task) {
        this.task = task;
    }

    int requests() {
        return requests;
    }

    boolean isPending() {
        return pending;
    }

    /// @param why the exception to throw, or null for a plain cancellation, which outranks every other reason
    void request(@Nullable Throwable why) {
        requests++;
        Waiter waiter = task.waiter();
        if (waiter != null && (waiter.cancel() || (waitCancelled && waiter.isCancelled()))) {
            reasonOfWait = waitCancelled && reasonOfWait == null ? null : why;
            waitCancelled = true;
            return;
        }
        reason = pending && reason == null ? null : why;
        pending = true;
        othersPending |= !(why instanceof CancelReason);
        if (waiter == null && task.hasBegun()) {
            interruptSent = true;
            interrupted = true;
            task.thread().thread().interrupt();
        }
    }

    /// Withdraws one request; withdrawing the last one clears a pending request.
    int withdraw() {
        if (requests > 0 && (--requests == 0 || isTakenBack())) {
            forgetPending();
            interrupted &= requests > 0;
            takeInterruptBack();
        }
        return requests;
    }

    private boolean isTakenBack() {
        return pending && !othersPending && reason instanceof CancelReason own && !own.isAsking();
    }

    private void forgetPending() {
        pending = false;
        othersPending = false;
        reason = null;
    }

    /// Clears the interrupt. Only the thread itself can do so; called from another thread, the interrupt stays,
    /// and the next wait of ours clears it.
    private void takeInterruptBack() {
        if (interruptSent && Thread.currentThread().equals(task.thread().thread())) {
            interruptSent = false;
            boolean _ = Thread.interrupted();
        }
    }

    /// Throws the pending request.
    ///
    /// @param limited whether the wait has a time-out of its own
    void deliver(boolean limited) {
        settleInterrupt();
        if (pending) {
            throw Failures.<RuntimeException>asIs(take(limited));
        }
    }

    /// Checks whether our interrupt was noticed.
    private void settleInterrupt() {
        if (interruptSent) {
            interruptSent = false;
            if (!Thread.interrupted()) {
                forgetPending();
            }
        }
    }

    /// Ends a wait that begins with the pending request, so that the future that the task is about to await is
    /// cancelled too.
    void passOn(Waiter wait) {
        settleInterrupt();
        if (pending && wait.cancel()) {
            waitCancelled = true;
            reasonOfWait = reason;
            forgetPending();
        }
    }

    /// Turns an interrupt that arrives while the task sleeps in a wait of ours into a request to cancel.
    void noticeInterrupt() {
        if (Thread.interrupted()) {
            request(null);
        }
    }

    /// Takes the pending request, which counts as delivered then.
    Throwable take() {
        return take(false);
    }

    private Throwable take(boolean limited) {
        Throwable why = reason;
        forgetPending();
        forgetWait();
        return heard(why, limited);
    }

    private Throwable heard(@Nullable Throwable why, boolean limited) {
        Throwable thrown = why;
        if (why instanceof CancelReason ours) {
            own = ours;
            thrown = ours.heard(limited);
        }
        return thrown == null ? cancelled() : thrown;
    }

    boolean isWaitCancelled() {
        return waitCancelled;
    }

    /// The exception of a wait that was cancelled.
    ///
    /// @param limited whether the wait has a time-out of its own
    RuntimeException ofWait(boolean limited) {
        Throwable why = reasonOfWait;
        forgetWait();
        return Failures.<RuntimeException>asIs(heard(why, limited));
    }

    /// The awaited future completed in its own way despite the cancellation.
    void forgetWait() {
        waitCancelled = false;
        reasonOfWait = null;
    }

    /// The outcome of the task, given the exception of its body.
    ///
    /// @return the exception that the task fails with, or null
    @Nullable
    Throwable outcome(@Nullable Throwable thrown) {
        boolean flag = Thread.interrupted();
        boolean taken = interruptSent && !flag;
        interruptSent = false;
        if (thrown == null) {
            return pending && !taken ? take() : null;
        }
        if (requests > 0 && isInterruption(thrown, flag)) {
            Throwable why = take();
            if (why instanceof CancellationException && why.getCause() == null) {
                why.initCause(thrown);
            }
            return why;
        }
        return own == null ? thrown : own.atEnd(thrown);
    }

    /// Whether an exception stands for an interrupt. A socket of the JDK that is interrupted throws a plain
    /// [SocketException] and leaves the interrupt status set; a `close` afterwards may have cleared it.
    private boolean isInterruption(Throwable thrown, boolean flag) {
        return thrown instanceof InterruptedException
                || thrown instanceof ClosedByInterruptException
                || (thrown instanceof SocketException && interrupted)
                || (thrown instanceof IOException && (flag || thrown.getClass() == InterruptedIOException.class));
    }

    private CancellationException cancelled() {
        return new CancellationException(task.name() + " was cancelled");
    }
}
