package io.juvloop.postgres.internal.session;

import io.juvloop.postgres.InvalidCachedStatement;
import io.juvloop.postgres.OutdatedSchemaCache;
import io.juvloop.postgres.ServerDetails;
import io.juvloop.postgres.ServerException;
import io.juvloop.postgres.internal.statement.Commands;
import io.juvloop.postgres.internal.statement.Description;
import io.juvloop.postgres.internal.statement.Staleness;
import io.juvloop.postgres.internal.statement.Statement;
import io.juvloop.postgres.internal.statement.Statement.Progress;
import io.juvloop.postgres.internal.wire.Frontend;
import io.juvloop.postgres.internal.wire.OutBuffer;
import org.jspecify.annotations.Nullable;

/// An operation that runs one statement by the extended protocol: it waits until the statement is described, sends
/// Parse
/// where the server does not have it, and is tried once more where the server has lost or outdated it.
///
/// Loop thread only.
///
/// @param <T> the type of the result
abstract class StatementOperation<T extends @Nullable Object> extends Operation<T> {
    private Statement statement;
    private @Nullable Description used; // what it was encoded with
    private String usedName = "";
    private boolean isAssuming; // Parse was sent with it, by what is known of other connections
    private boolean isParsing;
    private boolean isRetried;
    private Staleness staleness = Staleness.NONE;

    /// Makes one that is not started, for a statement that the session keeps.
    ///
    /// @param session of the connection
    /// @param sql one statement without NUL
    StatementOperation(Session session, String sql) {
        this(session, session.statements().get(sql, session.loop().time()));
    }

    /// Makes one that is not started.
    ///
    /// @param session of the connection
    /// @param statement of that session
    StatementOperation(Session session, Statement statement) {
        super(session);
        this.statement = statement;
    }

    @Override
    final String sql() {
        return statement.sql();
    }

    final Statement statement() {
        return statement;
    }

    /// What it was encoded with.
    final Description described() {
        Description present = used;
        if (present == null) {
            throw new IllegalStateException(this + " is not encoded");
        }
        return present;
    }

    final void setDescribed(Description description) {
        used = description;
    }

    @Override
    boolean isRepeatable() {
        return Commands.isQuery(sql());
    }

    @Override
    boolean mayBegin() {
        return Commands.isBegin(sql());
    }

    // --- Waiting

    @Override
    void entered() {
        statement.acquire();
    }

    @Override
    void left() {
        session.preparing().release(statement);
    }

    @Override
    final boolean isReady() {
        if (statement.progress() == Progress.CLOSED) {
            renew();
        }
        if (statement.progress() == Progress.DESCRIBING) {
            return false;
        }
        return session.preparing().isDescribed(statement);
    }

    private void renew() {
        statement.release();
        statement = session.statements().renewed(statement, session.loop().time());
        statement.acquire();
    }

    @Override
    final void prepare(boolean ahead) {
        session.preparing().prepare(statement, ahead ? null : this);
    }

    // --- Encoding

    /// Begins encoding: puts Parse where the server does not have the statement.
    ///
    /// @param out where to
    /// @return what is known of it
    final Description encodeParse(OutBuffer out) {
        Description known = statement.description();
        if (known == null) {
            throw new IllegalStateException(this + " is not described");
        }
        used = known;
        usedName = statement.name();
        isParsing = statement.isUnnamed() || statement.progress() == Progress.NEW;
        isAssuming = isParsing;
        if (isParsing) {
            Frontend.parse(out, usedName, sql(), known.parameterOids());
        }
        return known;
    }

    /// Whether the result must be described too, as the description is not of this Parse.
    final boolean needsDescribe() {
        return isParsing;
    }

    /// Ends encoding, when nothing can fail any more.
    final void encoded() {
        if (isParsing && !statement.isUnnamed()) {
            statement.setProgress(Progress.PARSED);
            statement.setParsedAt(session.loop().time());
        }
    }

    /// What was encoded is not sent, because what follows in the same buffer cannot be encoded.
    final void takenBack() {
        if (isParsing && !statement.isUnnamed() && usedName.equals(statement.name())) {
            statement.setProgress(Progress.NEW);
        }
    }

    /// The name of the statement, for Bind.
    final String name() {
        return usedName;
    }

    // --- At the head

    @Override
    boolean mayHaveRows() {
        return true;
    }

    /// BindComplete has come: what fails now is no matter of the description.
    final void bound() {
        isAssuming = false;
        isParsing = false;
    }

    /// ParseComplete has come.
    final void parsed() {
        isParsing = false;
    }

    @Override
    void errorReceived(ServerDetails details) {
        if (failure == null) {
            staleness = Staleness.of(details, !usedName.isEmpty(), isAssuming);
            failure = ServerException.of(details, sql());
        }
        if (staleness == Staleness.NONE || isUnbegun || isDone()) { // else it is cured
            unparsed();
        }
    }

    /// The server has not done the Parse, if one was sent and not answered: the next use sends another one. It has
    /// another name, so that what was sent behind this one does not take the loss for one of the server's.
    final void unparsed() {
        if (isParsing && !usedName.isEmpty() && usedName.equals(statement.name())) {
            session.statements().renameLost(statement);
        }
        isParsing = false;
    }

    @Override
    final boolean isToBeRepeated() {
        if (staleness == Staleness.NONE) {
            return false;
        }
        session.preparing().cure(statement, staleness, isCurrent(staleness));
        if (staleness == Staleness.ALTERED) {
            failure = new OutdatedSchemaCache("a composite type of an argument was altered", failure);
            return false;
        }
        boolean isLast = !session.pipelining().mayBeInTransactionNext();
        if (session.state().isInTransaction() || !isLast || isRetried || !isUndone(staleness) || !mayRepeat()) {
            if (staleness == Staleness.OUTDATED && failure instanceof ServerException cause) {
                failure = new InvalidCachedStatement(cause);
            }
            return false;
        }
        isRetried = true;
        return true;
    }

    /// Whether the statement is still what it was when this was encoded. A cure gives it another name, or only other
    /// formats.
    private boolean isCurrent(Staleness why) {
        return usedName.equals(statement.name())
                && (why != Staleness.NOT_BINARY || described().equals(statement.lastDescription()));
    }

    /// Whether a statement that has failed for a reason has left nothing: it has failed before it ran, or it cannot
    /// have committed, as a procedure can.
    private boolean isUndone(Staleness why) {
        return why != Staleness.NOT_BINARY || Commands.isQuery(sql());
    }

    /// What this has begun on the server has failed later, so that the next use of the statement must be another one.
    final void failedLater(ServerDetails details) {
        if (Staleness.of(details, false, false) == Staleness.NOT_BINARY) {
            session.preparing().cure(statement, Staleness.NOT_BINARY, isCurrent(Staleness.NOT_BINARY));
        }
    }

    /// Whether the operation can be encoded once more.
    boolean mayRepeat() {
        return true;
    }

    @Override
    void reset() {
        super.reset();
        staleness = Staleness.NONE;
    }
}
