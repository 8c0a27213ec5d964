package io.juvloop.postgres.internal.session;

import io.juvloop.postgres.CommandStatus;
import io.juvloop.postgres.internal.wire.Frame;
import io.juvloop.postgres.internal.wire.MessageTypes;
import io.juvloop.postgres.internal.wire.Tags;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The end of a transaction or a savepoint, which must reach the server once it was started: what was started behind it
/// is meant to run outside of the transaction.
///
/// So it is never taken out of the queue. If its caller gives up before it was sent, it undoes instead. If a
/// transaction is still open after it, because a cancellation has hit this very statement, it is rolled back. To roll
/// back is not cancelled on the server; if that takes longer than the cancel time-out, or has failed several times,
/// the connection is aborted.
///
/// Loop thread only. A barrier.
final class EndOperation extends SimpleOperation<CommandStatus> {
    private static final int MOST_ROLLBACKS = 3;

    private final String undo;
    private final boolean isOutermost;
    private @Nullable CommandStatus status; // once the command has ended
    private boolean undoes;
    private int rollbacks;
    private @Nullable Throwable first; // what the end that was wanted has failed with

    /// Makes one that is not started.
    ///
    /// @param session of the connection
    /// @param sql ends it as the caller wants
    /// @param undo ends it with nothing changed; the same to roll back
    /// @param isOutermost whether no transaction may be open behind it
    EndOperation(Session session, String sql, String undo, boolean isOutermost) {
        super(session, sql);
        this.undo = undo;
        this.isOutermost = isOutermost;
        this.undoes = sql.equals(undo);
    }

    // --- To the server

    /// What is sent behind it would find a transaction open that is not its own, if this has to be repeated.
    @Override
    boolean isBarrier() {
        return true;
    }

    @Override
    boolean mustBeSent() {
        return true;
    }

    @Override
    boolean endsTransaction() {
        return isOutermost;
    }

    @Override
    boolean isStoppable() {
        return !undoes;
    }

    @Override
    String text() {
        undoes |= isDone();
        return undoes ? undo : sql();
    }

    // --- From the server

    @Override
    void frameReceived(Frame frame) {
        if (frame.type() != MessageTypes.COMMAND_COMPLETE) {
            throw unexpected(frame.type());
        }
        CommandStatus completed = Tags.parse(frame);
        status = completed;
        session.noteCommand(completed);
    }

    @Override
    boolean isAnswered() {
        return status != null;
    }

    @Override
    boolean mustRunAgain() {
        boolean isOpen = isOutermost && session.state().isInTransaction() && rollbacks < MOST_ROLLBACKS;
        if (isOpen) {
            rollbacks++;
            if (!undoes) {
                first = failure;
            }
            undoes = true;
        }
        return isOpen;
    }

    @Override
    void reset() {
        super.reset();
        status = null;
    }

    @Override
    void finish() {
        if (first != null) {
            failure = first;
        }
        if (isOutermost && session.isInTransaction()) {
            session.abort(failure);
        }
        super.finish();
    }

    @Override
    CommandStatus result() {
        return Objects.requireNonNull(status, "not answered");
    }

    @Override
    String describe() {
        return "the end of a transaction";
    }
}
