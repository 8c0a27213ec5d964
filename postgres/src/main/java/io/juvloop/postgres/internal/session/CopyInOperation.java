package io.juvloop.postgres.internal.session;

import io.juvloop.LoopFuture;
import io.juvloop.Suspends;
import io.juvloop.Task;
import io.juvloop.postgres.CommandStatus;
import io.juvloop.postgres.PgException;
import io.juvloop.postgres.ServerDetails;
import io.juvloop.postgres.internal.base.Outcomes;
import io.juvloop.postgres.internal.statement.Description;
import io.juvloop.postgres.internal.statement.Statement;
import io.juvloop.postgres.internal.wire.CopyResponse;
import io.juvloop.postgres.internal.wire.Frame;
import io.juvloop.postgres.internal.wire.Frontend;
import io.juvloop.postgres.internal.wire.MessageTypes;
import io.juvloop.postgres.internal.wire.OutBuffer;
import io.juvloop.postgres.internal.wire.Tags;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// A COPY into the server.
///
/// It is started by a simple Query, after whose errors the server drops what comes of the COPY by itself. Once the
/// server has agreed, what feeds it sends CopyData, and ends it by CopyDone or CopyFail. A failure of what feeds it
/// is what its future fails with, whatever the server says of the CopyFail.
///
/// Loop thread only. A barrier: nothing is sent behind it before its last answer.
final class CopyInOperation extends SimpleOperation<Long> {
    private enum Phase {
        ASKED,
        OPEN,
        SENT,
        ENDED
    }

    private final @Nullable Statement columns;
    private final @Nullable Task<?> holder;
    private final Outflow outflow;
    private final LoopFuture<@Nullable Void> over;
    private final LoopFuture<Boolean> opened; // with true if the format is binary
    private Phase phase = Phase.ASKED;
    private boolean isLeaving;
    private boolean isComplete; // CommandComplete has come behind CopyInResponse
    private long rows;
    private @Nullable Throwable own;

    /// Makes one that is not started.
    ///
    /// @param session of the connection
    /// @param sql the COPY
    /// @param columns selects the columns that are filled, so that their types are known; null if that is not
    ///   needed
    /// @param holder the task that feeds it, and must not start anything behind it; null if that is ours
    CopyInOperation(Session session, String sql, @Nullable Statement columns, @Nullable Task<?> holder) {
        super(session, sql);
        this.columns = columns;
        this.holder = holder;
        outflow = new Outflow(session);
        opened = session.loop().createFuture();
        over = session.loop().createFuture();
        addDoneCallback(done -> ended());
    }

    /// Whether the format is binary, once the server has agreed.
    ///
    /// @return fails as the operation does if it fails before
    LoopFuture<Boolean> opened() {
        return opened;
    }

    // --- Waiting

    /// What is known of the columns, once it is sent.
    ///
    /// @return the description of what selects them
    Description described() {
        Description known = columns == null ? null : columns.description();
        if (known == null) {
            throw new IllegalStateException("the columns of the COPY are not known");
        }
        return known;
    }

    /// Whether [#described] is there.
    boolean knowsColumns() {
        return columns != null && columns.description() != null;
    }

    /// The names of the columns that are filled.
    ///
    /// @return none if they are not known
    List<String> columnNames() {
        return knowsColumns() ? List.of(described().row().names()) : List.of();
    }

    @Override
    void entered() {
        if (columns != null) {
            columns.acquire();
        }
    }

    @Override
    void left() {
        if (columns != null) {
            session.preparing().release(columns);
        }
    }

    @Override
    boolean isReady() {
        return columns == null || session.preparing().isDescribed(columns);
    }

    @Override
    void prepare(boolean ahead) {
        if (columns != null) {
            session.preparing().prepare(columns, ahead ? null : this);
        }
    }

    // --- To the server

    /// Once the end is sent, the server needs nothing more of the task.
    @Override
    @Nullable
    Task<?> holder() {
        boolean isEnding = phase == Phase.SENT || phase == Phase.ENDED || isLeaving || own != null;
        return isEnding ? null : holder;
    }

    @Override
    boolean isBarrier() {
        return true;
    }

    /// Sends messages with data, and waits while the connection takes no more.
    ///
    /// @param messages whole ones; emptied
    /// @throws PgException if the COPY has failed
    @Suspends
    void send(OutBuffer messages) {
        requireOpen();
        outflow.send(messages);
    }

    /// Sends messages with data, and does not wait.
    ///
    /// @param messages whole ones; emptied
    /// @throws PgException if the COPY has failed
    void sendAtOnce(OutBuffer messages) {
        requireOpen();
        outflow.sendAtOnce(messages);
    }

    /// Done when the connection takes more, or the COPY has ended. For one at a time.
    LoopFuture<@Nullable Void> writable() {
        return outflow.writable();
    }

    /// Whether the server takes data.
    ///
    /// @return false before it has agreed, and once it has failed or was ended
    boolean isOpen() {
        return phase == Phase.OPEN;
    }

    private void requireOpen() {
        if (phase == Phase.OPEN) {
            return;
        }
        if (failure instanceof PgException failed) {
            throw failed;
        }
        throw isLeaving
                ? new CancellationException("the COPY was given up")
                : new IllegalStateException("the COPY is finished");
    }

    /// Sends the last messages with data and CopyDone.
    ///
    /// @param messages whole ones; emptied
    void done(OutBuffer messages) {
        requireOpen();
        phase = Phase.SENT;
        Frontend.copyDone(messages);
        session.flush();
        messages.drainTo(session.transport()::write);
    }

    /// Ends the COPY with nothing changed. Once it has failed or was ended, it does nothing.
    ///
    /// @param reason for the server's log
    /// @param cause what the future is to fail with
    void fail(String reason, Throwable cause) {
        if (phase == Phase.ASKED && own == null) {
            own = cause;
        } else if (phase == Phase.OPEN) {
            own = cause;
            sendFail(reason);
        }
    }

    private void sendFail(String reason) {
        phase = Phase.ENDED;
        byte[] sendable = reason.replace('\0', ' ').getBytes(StandardCharsets.UTF_8); // without unpaired surrogates
        Frontend.copyFail(session.out(), new String(sendable, StandardCharsets.UTF_8));
        session.flush();
    }

    /// Done when the server has given its last answer, whatever that is.
    LoopFuture<@Nullable Void> over() {
        if (state == State.DONE) {
            return Outcomes.done(loop());
        }
        LoopFuture<@Nullable Void> answered = loop().createFuture();
        Outcomes.pass(over, answered);
        return answered;
    }

    @Override
    void leave() {
        isLeaving = true;
        if (phase == Phase.OPEN) {
            sendFail("the COPY was given up");
        }
        outflow.wake();
    }

    // --- From the server

    @Override
    void frameReceived(Frame frame) {
        switch (frame.type()) {
            case MessageTypes.COPY_IN_RESPONSE -> {
                isComplete = false;
                agreed(CopyResponse.isBinary(frame));
            }
            case MessageTypes.COMMAND_COMPLETE -> {
                isComplete = true;
                CommandStatus status = Tags.parse(frame); // of the COPY, and of a BEGIN before it
                rows = status.rows();
                session.noteCommand(status);
            }
            case MessageTypes.COPY_OUT_RESPONSE,
                    MessageTypes.COPY_DATA,
                    MessageTypes.COPY_DONE,
                    MessageTypes.ROW_DESCRIPTION,
                    MessageTypes.EMPTY_QUERY_RESPONSE -> {
                // of another statement, which is refused at its end
            }
            default -> super.frameReceived(frame);
        }
    }

    /// A CopyFail is answered by an error.
    @Override
    boolean isAnswered() {
        return isComplete || phase == Phase.ASKED;
    }

    private void agreed(boolean binary) {
        if (phase != Phase.ASKED || isLeaving || own != null) {
            sendFail("there is nothing to copy"); // given up, or the second one of a script
            return;
        }
        phase = Phase.OPEN;
        opened.complete(binary);
    }

    /// Of another statement, which is refused at its end.
    @Override
    boolean mayHaveRows() {
        return true;
    }

    @Override
    void errorReceived(ServerDetails details) {
        super.errorReceived(details);
        phase = Phase.ENDED;
        outflow.wake();
    }

    @Override
    void finish() {
        if (phase == Phase.ASKED && own == null && failure == null) {
            own = new IllegalArgumentException("the statement is no COPY ... FROM STDIN: " + sql());
        }
        phase = Phase.ENDED;
        if (own != null) {
            failure = own;
        }
        super.finish();
        over.complete(null);
    }

    @Override
    void lost(PgException loss) {
        phase = Phase.ENDED;
        super.lost(loss);
        over.complete(null);
    }

    /// However it has ended. What waits for the opening gets the failure of the operation, too, so it need not be
    /// seen.
    private void ended() {
        outflow.wake();
        if (!opened.isDone()) {
            var _ = opened.exceptionally(seen -> false);
            opened.completeExceptionally(
                    failure == null ? new CancellationException("the COPY was given up") : failure);
        }
    }

    @Override
    String describe() {
        return "a COPY";
    }

    @Override
    Long result() {
        return rows;
    }
}
