package io.juvloop.postgres.internal.session;

import io.juvloop.postgres.CommandStatus;
import io.juvloop.postgres.internal.statement.Commands;
import io.juvloop.postgres.internal.wire.Frame;
import io.juvloop.postgres.internal.wire.Frontend;
import io.juvloop.postgres.internal.wire.MessageTypes;
import io.juvloop.postgres.internal.wire.Tags;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One or more statements without arguments, by a simple Query; rows are dropped.
///
/// A COPY in it is refused: one that wants data gets CopyFail, one that gives data is read to its end and fails
/// then.
///
/// Loop thread only.
///
/// @param <T> what the caller gets
final class ScriptOperation<T extends @Nullable Object> extends SimpleOperation<T> {
    private final boolean mayCopy;
    private final Function<CommandStatus, T> shape;
    private final boolean isOurs;
    private @Nullable CommandStatus status; // of the last statement that has ended

    private ScriptOperation(Session session, String sql, Function<CommandStatus, T> shape, boolean isOurs) {
        super(session, sql);
        this.shape = shape;
        this.isOurs = isOurs;
        this.mayCopy = Commands.mayCopy(sql);
    }

    /// Makes one for a user, not started.
    ///
    /// @param session of the connection
    /// @param sql without NUL
    static ScriptOperation<CommandStatus> of(Session session, String sql) {
        return new ScriptOperation<>(session, sql, status -> status, false);
    }

    /// Makes one of our own, not started, which does not count as a change of the session.
    ///
    /// @param session of the connection
    /// @param sql without NUL
    static ScriptOperation<@Nullable Void> silent(Session session, String sql) {
        return new ScriptOperation<>(session, sql, status -> null, true);
    }

    @Override
    boolean mayBegin() {
        return Commands.mayBegin(sql());
    }

    /// A COPY would take what is behind it for its data.
    @Override
    boolean isBarrier() {
        return mayCopy;
    }

    @Override
    boolean mayHaveRows() {
        return true;
    }

    @Override
    void frameReceived(Frame frame) {
        switch (frame.type()) {
            case MessageTypes.COMMAND_COMPLETE -> completed(Tags.parse(frame));
            case MessageTypes.EMPTY_QUERY_RESPONSE -> status = Tags.EMPTY;
            case MessageTypes.ROW_DESCRIPTION -> {}
            case MessageTypes.COPY_IN_RESPONSE -> refuseCopyIn();
            case MessageTypes.COPY_OUT_RESPONSE -> refuse("copyOut, copyFromTable or copyFromQuery");
            case MessageTypes.COPY_DATA, MessageTypes.COPY_DONE -> {}
            default -> throw unexpected(frame.type());
        }
    }

    private void completed(CommandStatus newStatus) {
        status = newStatus;
        rowCount += newStatus.rows();
        if (!isOurs) {
            session.noteCommand(newStatus);
        }
    }

    /// Behind a prefix, the server says nothing of a text without a statement, as of a ping.
    @Override
    boolean isAnswered() {
        return status != null || (hasPrefix() && Commands.isEmpty(sql()));
    }

    private void refuseCopyIn() {
        refuse("copyIn or copyToTable");
        Frontend.copyFail(session.out(), "execute has no data to copy");
        session.flush();
    }

    private void refuse(String instead) {
        failure = new IllegalStateException("execute runs no COPY; use " + instead);
    }

    @Override
    T result() {
        CommandStatus last = status;
        return shape.apply(last == null ? Tags.EMPTY : last);
    }
}
