package io.juvloop;

import io.juvloop.internal.core.Deadline;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// A deadline for the waits of a task in a block:
///
/// ```java
/// try (var timeout = Async.timeout(Duration.ofSeconds(10))) {
///     ... // waits
/// } catch (TimeoutException late) {
///     ... // they took too long
/// }
/// ```
///
/// When the deadline passes, the task is cancelled, and its wait throws the [TimeoutException] itself. A
/// failure of the block, or a cancellation by other code, passes through. A deadline that has already passed
/// takes effect at the next wait that suspends the task. A block that ends in spite of it ends normally.
///
/// Of nested timeouts the outer one wins, also over a time-out of a method inside it, such as
/// [io.juvloop.sync.Queue#get(java.time.Duration)]. Inner code that catches the outer one's exception cannot
/// distinguish it from the inner one's. So the next wait throws it again, and the wait after that throws a
/// [java.util.concurrent.CancellationException] with it as the cause, which ends a loop that retries after each
/// time-out. That exception leaves this block too, because `close` cannot change it; a task that ends with it
/// has failed with the time-out. [#isExpired] of each timeout says whether it has passed.
///
/// The form that takes the block as a lambda, [Async#timeout(java.time.Duration, ScopedValue.CallableOp)],
/// works as in asyncio: inside an inner limit its waits throw [java.util.concurrent.CancellationException] at
/// once, which it converts to its [TimeoutException]. It also converts the [InterruptedException] of a wait of
/// the JDK's.
///
/// Inside the task that opened it, which also closes it; [#reschedule] loop thread only. See
/// [asyncio.timeout](https://docs.python.org/3.13/library/asyncio-task.html#asyncio.timeout).
public final class Timeout implements AutoCloseable {
    /// A deadline that never passes.
    public static final long NEVER = Deadline.NEVER;

    private enum State {
        ACTIVE,
        EXPIRING,
        EXPIRED,
        FINISHED
    }

    private final CancelScope scope;
    private State state = State.ACTIVE;
    private long when;
    private @Nullable Handle timer;

    Timeout(long when, CancelScope.Kind kind) {
        scope = new CancelScope("a timeout", kind);
        reschedule(when);
    }

    /// Returns the deadline. asyncio's `Timeout.when()`.
    ///
    /// @return the deadline on the scale of [EventLoop#time], in nanoseconds, or [#NEVER]
    public long when() {
        return when;
    }

    /// Changes the deadline. asyncio's `Timeout.reschedule(when)`.
    ///
    /// @param newWhen the deadline on the scale of [EventLoop#time], in nanoseconds, or [#NEVER]
    /// @throws IllegalStateException if the timeout has expired or is closed
    public void reschedule(long newWhen) {
        if (state != State.ACTIVE) {
            throw new IllegalStateException("too late to change: " + this);
        }
        stopTimer();
        when = newWhen;
        if (newWhen == NEVER) {
            return;
        }
        EventLoop loop = scope.loop();
        timer = newWhen <= loop.time() ? loop.callSoon(this::expire) : loop.callAt(newWhen, this::expire);
    }

    /// Returns whether the deadline passed before the block ended. asyncio's `Timeout.expired()`.
    ///
    /// @return true if it did
    public boolean isExpired() {
        return state == State.EXPIRING || state == State.EXPIRED;
    }

    private void expire() {
        timer = null;
        state = State.EXPIRING;
        TimeoutException late =
                new TimeoutException("the time was up before " + scope.task().name() + " was ready");
        late.setStackTrace(scope.task().stack().toArray(StackTraceElement[]::new));
        scope.ask(late);
    }

    private void stopTimer() {
        Handle running = timer;
        timer = null;
        if (running != null) {
            running.cancel();
        }
    }

    /// Closes the timeout: removes its timer, and withdraws its request to cancel the task. Calling it again
    /// has no effect.
    ///
    /// @throws TimeoutException never; declared because a wait in the block throws it
    /// @throws IllegalStateException in another task
    @Override
    public void close() throws TimeoutException {
        if (state == State.ACTIVE || state == State.EXPIRING) {
            scope.checkTask();
            stopTimer();
            state = state == State.EXPIRING ? State.EXPIRED : State.FINISHED;
            scope.leave();
            if (scope.isMistakable(state == State.EXPIRED)) {
                scope.repeatOthersRequests();
            }
        }
    }

    /// Converts the exception that left the block, after [#close].
    Throwable converted(Throwable thrown) {
        Throwable late = scope.reason();
        if (late == null || !scope.isCancellation(thrown)) {
            return scope.settled(thrown);
        }
        if (scope.isOverruled()) {
            return thrown.equals(late) ? scope.othersReason(thrown) : thrown;
        }
        if (late.getCause() == null && !thrown.equals(late)) {
            late.initCause(thrown);
        }
        return late;
    }

    @Override
    public String toString() {
        String deadline = state == State.ACTIVE ? ", when=" + (when == NEVER ? "never" : Long.toString(when)) : "";
        return "timeout (" + state.toString().toLowerCase(java.util.Locale.ROOT) + deadline + ")";
    }
}
