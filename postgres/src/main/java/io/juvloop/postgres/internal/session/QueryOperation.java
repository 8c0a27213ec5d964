package io.juvloop.postgres.internal.session;

import io.juvloop.postgres.CommandStatus;
import io.juvloop.postgres.ResultTooLarge;
import io.juvloop.postgres.internal.row.RowBlocks;
import io.juvloop.postgres.internal.statement.Arguments;
import io.juvloop.postgres.internal.statement.Description;
import io.juvloop.postgres.internal.statement.Statement;
import io.juvloop.postgres.internal.wire.Frame;
import io.juvloop.postgres.internal.wire.Frontend;
import io.juvloop.postgres.internal.wire.MessageTypes;
import io.juvloop.postgres.internal.wire.OutBuffer;
import io.juvloop.postgres.internal.wire.RowBlock;
import io.juvloop.postgres.internal.wire.RowDescription;
import io.juvloop.postgres.internal.wire.Tags;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One statement with its arguments: Bind, Execute and Sync, behind a Parse where the server needs it.
///
/// Its result is made at ReadyForQuery, because a failure can come after the last row: the end of an implicit
/// transaction
/// checks what was deferred.
///
/// Loop thread only.
///
/// @param <T> the type of the result
class QueryOperation<T extends @Nullable Object> extends StatementOperation<T> {
    private final @Nullable Object[] args;
    private final ResultShape<T> shape;
    private final long maxBytes;
    private RowBlocks rows = new RowBlocks();
    private @Nullable CommandStatus status; // once the statement has ended
    private @Nullable RowDescription other; // columns that are not those expected

    /// Makes one that is not started.
    ///
    /// @param session of the connection
    /// @param statement of that session
    /// @param args no more than [Arguments#MOST]
    /// @param shape what is made of the result
    /// @param maxBytes how large the result may be, 0 for any size
    QueryOperation(Session session, Statement statement, @Nullable Object[] args, ResultShape<T> shape, long maxBytes) {
        super(session, statement);
        this.args = args;
        this.shape = shape;
        this.maxBytes = maxBytes;
    }

    @Override
    void encode(OutBuffer out) {
        encodeUnsynced(out);
        Frontend.sync(out);
        encoded();
    }

    /// Puts all but the Sync.
    void encodeUnsynced(OutBuffer out) {
        Description known = encodeParse(out);
        int mark = Frontend.beginBind(out, Frontend.UNNAMED, name());
        Arguments.encode(out, known.parameters(), args);
        byte[] formats = known.columns().formats();
        if (formats == null) {
            Frontend.endBind(out, mark, 1);
        } else {
            Frontend.endBind(out, mark, formats);
        }
        if (needsDescribe()) {
            Frontend.describe(out, Frontend.PORTAL, Frontend.UNNAMED);
        }
        Frontend.execute(out, Frontend.UNNAMED, shape.maxRows());
    }

    @Override
    void frameReceived(Frame frame) {
        switch (frame.type()) {
            case MessageTypes.BIND_COMPLETE -> bound();
            case MessageTypes.COMMAND_COMPLETE -> {
                CommandStatus completed = Tags.parse(frame);
                ended(frame, completed);
                session.noteCommand(completed);
            }
            case MessageTypes.PORTAL_SUSPENDED -> ended(frame, Tags.selected(rowCount));
            case MessageTypes.PARSE_COMPLETE -> parsed();
            case MessageTypes.ROW_DESCRIPTION -> compare(RowDescription.parse(frame));
            case MessageTypes.NO_DATA -> compare(RowDescription.NONE);
            case MessageTypes.EMPTY_QUERY_RESPONSE -> ended(frame, Tags.EMPTY);
            default -> throw unexpected(frame.type());
        }
    }

    private void ended(Frame frame, CommandStatus newStatus) {
        if (status != null) {
            throw unexpected(frame.type());
        }
        status = newStatus;
    }

    @Override
    boolean isAnswered() {
        return status != null;
    }

    @Override
    boolean mayHaveRows() {
        return status == null;
    }

    private void compare(RowDescription row) {
        if (!row.isSameAs(described().row())) {
            other = row;
        }
    }

    @Override
    boolean wantsRows() {
        return shape.keepsRows() && failure == null;
    }

    @Override
    void rowsReceived(RowBlock block) {
        if (maxBytes > 0 && byteCount > maxBytes) {
            rows = new RowBlocks();
            failure = new ResultTooLarge(maxBytes);
        } else if (!rows.add(block)) {
            rows = new RowBlocks();
            failure = ResultTooLarge.ofRows();
        }
    }

    @Override
    void finish() {
        RowDescription changed = other;
        if (changed == null || failure != null || isDone()) {
            super.finish();
            return;
        }
        other = null;
        session.preparing().lookUp(changed, () -> finishWith(changed), this::completeExceptionally);
    }

    /// Ends as a member of a group.
    void end() {
        state = State.DONE;
        finish();
    }

    private void finishWith(RowDescription changed) {
        setDescribed(session.preparing().redescribe(statement(), described(), changed));
        super.finish();
    }

    @Override
    T result() {
        return shape.make(described().columns(), rows, Objects.requireNonNull(status, "not answered"));
    }

    @Override
    void reset() {
        super.reset();
        rows = new RowBlocks();
        status = null;
        other = null;
    }

    @Override
    String describe() {
        return "a query";
    }
}
