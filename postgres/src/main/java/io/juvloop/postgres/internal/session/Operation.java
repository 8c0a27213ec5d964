package io.juvloop.postgres.internal.session;

import io.juvloop.LoopFuture;
import io.juvloop.Task;
import io.juvloop.postgres.PgException;
import io.juvloop.postgres.PgTimeoutException;
import io.juvloop.postgres.ProtocolViolation;
import io.juvloop.postgres.ServerDetails;
import io.juvloop.postgres.ServerException;
import io.juvloop.postgres.internal.base.Deadline;
import io.juvloop.postgres.internal.wire.Frame;
import io.juvloop.postgres.internal.wire.MessageTypes;
import io.juvloop.postgres.internal.wire.OutBuffer;
import io.juvloop.postgres.internal.wire.RowBlock;
import io.juvloop.spi.DirectlyCompleted;
import io.juvloop.spi.RunningLoop;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// Something that a connection does for a caller: what it sends, what it makes of the answer, and the future that
/// the caller holds, in one object.
///
/// It waits as an object until it may be encoded, is encoded as a whole with its Sync, and then waits for its turn
/// to be the head, which gets every message up to its ReadyForQuery. Its future may be done earlier, by a
/// cancellation or a time-out; then it is abandoned, and its answer is read and dropped.
///
/// Its own methods loop thread only; those of the future any thread. Lifetime: from [Session#start] to its last
/// ReadyForQuery or the loss of the connection.
///
/// @param <T> the type of the result
public abstract class Operation<T extends @Nullable Object> extends LoopFuture<T> implements DirectlyCompleted {
    /// No deadline.
    static final long NEVER = Deadline.NEVER;

    /// How far an operation is.
    enum State {
        /// Not started, or waiting without a byte being encoded.
        QUEUED,
        /// Encoded, with others before it.
        SENT,
        /// The one that is answered.
        HEAD,
        /// Answered, refused or lost.
        DONE
    }

    final Session session;

    State state = State.QUEUED;

    @Nullable
    Throwable failure;

    long deadline = NEVER;

    @Nullable
    Duration limit;

    /// Behind it in its queue.
    @Nullable
    Operation<?> next;

    /// Null if nothing looks at it, as in general.
    @Nullable
    Measurement measurement;

    long rowCount;
    long byteCount;
    int flights;

    /// Whether it was sent behind one that was cancelled, whose cancellation may have hit it.
    boolean exposed;

    /// Whether it was sent again because of that.
    boolean repeated;

    /// Whether what was to begin in front of it has failed, so that it must not run.
    boolean isUnbegun;

    Operation(Session session) {
        super(session.loop());
        this.session = session;
    }

    /// The text for messages and logs.
    ///
    /// @return SQL, or null if there is none
    @Nullable
    String sql() {
        return null;
    }

    // --- Waiting

    /// Called when it is put into the queue, also when that happens again.
    void entered() {}

    /// Called when it leaves the queue, encoded or not.
    void left() {}

    /// Whether all is known that encoding it needs.
    boolean isReady() {
        return true;
    }

    /// Asks for what is not known yet, and has [Session#pump] called when it is.
    ///
    /// @param ahead whether others wait before it: then a failure is not its own, as one of those may help
    void prepare(boolean ahead) {}

    /// Whether what stands before it in a queue may be passed by the Parse of what stands behind it: it neither
    /// begins a transaction nor changes what a statement means.
    boolean isPassable() {
        return isRepeatable();
    }

    /// Whether what is behind it may run in a transaction that it begins, and that it does not end.
    boolean mayBegin() {
        return false;
    }

    /// Whether it has nothing to send: it is done when it is ready and nothing stands before it.
    boolean isSilent() {
        return false;
    }

    /// Fails, because it cannot be encoded.
    ///
    /// @param reason why
    void refused(Throwable reason) {
        failure = reason;
        completeExceptionally(reason);
    }

    /// Fails, because the connection does not take it: what feeds it ends.
    ///
    /// @param reason why
    void unstarted(Throwable reason) {
        state = State.DONE;
        refused(reason);
    }

    // --- Sending

    /// Puts all its messages, Sync included. If this throws, nothing is sent and the future fails with that.
    ///
    /// @param out where to
    abstract void encode(OutBuffer out);

    /// Whether it is a simple Query, whose text may have a prefix.
    boolean isSimple() {
        return false;
    }

    /// Puts all its messages, for a simple Query.
    ///
    /// @param prefix statements to put before its own
    /// @param out where to
    void encodeBehind(String prefix, OutBuffer out) {
        throw new IllegalStateException(this + " is no simple query");
    }

    /// Whether it is for what stands behind the prefixes that wait, and leaves with them: a statement that cannot even
    /// be parsed fails in its transaction.
    boolean takesPrefixes() {
        return false;
    }

    /// What fails if this does, because it is for that.
    @Nullable
    Operation<?> requester() {
        return null;
    }

    /// Whether nothing is encoded behind it before it is done.
    boolean isBarrier() {
        return false;
    }

    /// Whether [#encode] has left something out that is put later, before anything else; see [Session#encoded].
    boolean isUnfinished() {
        return false;
    }

    /// Whether it only goes in front of another, see [PrefixOperation].
    boolean isPrefix() {
        return false;
    }

    /// Whether nothing is encoded behind it and the operation that it goes in front of, before it is answered: what
    /// follows must not run if it fails.
    boolean isGuard() {
        return false;
    }

    /// Whether no transaction is open behind it.
    boolean endsTransaction() {
        return false;
    }

    /// Whether it is sent also if its caller gives it up while it waits.
    boolean mustBeSent() {
        return false;
    }

    // --- At the head

    /// Called when it becomes the head, and when what is to begin in front of it does.
    void headReached() {}

    /// Called at the head when a cancellation has ended, during which nothing may be asked of the server.
    void released() {}

    /// The task that must not start anything behind it before it ends, as with a stream or a COPY.
    ///
    /// @return null if there is none
    @Nullable
    Task<?> holder() {
        return null;
    }

    /// Takes a message that is for it: any but notices, settings, notifications, errors, rows and ReadyForQuery.
    ///
    /// @param frame the message, valid during this call
    void frameReceived(Frame frame) {
        throw unexpected(frame.type());
    }

    final ProtocolViolation unexpected(byte type) {
        return new ProtocolViolation(
                "the server has sent a message " + MessageTypes.name(type) + " in the middle of " + describe());
    }

    /// Whether rows may come, wanted or not.
    boolean mayHaveRows() {
        return wantsRows();
    }

    /// Whether [#rowsReceived] is wanted, or rows are counted only.
    boolean wantsRows() {
        return false;
    }

    /// Takes rows.
    ///
    /// @param rows the next ones
    void rowsReceived(RowBlock rows) {
        throw unexpected(MessageTypes.DATA_ROW);
    }

    /// Takes an error of the server, which does not end the operation: its ReadyForQuery does.
    ///
    /// @param details what the server said
    void errorReceived(ServerDetails details) {
        if (failure == null) {
            failure = ServerException.of(details, sql());
        }
    }

    /// Whether the server has answered all that was sent, so that its ReadyForQuery may come. Not asked after a
    /// failure.
    boolean isAnswered() {
        return true;
    }

    /// Whether it is to be tried once more instead of being done, decided at its last ReadyForQuery.
    boolean isToBeRepeated() {
        return false;
    }

    /// Whether it is to be sent once more even if its caller has given it up, decided at its last ReadyForQuery.
    boolean mustRunAgain() {
        return false;
    }

    /// Completes the future, after the last ReadyForQuery.
    void finish() {
        Throwable failed = failure;
        if (failed != null) {
            completeExceptionally(failed);
            return;
        }
        try {
            complete(result());
        } catch (RuntimeException undecodable) {
            failure = undecodable;
            completeExceptionally(undecodable);
        }
    }

    /// The result, if nothing has failed.
    abstract T result();

    /// Fails the future, because the connection is lost.
    ///
    /// @param loss why
    void lost(PgException loss) {
        failure = loss;
        completeExceptionally(loss);
    }

    // --- Cancelling

    /// Whether the future is done and the operation is not.
    boolean isAbandoned() {
        return isDone() && state != State.DONE;
    }

    /// Puts what is missing for the server to come to an end, after a cancellation.
    void leave() {}

    /// Whether the server is asked to cancel it when it is given up, and not only waited for.
    boolean isStoppable() {
        return true;
    }

    /// Whether it may be sent again after it was undone by the cancellation of another one.
    boolean isRepeatable() {
        return false;
    }

    /// Makes it as it was before it was encoded.
    void reset() {
        failure = null;
        rowCount = 0;
        byteCount = 0;
    }

    /// Fails the future with a time-out, and has the connection clean up behind it.
    final void expire() {
        Duration over = limit;
        boolean _ = fail(new PgTimeoutException(describe(), over == null ? Duration.ZERO : over));
    }

    /// Fails the future before the operation is done, and has the connection clean up behind it.
    ///
    /// @param reason why
    /// @return false if it was done
    final boolean fail(Throwable reason) {
        boolean failed = completeExceptionally(reason);
        if (failed) {
            failure = reason;
            abandon();
        }
        return failed;
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        if (cancelled) {
            abandon();
        }
        return cancelled;
    }

    /// Throws the failure of the future, if there is one, to a caller that takes its result in parts.
    final void throwFailure() {
        if (isCancelled()) {
            throw new CancellationException(describe() + " was cancelled");
        }
        switch (failure) {
            case null -> {}
            case RuntimeException unchecked -> throw unchecked;
            case Throwable other -> throw new CompletionException(other);
        }
    }

    /// Has the connection clean up behind a future that is done.
    final void abandon() {
        if (loop().equals(RunningLoop.get())) {
            session.abandoned(this);
        } else if (!loop().isClosed()) {
            loop().callSoonThreadsafe(() -> session.abandoned(this));
        }
    }

    // --- Naming

    /// A noun for messages.
    String describe() {
        return "a statement";
    }

    @Override
    protected String description() {
        return "a statement of a PostgreSQL connection";
    }
}
