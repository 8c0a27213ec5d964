package io.juvloop.postgres.internal.session;

import io.juvloop.LoopFuture;
import io.juvloop.Task;
import io.juvloop.postgres.OutdatedSchemaCache;
import io.juvloop.postgres.PgException;
import io.juvloop.postgres.Row;
import io.juvloop.postgres.ServerDetails;
import io.juvloop.postgres.internal.base.Deadline;
import io.juvloop.postgres.internal.row.Columns;
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
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One statement whose rows are taken in portions, by Execute with a limit and Flush.
///
/// Without a Sync the portal lives on, also outside a transaction. The limit follows the size of the rows, so that a
/// portion has some 64 KiB; the next is asked for when one begins to be used. So reading goes on always, and the
/// server is what waits. To leave early, the portal is closed and the Sync is sent.
///
/// Loop thread only. A barrier, until the server has ended it.
final class StreamOperation extends StatementOperation<@Nullable Void> {
    private static final int PORTION = 1 << 16;
    private static final int FIRST_ROWS = 64;
    private static final int MOST_ROWS = 1 << 15;

    private final @Nullable Object[] args;
    private final @Nullable Task<?> holder;
    private final @Nullable Duration patience; // for each portion
    private final LoopFuture<Columns> columns;
    private final LoopFuture<@Nullable Void> over;
    private @Nullable LoopFuture<@Nullable Void> arriving;
    private RowBlocks rows = new RowBlocks();
    private int limitOfRows = FIRST_ROWS;
    private long portionBytes;
    private long portionRows;
    private boolean isAsked; // the server works on a portion
    private boolean isSynced;
    private boolean isLeft;
    private boolean hasDelivered;

    StreamOperation(
            Session session,
            Statement statement,
            @Nullable Object[] args,
            @Nullable Duration patience,
            @Nullable Task<?> holder) {
        super(session, statement);
        this.args = args;
        this.patience = patience;
        this.holder = holder;
        columns = session.loop().createFuture();
        over = session.loop().createFuture();
        var _ = whenComplete((nothing, failed) -> ended(failed)); // who takes the rows hears of a failure
    }

    // --- To the server

    @Override
    boolean isBarrier() {
        return true;
    }

    @Override
    @Nullable
    Task<?> holder() {
        return isLeft ? null : holder;
    }

    @Override
    void encode(OutBuffer out) {
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
        } else {
            columns.complete(known.columns());
        }
        ask(out);
        encoded();
    }

    private void ask(OutBuffer out) {
        isAsked = true;
        portionBytes = 0;
        portionRows = 0;
        Frontend.execute(out, Frontend.UNNAMED, limitOfRows);
        Frontend.flush(out);
    }

    private void askForMore() {
        if (!isAsked && !isSynced && !isDone() && state == State.HEAD && !session.cancellation.isHolding()) {
            ask(session.out());
            session.flush();
            if (patience != null) {
                deadline = Deadline.after(session.loop().time(), patience);
                session.deadlines.watch(deadline);
            }
        }
    }

    @Override
    void released() {
        if (rows.rows() == 0) {
            askForMore();
        }
    }

    private void sync() {
        if (!isSynced) {
            isSynced = true;
            Frontend.sync(session.out());
            session.flush();
        }
    }

    @Override
    void leave() {
        isLeft = true;
        rows = new RowBlocks();
        if (!isSynced) {
            Frontend.close(session.out(), Frontend.PORTAL, Frontend.UNNAMED);
            sync();
        }
    }

    // --- From the server

    @Override
    void frameReceived(Frame frame) {
        switch (frame.type()) {
            case MessageTypes.BIND_COMPLETE -> bound();
            case MessageTypes.PORTAL_SUSPENDED -> suspended();
            case MessageTypes.COMMAND_COMPLETE -> {
                session.noteCommand(Tags.parse(frame));
                completed();
            }
            case MessageTypes.PARSE_COMPLETE -> parsed();
            case MessageTypes.EMPTY_QUERY_RESPONSE -> completed();
            case MessageTypes.ROW_DESCRIPTION -> compare(RowDescription.parse(frame));
            case MessageTypes.NO_DATA -> compare(RowDescription.NONE);
            case MessageTypes.CLOSE_COMPLETE -> {}
            default -> throw unexpected(frame.type());
        }
    }

    /// Types that are not known cannot be looked up now, because nothing can be sent behind an open portal.
    private void compare(RowDescription row) {
        if (!row.isSameAs(described().row())) {
            try {
                setDescribed(session.preparing().redescribe(statement(), described(), row));
            } catch (IllegalStateException unknownType) {
                failure = new OutdatedSchemaCache("the columns of the statement have other types than before", null);
                leave();
            }
        }
        columns.complete(described().columns());
    }

    @Override
    boolean isAnswered() {
        return !isAsked;
    }

    private void suspended() {
        if (portionRows == 0 && !isLeft && !isDone()) { // the rows of one that was given up are dropped
            throw unexpected(MessageTypes.PORTAL_SUSPENDED); // it would be asked for more without end
        }
        isAsked = false;
        deadline = NEVER;
        long size = Math.max(1, portionBytes / Math.max(1, portionRows));
        limitOfRows = Math.clamp(PORTION / size, 1, MOST_ROWS);
        if (rows.rows() == 0) {
            askForMore(); // all was used meanwhile
        }
    }

    private void completed() {
        isAsked = false;
        deadline = NEVER;
        sync();
    }

    @Override
    boolean wantsRows() {
        return !isLeft;
    }

    @Override
    void rowsReceived(RowBlock block) {
        portionBytes += block.bytes().length;
        portionRows += block.rows();
        boolean _ = rows.add(block); // no more than were asked for
        wake();
    }

    @Override
    void errorReceived(ServerDetails details) {
        super.errorReceived(details);
        isAsked = false;
        deadline = NEVER;
        sync();
    }

    // --- Taking

    /// The columns, once they are known.
    ///
    /// @return fails as the operation does if it fails before
    LoopFuture<Columns> columns() {
        return columns;
    }

    /// Takes the rows that have come, and asks for more.
    ///
    /// @return some, or none
    List<Row> poll() {
        if (rows.rows() == 0) {
            return List.of();
        }
        hasDelivered = true;
        RowList batch = new RowList(described().columns(), rows);
        rows = new RowBlocks();
        askForMore();
        return batch;
    }

    /// Waits until rows have come or none will come any more. For one at a time.
    ///
    /// @return done then; to cancel it cancels the statement
    LoopFuture<@Nullable Void> settled() {
        LoopFuture<@Nullable Void> waiting = new Wait(this);
        if (rows.rows() > 0 || isDone()) {
            waiting.complete(null);
        } else {
            arriving = waiting;
        }
        return waiting;
    }

    private void wake() {
        LoopFuture<@Nullable Void> waiting = arriving;
        if (waiting != null) {
            arriving = null;
            waiting.complete(null);
        }
    }

    /// Ends it early, for the one who takes the rows.
    ///
    /// @return done when the server has ended it
    LoopFuture<@Nullable Void> close() {
        switch (state) {
            case QUEUED -> cancel(true);
            case SENT, HEAD -> leave();
            case DONE -> {}
        }
        isLeft = true;
        return over;
    }

    // --- The end

    @Override
    boolean mayRepeat() {
        return !hasDelivered && !isLeft;
    }

    @Override
    boolean isRepeatable() {
        return false; // it is a barrier, and is never hit for another one
    }

    @Override
    void reset() {
        super.reset();
        rows = new RowBlocks();
        isAsked = false;
        isSynced = false;
    }

    private void ended(@Nullable Throwable failed) {
        if (failed != null && failure == null) {
            failure = failed;
        }
        if (!columns.isDone()) {
            Throwable why = failed == null ? new IllegalStateException("the stream is closed") : failed;
            var _ = columns.exceptionally(seen -> Columns.NONE);
            columns.completeExceptionally(why);
        }
        wake();
        if (state == State.DONE || state == State.QUEUED) {
            over.complete(null); // the server has nothing of it
        }
    }

    @Override
    void finish() {
        super.finish();
        over.complete(null);
    }

    @Override
    void lost(PgException loss) {
        super.lost(loss);
        over.complete(null);
    }

    @Override
    @Nullable
    Void result() {
        return null;
    }

    @Override
    String describe() {
        return "a stream";
    }
}
