package io.juvloop;

import io.juvloop.internal.core.Deadline;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// A deadline for what a task does in a block:
///
/// ```java
/// try (var timeout = Async.timeout(Duration.ofSeconds(10))) {
///     ... // waits
/// } catch (TimeoutException late) {
///     ... // they took too long
/// }
/// ```
///
/// When the time comes, the task is cancelled, and its wait throws the [TimeoutException] itself. A failure of
/// the block, or somebody else's request to end the task, passes through. What has passed already is noticed at
/// the next wait that suspends the task. A block that ends in spite of it has just ended.
///
/// One inside another: the outer one wins, also over a time-out of a method inside it, such as
/// [io.juvloop.sync.Queue#get(java.time.Duration)]. Code inside that catches the outer one's exception takes it for
/// the inner one's, and cannot tell; so the next wait throws it again, and after that a
/// [java.util.concurrent.CancellationException] with it as the cause, which ends a loop that tries again whenever the
/// time is up. That comes out of this block too, because a `close` cannot change it; a task that ends for it has
/// failed with the time-out. [#expired] of each says which one has passed.
///
/// The form that takes the block as a lambda, [Async#timeout(java.time.Duration, ScopedValue.CallableOp)], needs none
/// of
/// this, and is as in asyncio: inside an inner limit its waits throw [java.util.concurrent.CancellationException] at
/// once, which it turns into its [TimeoutException]. It also turns the [InterruptedException] that a wait of the JDK's
/// throws.
///
/// Inside the task that opened it, which also closes it; [#reschedule] loop thread only. See
/// [asyncio.timeout](https://docs.python.org/3.13/library/asyncio-task.html#asyncio.timeout).
public final class Timeout implements AutoCloseable {
    /// A deadline that never comes.
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

    /// The deadline. asyncio's `Timeout.when()`.
    ///
    /// @return on the scale of [EventLoop#time], in nanoseconds, or [#NEVER]
    public long when() {
        return when;
    }

    /// Moves the deadline. asyncio's `Timeout.reschedule(when)`.
    ///
    /// @param newWhen on the scale of [EventLoop#time], in nanoseconds, or [#NEVER]
    /// @throws IllegalStateException if it has expired or is closed
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

    /// Whether the deadline came before the block ended. asyncio's `Timeout.expired()`.
    ///
    /// @return true from then on
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

    /// Ends it: its timer is gone, and its request to end the task is taken back. Again, it does nothing.
    ///
    /// @throws TimeoutException never: it says what a wait in the block throws
    /// @throws IllegalStateException in another task
    @Override
    public void close() throws TimeoutException {
        if (state == State.ACTIVE || state == State.EXPIRING) {
            scope.checkTask();
            stopTimer();
            state = state == State.EXPIRING ? State.EXPIRED : State.FINISHED;
            scope.leave();
            if (scope.isMistakable(state == State.EXPIRED)) {
                scope.askAgainForOthers();
            }
        }
    }

    /// What to throw instead of what came out of the block, after [#close].
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
