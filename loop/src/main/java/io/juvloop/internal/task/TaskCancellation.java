package io.juvloop.internal.task;

import io.juvloop.internal.core.CancelReason;
import io.juvloop.internal.jdk.Failures;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// The requests to end one task, and what became of them.
///
/// A request goes to the wait that the task sleeps in, which then throws; or it stays pending until the next
/// wait. Whoever is not in a wait of ours may be in one of the JDK's, so a pending request also interrupts the
/// thread. The interrupt flag then tells whether that was noticed: gone means that somebody threw an
/// [InterruptedException], which delivered the request; still there means that it is ours to deliver.
///
/// Loop thread only, [#deliver] to [#outcome] on the task's own. See [Task
/// Cancellation](https://docs.python.org/3.13/library/asyncio-task.html#task-cancellation).
final class TaskCancellation {
    private final LoopTask<?> task;
    private int requests;
    private boolean pending;
    private @Nullable Throwable reason;
    private @Nullable Throwable reasonOfWait;
    private boolean waitCancelled;
    private boolean interruptSent;

    /// Whether what is pending was not asked for by the task's own limits and groups alone.
    private boolean othersPending;

    /// What the task's own limits and groups ask with.
    private @Nullable CancelReason own;

    /// Whether the thread was interrupted for a request that is outstanding, whatever became of the interrupt.
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

    /// @param why what to throw, or null for a plain cancellation, which outranks every other reason
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

    /// Takes one request back; the last takes what is still pending with it.
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

    /// Only a thread itself can clear its interrupt; from elsewhere it stays, and the next wait of ours clears
    /// it.
    private void takeInterruptBack() {
        if (interruptSent && Thread.currentThread().equals(task.thread().thread())) {
            interruptSent = false;
            boolean _ = Thread.interrupted();
        }
    }

    /// Throws what is pending.
    ///
    /// @param limited whether the wait has a time-out of its own
    void deliver(boolean limited) {
        settleInterrupt();
        if (pending) {
            throw Failures.<RuntimeException>asIs(take(limited));
        }
    }

    /// Whether the interrupt that we sent was noticed.
    private void settleInterrupt() {
        if (interruptSent) {
            interruptSent = false;
            if (!Thread.interrupted()) {
                forgetPending();
            }
        }
    }

    /// Has a wait that begins end with what is pending, so that what the task is about to wait for is cancelled
    /// too.
    void passOn(Waiter wait) {
        settleInterrupt();
        if (pending && wait.cancel()) {
            waitCancelled = true;
            reasonOfWait = reason;
            forgetPending();
        }
    }

    /// An interrupt that comes while the task sleeps in a wait of ours is a request to end it.
    void noticeInterrupt() {
        if (Thread.interrupted()) {
            request(null);
        }
    }

    /// What is pending, which counts as delivered then.
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

    /// What a wait throws that was cancelled.
    ///
    /// @param limited whether it has a time-out of its own
    RuntimeException ofWait(boolean limited) {
        Throwable why = reasonOfWait;
        forgetWait();
        return Failures.<RuntimeException>asIs(heard(why, limited));
    }

    /// What the task waited for ended in its own way after all.
    void forgetWait() {
        waitCancelled = false;
        reasonOfWait = null;
    }

    /// How the task ends, given what its body threw.
    ///
    /// @return what it fails with, or null
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

    /// A socket of the JDK that is interrupted throws a plain [SocketException] and leaves the flag; a `close` on
    /// the way out may have seen the flag since.
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
