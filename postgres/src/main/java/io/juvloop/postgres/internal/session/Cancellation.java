package io.juvloop.postgres.internal.session;

import io.juvloop.EventLoop;
import io.juvloop.TimerHandle;
import io.juvloop.postgres.PgTimeoutException;
import io.juvloop.postgres.ServerException;
import io.juvloop.postgres.internal.jfr.Recorder;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Gives up operations whose callers do not wait any more, exactly: no other statement is harmed, unless it was sent
/// already and cannot be repeated.
///
/// An operation that is not encoded is taken out of the queue. One that is sent and not at the head is answered
/// later; its answer is dropped, and if it still runs when it comes to the head, it is cancelled then. At the
/// head, or behind nothing but what begins its transaction, a request goes to the server over a connection of its
/// own. From then on nothing is written until that connection has ended and the answer for the head has come, because
/// a signal of the server hits whatever runs when it arrives.
///
/// Statements that were sent behind the head can be hit. Such a bystander is sent again, once, if it is one
/// statement outside a transaction that may be run twice, as it was undone, and no transaction was sent behind it.
///
/// If all that takes longer than the cancel time-out, the connection is aborted. So no task waits longer than that
/// for a network that is dead.
///
/// Loop thread only. One a session; it ends with it.
final class Cancellation {
    private static final String BYSTANDER = "another statement of the connection was cancelled, and this one was hit;"
            + " it could not be run again by itself";

    private static final Duration FIRST_PAUSE = Duration.ofMillis(20);

    private final Session session;
    private final EventLoop loop;
    private final Duration limit;

    private @Nullable CancelConnection request; // until the server has hung up
    private @Nullable Operation<?> target; // until its last answer
    private @Nullable TimerHandle timer; // of the whole
    private @Nullable TimerHandle repetition;
    private Duration pause = FIRST_PAUSE;
    private @Nullable Object measurement;
    private boolean isOver;

    /// Makes one that has nothing to do.
    ///
    /// @param session of the operations
    Cancellation(Session session) {
        this.session = session;
        loop = session.loop();
        limit = session.options().cancelTimeout();
    }

    /// Whether a signal of the server may be on its way, so that nothing may be written.
    ///
    /// @return from a request to its end
    boolean isHolding() {
        return request != null || target != null;
    }

    /// Cleans up behind an operation whose future is done.
    ///
    /// @param operation one that was started
    void giveUp(Operation<?> operation) {
        switch (operation.state) {
            case QUEUED -> {
                if (!operation.mustBeSent() && session.withdraw(operation)) {
                    session.pump(); // others may have waited for what it waited for
                }
            }
            case SENT, HEAD -> {
                if (operation.equals(session.running())) { // else it is looked at again when it is
                    interrupt(operation);
                }
            }
            case DONE -> {}
        }
    }

    /// Cancels what runs on the server now, whose future is to say so.
    void cancelHead() {
        Operation<?> running = session.running();
        if (running != null && !isHolding()) {
            request(running);
        }
    }

    /// An operation has come to the head.
    void headChanged() {
        Operation<?> running = session.running();
        if (running != null && running.isAbandoned() && !isHolding()) {
            lookLater();
        }
    }

    /// An operation has its last answer.
    ///
    /// @param operation that was the head
    @SuppressWarnings("ReferenceEquality") // this very operation
    void headReady(Operation<?> operation) {
        if (operation == target) {
            target = null;
            if (request == null) {
                disarm(null);
                lookLater();
            }
        }
    }

    /// A signal that comes while the server has not read the statement yet has no effect, so it is sent again.
    private void requestEnded() {
        request = null;
        if (target == null) {
            disarm(null);
            look();
        } else {
            repetition = loop.callLater(pause, this::send);
            pause = pause.multipliedBy(2);
        }
    }

    /// What was given up may be answered in the same read.
    private void lookLater() {
        loop.callSoon(this::look);
    }

    private void look() {
        if (isOver || isHolding()) {
            return;
        }
        Operation<?> running = session.running();
        if (running != null && running.isAbandoned()) {
            interrupt(running);
        } else {
            if (running != null) {
                running.released();
            }
            session.pump();
        }
    }

    private void interrupt(Operation<?> running) {
        running.leave();
        if (!isOver && !isHolding()) { // else it is its turn when the one before is cancelled
            request(running);
        }
    }

    private void request(Operation<?> running) {
        session.flush();
        target = running;
        Pipelining.exposeBehind(running);
        measurement = Recorder.get().beginCancel();
        timer = loop.callLater(limit, this::tooLate);
        pause = FIRST_PAUSE;
        if (running.isStoppable()) {
            send();
        }
    }

    private void send() {
        repetition = null;
        request = CancelConnection.open(
                loop, session.target(), session.state().pid(), session.cancelKey(), this::requestEnded);
    }

    private void tooLate() {
        timer = null;
        PgTimeoutException late = new PgTimeoutException("cancelling a statement", limit);
        disarm(late);
        session.abort(late);
    }

    private void disarm(@Nullable Throwable failure) {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
        if (repetition != null) {
            repetition.cancel();
            repetition = null;
        }
        if (measurement != null) {
            Recorder.get().cancelled(measurement, session.state().pid(), "given up", failure);
            measurement = null;
        }
    }

    // --- Bystanders

    /// Judges an operation at its last ReadyForQuery that has failed because something was cancelled.
    ///
    /// @param operation the one that was the head
    /// @return whether it was hit for another one and is to run again
    boolean takesBack(Operation<?> operation) {
        if (!operation.exposed || operation.isDone()) {
            return false;
        }
        boolean again = operation.isRepeatable()
                && !operation.repeated
                && !session.state().isInTransaction()
                && !session.pipelining().mayBeInTransactionNext();
        operation.exposed = false;
        operation.repeated = again;
        if (!again && operation.failure instanceof ServerException failed) {
            operation.failure = ServerException.of(
                    failed.details(), operation.sql(), failed.row().orElse(-1), BYSTANDER);
        }
        return again;
    }

    // --- The end

    /// The connection has ended.
    void lost() {
        isOver = true;
        if (request != null) {
            request.abort();
            request = null;
        }
        target = null;
        disarm(null);
    }
}
