package io.juvloop.postgres.internal.session;

import io.juvloop.postgres.Row;
import io.juvloop.postgres.internal.row.RowBlocks;
import io.juvloop.postgres.internal.row.RowList;
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
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Binds a statement to a portal of its own, which lives as long as the transaction, and fetches its first rows.
///
/// Loop thread only.
final class CursorOperation extends StatementOperation<List<Row>> {
    /// What is said of one that is needed and was never sent.
    static final String UNOPENED = "the cursor could not be opened";

    private final String portal;
    private final @Nullable Object[] args;
    private final int count;
    private final List<Operation<?>> followers = new ArrayList<>(0);
    private RowBlocks rows = new RowBlocks();
    private boolean isBound;
    private boolean isFetched;
    private boolean isExhausted;

    /// Makes one that is not started.
    ///
    /// @param session of the connection
    /// @param statement of that session
    /// @param args its arguments
    /// @param portal the name
    /// @param count how many rows; 0 to fetch none
    CursorOperation(Session session, Statement statement, @Nullable Object[] args, String portal, int count) {
        super(session, statement);
        this.args = args;
        this.portal = portal;
        this.count = count;
    }

    /// Whether it is over and the server has not heard of it.
    boolean isUnsent() {
        return isDone() && flights == 0;
    }

    /// Has an operation that needs the portal fail if this is never sent: on the server it would fail the transaction.
    ///
    /// @param operation one that is to be started behind it
    void addFollower(Operation<?> operation) {
        if (isUnsent()) {
            operation.failure = failure;
            operation.completeExceptionally(failure == null ? new IllegalStateException(UNOPENED) : failure);
        } else if (flights == 0) {
            followers.add(operation);
        }
    }

    @Override
    void left() {
        super.left();
        if (isUnsent()) {
            failFollowers(new IllegalStateException(UNOPENED));
        }
    }

    @Override
    void refused(Throwable reason) {
        super.refused(reason);
        failFollowers(reason);
    }

    private void failFollowers(Throwable reason) {
        followers.forEach(each -> each.fail(reason));
        followers.clear();
    }

    @Override
    void encode(OutBuffer out) {
        Description known = encodeParse(out);
        int mark = Frontend.beginBind(out, portal, name());
        Arguments.encode(out, known.parameters(), args);
        byte[] formats = known.columns().formats();
        if (formats == null) {
            Frontend.endBind(out, mark, 1);
        } else {
            Frontend.endBind(out, mark, formats);
        }
        if (needsDescribe()) {
            Frontend.describe(out, Frontend.PORTAL, portal);
        }
        if (count > 0) {
            Frontend.execute(out, portal, count);
        }
        Frontend.sync(out);
        encoded();
    }

    @Override
    void frameReceived(Frame frame) {
        switch (frame.type()) {
            case MessageTypes.BIND_COMPLETE -> {
                isBound = true;
                bound();
            }
            case MessageTypes.PARSE_COMPLETE -> parsed();
            case MessageTypes.PORTAL_SUSPENDED -> fetched(false);
            case MessageTypes.COMMAND_COMPLETE -> {
                fetched(true);
                session.noteCommand(Tags.parse(frame));
            }
            case MessageTypes.EMPTY_QUERY_RESPONSE -> fetched(true);
            case MessageTypes.ROW_DESCRIPTION -> compare(RowDescription.parse(frame));
            case MessageTypes.NO_DATA -> compare(RowDescription.NONE);
            default -> throw unexpected(frame.type());
        }
    }

    private void fetched(boolean all) {
        isFetched = true;
        isExhausted = all;
    }

    @Override
    boolean isAnswered() {
        return isBound && (isFetched || count == 0);
    }

    /// In a transaction nothing can be looked up for a portal that is open already with other types.
    private void compare(RowDescription row) {
        if (!row.isSameAs(described().row())) {
            setDescribed(session.preparing().redescribe(statement(), described(), row));
        }
    }

    @Override
    boolean wantsRows() {
        return true;
    }

    @Override
    void rowsReceived(RowBlock block) {
        boolean _ = rows.add(block); // no more than were asked for
    }

    /// Whether the server has no more rows.
    boolean isExhausted() {
        return isExhausted;
    }

    @Override
    List<Row> result() {
        return new RowList(described().columns(), rows);
    }

    @Override
    void reset() {
        super.reset();
        rows = new RowBlocks();
        isBound = false;
        isFetched = false;
    }

    /// It lives in a transaction.
    @Override
    boolean isRepeatable() {
        return false;
    }

    @Override
    String describe() {
        return "a cursor";
    }
}
