package io.juvloop.postgres.internal.session;

import io.juvloop.postgres.Row;
import io.juvloop.postgres.ServerDetails;
import io.juvloop.postgres.internal.row.RowBlocks;
import io.juvloop.postgres.internal.row.RowList;
import io.juvloop.postgres.internal.wire.Frame;
import io.juvloop.postgres.internal.wire.Frontend;
import io.juvloop.postgres.internal.wire.MessageTypes;
import io.juvloop.postgres.internal.wire.OutBuffer;
import io.juvloop.postgres.internal.wire.RowBlock;
import io.juvloop.postgres.internal.wire.Tags;
import java.util.List;

/// Fetches more rows of a portal that is there, or closes it.
///
/// Loop thread only.
final class PortalOperation extends Operation<List<Row>> {
    private final CursorOperation opening;
    private final String portal;
    private final int count;
    private final RowBlocks rows = new RowBlocks();
    private boolean isFetched;
    private boolean isExhausted;

    /// Makes one that is not started.
    ///
    /// @param session of the connection
    /// @param opening has bound the portal, or will have
    /// @param portal its name
    /// @param count how many rows; 0 to close it
    PortalOperation(Session session, CursorOperation opening, String portal, int count) {
        super(session);
        this.opening = opening;
        this.portal = portal;
        this.count = count;
    }

    @Override
    String sql() {
        return opening.sql();
    }

    /// Without its portal it would fail the transaction.
    @Override
    void encode(OutBuffer out) {
        if (opening.flights == 0 && count > 0) {
            throw new IllegalStateException(CursorOperation.UNOPENED, opening.failure);
        }
        if (count == 0) {
            Frontend.close(out, Frontend.PORTAL, portal);
        } else {
            Frontend.execute(out, portal, count);
        }
        Frontend.sync(out);
    }

    @Override
    void frameReceived(Frame frame) {
        switch (frame.type()) {
            case MessageTypes.PORTAL_SUSPENDED -> isFetched = true;
            case MessageTypes.COMMAND_COMPLETE -> {
                isFetched = true;
                isExhausted = true;
                session.noteCommand(Tags.parse(frame));
            }
            default -> throw unexpected(frame.type());
        }
    }

    @Override
    boolean isAnswered() {
        return isFetched || count == 0;
    }

    @Override
    boolean wantsRows() {
        return true;
    }

    @Override
    void rowsReceived(RowBlock block) {
        boolean _ = rows.add(block); // no more than were asked for
    }

    @Override
    void errorReceived(ServerDetails details) {
        super.errorReceived(details);
        opening.failedLater(details);
    }

    /// Whether the server has no more rows.
    boolean isExhausted() {
        return isExhausted;
    }

    @Override
    List<Row> result() {
        return rows.rows() == 0 ? List.of() : new RowList(opening.described().columns(), rows);
    }

    @Override
    String describe() {
        return "a cursor";
    }
}
