package io.juvloop.postgres.internal.session;

import io.juvloop.Async;
import io.juvloop.LoopFuture;
import io.juvloop.Suspends;
import io.juvloop.postgres.ArgumentException;
import io.juvloop.postgres.CommandStatus;
import io.juvloop.postgres.ResultTooLarge;
import io.juvloop.postgres.ServerDetails;
import io.juvloop.postgres.ServerException;
import io.juvloop.postgres.internal.copy.RecordValues;
import io.juvloop.postgres.internal.row.RowBlocks;
import io.juvloop.postgres.internal.row.RowList;
import io.juvloop.postgres.internal.statement.Arguments;
import io.juvloop.postgres.internal.statement.Description;
import io.juvloop.postgres.internal.statement.Statement;
import io.juvloop.postgres.internal.wire.Frame;
import io.juvloop.postgres.internal.wire.Frontend;
import io.juvloop.postgres.internal.wire.MessageTypes;
import io.juvloop.postgres.internal.wire.OutBuffer;
import io.juvloop.postgres.internal.wire.OutBuffers;
import io.juvloop.postgres.internal.wire.RowBlock;
import io.juvloop.postgres.internal.wire.RowDescription;
import io.juvloop.postgres.internal.wire.Tags;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One statement for many rows of arguments: a Bind and an Execute for each, and one Sync, so that all of them are
/// one implicit transaction.
///
/// The rows are taken from their source in a task, slice by slice, as the connection takes them. When the source
/// fails, or its operation is given up, a ROLLBACK goes before the Sync, because that would commit what was run. It
/// is only sent outside a transaction, and so when the server runs the operation, as it is known then whether it is in
/// one.
///
/// Loop thread only.
///
/// @param <T> the type of the result
final class ManyOperation<T extends @Nullable Object> extends StatementOperation<T> {
    private static final int SLICE = 1 << 15;
    private static final String ROLLBACK = "rollback";

    private final Iterable<?> rows;
    private final Function<ManyOperation<T>, T> shape;
    private final boolean keepsRows;
    private final Outflow outflow;
    private LoopFuture<@Nullable Void> begun;
    private RowBlocks result = new RowBlocks();
    private long affected;
    private long encoded; // rows of arguments
    private long answered; // rows of arguments that were run
    private boolean isBound;
    private boolean isSynced;
    private boolean isGivenUp;
    private @Nullable Throwable own;
    private @Nullable RowDescription other; // columns that are not those expected

    private ManyOperation(
            Session session,
            Statement statement,
            Iterable<?> rows,
            boolean keepsRows,
            Function<ManyOperation<T>, T> shape) {
        super(session, statement);
        this.rows = rows;
        this.keepsRows = keepsRows;
        this.shape = shape;
        outflow = new Outflow(session);
        begun = session.loop().createFuture();
        feed();
    }

    /// Runs a statement, and counts.
    ///
    /// @return not started
    static ManyOperation<Long> counting(Session session, Statement statement, Iterable<?> rows) {
        return new ManyOperation<>(session, statement, rows, false, many -> many.affected);
    }

    /// Runs a statement, and keeps the rows.
    ///
    /// @return not started
    static ManyOperation<List<io.juvloop.postgres.Row>> fetching(
            Session session, Statement statement, Iterable<?> rows) {
        return new ManyOperation<>(
                session,
                statement,
                rows,
                true,
                many -> new RowList(many.described().columns(), many.result));
    }

    // --- To the server

    @Override
    boolean isUnfinished() {
        return !isSynced;
    }

    @Override
    void encode(OutBuffer out) {
        encodeParse(out);
        encoded();
        begun.complete(null);
    }

    private void feed() {
        LoopFuture<@Nullable Void> turn = begun;
        Feeding.start(
                session.loop(),
                this,
                () -> {
                    Async.await(turn);
                    sendRows();
                },
                this::sourceFailed);
    }

    @Suspends
    private void sendRows() {
        OutBuffers buffers = OutBuffers.of(session.loop());
        OutBuffer out = buffers.take();
        try {
            RecordValues values =
                    new RecordValues(List.of(), session.options().lookup().orElse(null));
            long index = 0;
            for (Object row : rows) {
                if (isEnding()) {
                    return;
                }
                encodeRow(values, row, index++, out);
                if (out.position() >= SLICE) {
                    outflow.send(out);
                }
            }
            if (!isEnding()) {
                Frontend.sync(out);
                isSynced = true;
                outflow.send(out);
            }
        } finally {
            buffers.give(out);
        }
        session.encoded(this);
    }

    private boolean isEnding() {
        return isSynced || isGivenUp || isDone();
    }

    private void encodeRow(RecordValues values, @Nullable Object row, long index, OutBuffer out) {
        Description known = described();
        int start = out.position();
        try {
            values.show(row);
            int mark = Frontend.beginBind(out, Frontend.UNNAMED, name());
            Arguments.encode(out, known.parameters(), values.toArray());
            byte[] formats = known.columns().formats();
            if (formats == null) {
                Frontend.endBind(out, mark, 1);
            } else {
                Frontend.endBind(out, mark, formats);
            }
        } catch (ArgumentException misfit) {
            out.truncate(start);
            throw misfit.at("row " + index);
        } catch (IllegalArgumentException misfit) {
            out.truncate(start);
            throw new IllegalArgumentException("row " + index + ": " + misfit.getMessage(), misfit);
        }
        if (index == 0 && keepsRows && needsDescribe()) {
            Frontend.describe(out, Frontend.PORTAL, Frontend.UNNAMED);
        }
        Frontend.execute(out, Frontend.UNNAMED, 0);
        encoded++;
    }

    /// Undoes what was sent, because there is no more to come.
    private void sourceFailed(Throwable failed) {
        if (isEnding()) {
            return;
        }
        own = failed;
        giveUp();
    }

    private void giveUp() {
        isGivenUp = true;
        if (equals(session.running()) && !isSynced) {
            boolean isBehindBegin = state == State.SENT; // whose answer the server keeps back until there is a Sync
            if (!isBehindBegin && !session.state().isInTransaction()) {
                Frontend.run(session.out(), ROLLBACK);
            }
            sync();
        }
    }

    private void sync() {
        isSynced = true;
        Frontend.sync(session.out());
        session.flush();
        session.encoded(this);
    }

    @Override
    void headReached() {
        if (isGivenUp) {
            giveUp();
        }
    }

    @Override
    void leave() {
        giveUp();
        outflow.wake();
    }

    // --- From the server

    @Override
    void frameReceived(Frame frame) {
        switch (frame.type()) {
            case MessageTypes.BIND_COMPLETE -> {
                isBound = true;
                bound();
            }
            case MessageTypes.COMMAND_COMPLETE -> completed(Tags.parse(frame));
            case MessageTypes.PARSE_COMPLETE -> parsed();
            case MessageTypes.EMPTY_QUERY_RESPONSE -> answered++;
            case MessageTypes.ROW_DESCRIPTION -> compare(RowDescription.parse(frame));
            case MessageTypes.NO_DATA -> compare(RowDescription.NONE);
            default -> throw unexpected(frame.type());
        }
    }

    private void completed(CommandStatus status) {
        answered++;
        affected += status.rows();
        session.noteCommand(status);
    }

    private void compare(RowDescription row) {
        if (!row.isSameAs(described().row())) {
            other = row;
        }
    }

    @Override
    boolean isAnswered() {
        return isGivenUp || answered == encoded;
    }

    @Override
    boolean wantsRows() {
        return keepsRows && !isGivenUp && failure == null;
    }

    @Override
    void rowsReceived(RowBlock block) {
        if (!result.add(block)) {
            result = new RowBlocks();
            failure = ResultTooLarge.ofRows();
        }
    }

    @Override
    void errorReceived(ServerDetails details) {
        boolean first = failure == null;
        super.errorReceived(details);
        if (first && isBound) {
            failure = ServerException.of(details, sql(), answered, null);
        }
        if (!isSynced) {
            sync();
        }
        outflow.wake();
    }

    // --- The end

    @Override
    boolean mayRepeat() {
        return rows instanceof Collection && own == null;
    }

    @Override
    void reset() {
        super.reset();
        result = new RowBlocks();
        affected = 0;
        encoded = 0;
        answered = 0;
        isBound = false;
        isSynced = false;
        other = null;
        begun = session.loop().createFuture();
        feed();
    }

    @Override
    void finish() {
        if (own != null) {
            failure = own;
        }
        RowDescription changed = other;
        if (changed == null || failure != null || isDone()) {
            super.finish();
            return;
        }
        other = null;
        session.preparing().lookUp(changed, () -> finishWith(changed), this::completeExceptionally);
    }

    private void finishWith(RowDescription changed) {
        setDescribed(session.preparing().redescribe(statement(), described(), changed));
        super.finish();
    }

    @Override
    T result() {
        return shape.apply(this);
    }

    @Override
    boolean isRepeatable() {
        return false;
    }

    @Override
    String describe() {
        return "a batch";
    }
}
