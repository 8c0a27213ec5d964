package io.juvloop.postgres.internal.session;

import io.juvloop.postgres.PgException;
import io.juvloop.postgres.PipelineAborted;
import io.juvloop.postgres.ServerDetails;
import io.juvloop.postgres.internal.statement.Commands;
import io.juvloop.postgres.internal.wire.Frame;
import io.juvloop.postgres.internal.wire.Frontend;
import io.juvloop.postgres.internal.wire.MessageTypes;
import io.juvloop.postgres.internal.wire.OutBuffer;
import io.juvloop.postgres.internal.wire.RowBlock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Several statements with one Sync behind them all, so that the server takes them for one implicit transaction and
/// answers in one piece.
///
/// The futures of its members are done at its ReadyForQuery, because only then is it known whether the transaction
/// was committed. If one fails outside of an explicit transaction, all the others fail with [PipelineAborted].
///
/// Loop thread only.
final class GroupOperation extends Operation<@Nullable Void> {
    private final List<QueryOperation<?>> members;
    private int current; // the member that is answered

    /// Makes one that is not started.
    ///
    /// @param session of the connection
    /// @param members none of them started; the list is kept
    GroupOperation(Session session, List<QueryOperation<?>> members) {
        super(session);
        this.members = members;
        var _ = whenComplete((nothing, given) -> givenUp(given)); // its members have the failure
    }

    /// No task waits for the group any more, and so none for its members.
    private void givenUp(@Nullable Throwable reason) {
        if (reason != null) {
            for (QueryOperation<?> member : members) {
                if (member.completeExceptionally(reason)) {
                    member.failure = reason;
                }
            }
        }
    }

    private @Nullable Throwable failedMember() {
        for (QueryOperation<?> member : members) {
            if (member.failure != null) {
                return member.failure;
            }
        }
        return null;
    }

    // --- Waiting

    @Override
    void entered() {
        members.forEach(Operation::entered);
    }

    /// One that was refused has left by itself.
    @Override
    void left() {
        for (QueryOperation<?> member : members) {
            if (member.state != State.DONE) {
                member.left();
            }
        }
    }

    @Override
    boolean isReady() {
        if (failedMember() != null) {
            return true;
        }
        for (QueryOperation<?> member : members) {
            if (!member.isReady()) {
                return false;
            }
        }
        return true;
    }

    @Override
    void prepare(boolean ahead) {
        for (QueryOperation<?> member : List.copyOf(members)) {
            if (member.failure == null && !member.isReady()) {
                member.prepare(ahead);
            }
        }
    }

    /// One that could not be described keeps all from being sent.
    @Override
    boolean isSilent() {
        return members.isEmpty() || failedMember() != null;
    }

    @Override
    boolean isRepeatable() {
        return members.stream().allMatch(Operation::isRepeatable);
    }

    @Override
    boolean mayBegin() {
        return members.stream().anyMatch(Operation::mayBegin);
    }

    // --- Encoding

    @Override
    void encode(OutBuffer out) {
        for (QueryOperation<?> member : members) {
            try {
                member.encodeUnsynced(out);
            } catch (RuntimeException | Error e) {
                member.failure = e;
                members.forEach(QueryOperation::takenBack);
                throw e;
            }
            member.encoded();
        }
        Frontend.sync(out);
    }

    @Override
    void refused(Throwable reason) {
        failMembers(reason);
        complete(null);
    }

    @Override
    void unstarted(Throwable reason) {
        boolean _ = completeExceptionally(reason);
    }

    // --- At the head

    private QueryOperation<?> member(byte type) {
        if (current == members.size()) {
            throw unexpected(type);
        }
        return members.get(current);
    }

    @Override
    void frameReceived(Frame frame) {
        byte type = frame.type();
        member(type).frameReceived(frame);
        if (type == MessageTypes.COMMAND_COMPLETE
                || type == MessageTypes.PORTAL_SUSPENDED
                || type == MessageTypes.EMPTY_QUERY_RESPONSE) {
            current++;
        }
    }

    @Override
    boolean isAnswered() {
        return current == members.size();
    }

    @Override
    boolean mayHaveRows() {
        return true;
    }

    @Override
    boolean wantsRows() {
        QueryOperation<?> member = member(MessageTypes.DATA_ROW);
        return !member.isDone() && member.wantsRows();
    }

    @Override
    void rowsReceived(RowBlock rows) {
        QueryOperation<?> member = member(MessageTypes.DATA_ROW);
        member.rowCount += rows.rows();
        member.byteCount += rows.bytes().length;
        member.rowsReceived(rows);
    }

    /// An error behind the last member is one of the commit, and so of all.
    @Override
    void errorReceived(ServerDetails details) {
        if (current == members.size()) {
            super.errorReceived(details);
            return;
        }
        QueryOperation<?> member = members.get(current);
        member.isUnbegun = isUnbegun;
        member.errorReceived(details);
        members.stream().skip(current + 1L).forEach(QueryOperation::unparsed); // the server skips them
        if (failure == null) {
            failure = member.failure;
        }
    }

    /// What ran before the one that failed is undone with it, unless it can have committed, as a procedure can.
    @Override
    boolean isToBeRepeated() {
        return failure != null
                && current < members.size()
                && members.get(current).isToBeRepeated()
                && members.stream().limit(current).allMatch(Operation::isRepeatable);
    }

    @Override
    void reset() {
        super.reset();
        current = 0;
        members.forEach(Operation::reset);
    }

    @Override
    void finish() {
        Throwable failed = failure;
        if (failed == null) {
            failed = failedMember();
        }
        if (failed == null) {
            members.forEach(QueryOperation::end);
        } else {
            failMembers(failed);
        }
        complete(null);
    }

    /// Those that ran before the one that failed keep their results only if a transaction is still open around them.
    private void failMembers(Throwable reason) {
        boolean areUndone = !session.state().isInTransaction();
        for (int i = 0; i < members.size(); i++) {
            QueryOperation<?> member = members.get(i);
            if (member.failure == null && (areUndone || i >= current)) {
                member.failure = current == members.size() ? reason : new PipelineAborted(fate(i), reason);
            }
            member.end();
        }
    }

    /// What became of a member that has not failed itself.
    private String fate(int index) {
        if (index >= current) {
            return "not run, because another statement of the pipeline has failed";
        }
        List<QueryOperation<?>> ran = members.subList(index, current + 1);
        return ran.stream().anyMatch(member -> Commands.mayCommit(member.sql()))
                ? "run, and perhaps undone, because a statement behind it in the pipeline has failed and one of them may"
                        + " have committed"
                : "undone, because a statement behind it in the pipeline has failed";
    }

    @Override
    void lost(PgException loss) {
        for (QueryOperation<?> member : members) {
            member.state = State.DONE;
            member.lost(loss);
        }
        super.lost(loss);
    }

    @Override
    @Nullable
    Void result() {
        return null;
    }

    @Override
    String describe() {
        return "a pipeline";
    }
}
