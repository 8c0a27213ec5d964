package io.juvloop.postgres.internal.session;

import io.juvloop.postgres.ServerDetails;
import io.juvloop.postgres.SqlStates;
import io.juvloop.postgres.internal.statement.Statement;
import io.juvloop.postgres.internal.wire.Frame;
import io.juvloop.postgres.internal.wire.Frontend;
import io.juvloop.postgres.internal.wire.MessageTypes;
import io.juvloop.postgres.internal.wire.OutBuffer;
import io.juvloop.postgres.internal.wire.RowDescription;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Parse and Describe of one statement, with a Sync of its own so that a failure harms nothing behind it.
///
/// Loop thread only.
final class PrepareOperation extends Operation<@Nullable Void> {
    private final Statement statement;
    private final @Nullable Operation<?> requester;
    private final String name;
    private int @Nullable [] parameters;
    private @Nullable RowDescription row;
    private boolean isNameTaken;

    /// Makes one that is not started.
    ///
    /// @param session of the connection
    /// @param statement to be described
    /// @param requester what fails if this does; null if nothing
    PrepareOperation(Session session, Statement statement, @Nullable Operation<?> requester) {
        super(session);
        this.statement = statement;
        this.requester = requester;
        this.name = statement.name();
    }

    @Override
    String sql() {
        return statement.sql();
    }

    @Override
    boolean isPassable() {
        return true;
    }

    /// A Parse that was hit by a cancellation has left nothing.
    @Override
    boolean isRepeatable() {
        return true;
    }

    @Override
    void entered() {
        statement.acquire();
    }

    @Override
    void left() {
        statement.release();
    }

    /// A requester stands at the front.
    @Override
    boolean takesPrefixes() {
        return requester != null && requester.state == State.QUEUED;
    }

    @Override
    @Nullable
    Operation<?> requester() {
        return requester;
    }

    /// Those who wanted it may have left while it waited.
    @Override
    void headReached() {
        session.preparing().stopUnwanted(statement);
    }

    @Override
    void encode(OutBuffer out) {
        Frontend.parse(out, name, statement.sql(), statement.types());
        Frontend.describe(out, Frontend.STATEMENT, name);
        Frontend.sync(out);
    }

    /// Its text cannot be sent, as one with half of a surrogate pair.
    @Override
    void refused(Throwable reason) {
        session.preparing().answered(statement);
        complete(null);
        session.preparing().unparsed(statement, reason, requester);
    }

    @Override
    void frameReceived(Frame frame) {
        switch (frame.type()) {
            case MessageTypes.PARSE_COMPLETE -> {}
            case MessageTypes.NO_DATA -> row = RowDescription.NONE;
            case MessageTypes.PARAMETER_DESCRIPTION -> parameters = RowDescription.parseParameters(frame);
            case MessageTypes.ROW_DESCRIPTION -> row = RowDescription.parse(frame);
            default -> throw unexpected(frame.type());
        }
    }

    @Override
    boolean isAnswered() {
        return parameters != null && row != null;
    }

    @Override
    void errorReceived(ServerDetails details) {
        super.errorReceived(details);
        isNameTaken = details.sqlState().equals(SqlStates.DUPLICATE_PREPARED_STATEMENT);
    }

    @Override
    void finish() {
        Throwable failed = failure;
        session.preparing().answered(statement);
        complete(null);
        if (failed == null) {
            session.preparing()
                    .described(
                            statement,
                            Objects.requireNonNull(parameters, "not answered"),
                            Objects.requireNonNull(row, "not answered"),
                            requester);
        } else if (isNameTaken && !statement.isUnnamed()) {
            session.statements().renameLost(statement);
            session.pump();
        } else {
            session.preparing().unparsed(statement, failed, requester);
        }
    }

    /// The one that waits is lost by itself.
    @Override
    void lost(io.juvloop.postgres.PgException loss) {
        complete(null);
    }

    @Override
    @Nullable
    Void result() {
        return null;
    }

    @Override
    String describe() {
        return "preparing a statement";
    }
}
