package io.juvloop.postgres.internal.session;

import io.juvloop.postgres.StatementMode;
import io.juvloop.postgres.internal.base.Log;
import io.juvloop.postgres.internal.statement.Description;
import io.juvloop.postgres.internal.statement.Descriptions;
import io.juvloop.postgres.internal.statement.Staleness;
import io.juvloop.postgres.internal.statement.Statement;
import io.juvloop.postgres.internal.statement.Statement.Progress;
import io.juvloop.postgres.internal.statement.StatementCache;
import io.juvloop.postgres.internal.type.Introspection;
import io.juvloop.postgres.internal.type.TypeCatalog;
import io.juvloop.postgres.internal.wire.RowDescription;
import java.util.IdentityHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Has statements described, and their types looked up, before they run.
///
/// What is known of a statement on another connection of the loop is believed: it is then sent with Parse and runs
/// in the
/// same flight. Else Parse and Describe go ahead, and for each level of types that are not known another
/// statement. All of
/// that overtakes what waits.
///
/// Loop thread only. One a connection.
final class Preparing {
    private final Session session;
    private final StatementCache statements;
    private final Descriptions descriptions;
    private final TypeCatalog catalog;
    private final IdentityHashMap<Statement, PrepareOperation> running = new IdentityHashMap<>();

    Preparing(Session session, StatementCache statements, Descriptions descriptions, TypeCatalog catalog) {
        this.session = session;
        this.statements = statements;
        this.descriptions = descriptions;
        this.catalog = catalog;
    }

    /// Whether a statement can be encoded: the server has it or will get it with the same flight, and its types are
    /// known.
    boolean isDescribed(Statement statement) {
        if (statement.description() != null) {
            return true;
        }
        boolean isNew = statement.progress() == Progress.NEW && statement.isShareable();
        Description known = isNew ? descriptions.get(statement.sql()) : null;
        if (known == null) {
            return false;
        }
        statement.setDescription(known);
        return true;
    }

    /// Begins to find out what is not known of a statement, unless that is under way.
    ///
    /// @param requester what cannot run if it fails; null if that is to be tried again
    void prepare(Statement statement, @Nullable Operation<?> requester) {
        if (statement.progress() == Progress.DESCRIBING) {
            return;
        }
        Description outdated = statement.lastDescription();
        Progress before = statement.progress();
        statement.setProgress(Progress.DESCRIBING);
        if (outdated != null && (before == Progress.PARSED || statement.isUnnamed())) {
            resolve(statement, outdated.parameterOids(), outdated.row(), requester);
        } else {
            PrepareOperation prepare = new PrepareOperation(session, statement, requester);
            running.put(statement, prepare);
            session.startUrgent(prepare);
        }
    }

    /// An operation waits no more with a statement.
    void release(Statement statement) {
        statement.release();
        if (statement.progress() == Progress.DESCRIBING) {
            stopUnwanted(statement);
        }
    }

    /// Gives the Parse of a statement up with which nothing waits: it may wait for the lock of a table.
    void stopUnwanted(Statement statement) {
        PrepareOperation prepare = statement.isAwaited() ? null : running.get(statement);
        if (prepare != null && !session.isLost()) {
            boolean _ = prepare.cancel(true);
        }
    }

    /// The server has given its last answer to a Parse.
    void answered(Statement statement) {
        running.remove(statement);
    }

    /// The server has described a statement.
    void described(Statement statement, int[] parameters, RowDescription row, @Nullable Operation<?> requester) {
        statement.setParsedAt(session.loop().time());
        resolve(statement, parameters, row, requester);
    }

    private void resolve(Statement statement, int[] parameters, RowDescription row, @Nullable Operation<?> requester) {
        Introspection unknown = catalog.unknown(Description.oids(parameters, row));
        if (unknown != null) {
            session.startUrgent(new IntrospectOperation(
                    session,
                    unknown,
                    () -> resolve(statement, parameters, row, requester),
                    failure -> undescribed(statement, failure, requester)));
            return;
        }
        if (statement.progress() == Progress.DESCRIBING) {
            Description description = Description.of(parameters, row, catalog).like(statement.lastDescription());
            statement.setDescription(description);
            statement.setProgress(statement.isUnnamed() ? Progress.NEW : Progress.PARSED);
            share(statement, description);
        }
        session.pump();
    }

    private void share(Statement statement, Description description) {
        if (statement.isShareable()
                && statement.sql().length() <= session.options().statements().cacheLongest()) {
            descriptions.put(statement.sql(), description);
        }
    }

    /// The types of a statement could not be looked up. The server has it all the same.
    private void undescribed(Statement statement, Throwable failure, @Nullable Operation<?> requester) {
        if (session.isLost()) {
            return; // what waits is lost by itself
        }
        if (statement.progress() == Progress.DESCRIBING) {
            statement.setProgress(Progress.PARSED);
            statements.remove(statement);
        }
        refuse(requester, failure);
    }

    /// A statement could not be parsed.
    void unparsed(Statement statement, Throwable failure, @Nullable Operation<?> requester) {
        if (statement.progress() == Progress.DESCRIBING) {
            statement.setProgress(Progress.NEW);
        }
        refuse(requester, failure);
    }

    private void refuse(@Nullable Operation<?> requester, Throwable failure) {
        if (requester != null && requester.state == Operation.State.QUEUED) {
            session.refused(requester, failure);
        }
        session.pump();
    }

    /// Forgets what all connections know of statements, as their names mean something else now.
    void forgetDescriptions() {
        descriptions.clear();
    }

    /// Forgets what is known of types and statements.
    void forgetAll() {
        descriptions.clear();
        catalog.forget();
        statements.clear();
    }

    // --- Cures

    /// Makes a statement that turned out stale as it must be for the next use.
    ///
    /// @param isCurrent whether it is still what it was when the operation was encoded
    void cure(Statement statement, Staleness staleness, boolean isCurrent) {
        if (!isCurrent) {
            return;
        }
        switch (staleness) {
            case OUTDATED, ASSUMED -> describeAnew(statement);
            case NOT_BINARY -> askForText(statement);
            case LOST -> {
                countLoss();
                statements.renameLost(statement);
            }
            case NAME_TAKEN -> statements.renameLost(statement);
            case ALTERED -> catalog.forget();
            case NONE -> {}
        }
    }

    private void describeAnew(Statement statement) {
        descriptions.remove(statement.sql());
        statement.setDescription(null);
        statements.rename(statement);
    }

    /// Has values come as text of which only the server knows whether they have a binary form. If there are none, or
    /// they come so already, a type was altered, and all are looked up anew.
    private void askForText(Statement statement) {
        Description known = statement.lastDescription();
        Description texts = known == null ? null : known.inText();
        if (texts == null || texts.equals(known)) {
            catalog.forget();
            describeAnew(statement);
        } else {
            statement.setDescription(texts);
            share(statement, texts);
        }
    }

    private void countLoss() {
        if (session.options().statements().mode() != StatementMode.AUTO || session.hasDeallocated()) {
            return;
        }
        if (descriptions.addLoss()) {
            Log.warn("statements get lost between " + session + " and its client, as behind a pooler that gives each"
                    + " transaction another server; from now on they are sent without names");
        }
        if (descriptions.losesStatements()) {
            statements.setUnnamed();
        }
    }

    /// Looks up the types of columns that are others than expected.
    ///
    /// @param then called when they are known, perhaps at once
    /// @param failed called if they cannot be
    void lookUp(RowDescription row, Runnable then, Consumer<Throwable> failed) {
        Introspection unknown = catalog.unknown(row.typeOids());
        if (unknown == null) {
            then.run();
        } else {
            session.startUrgent(new IntrospectOperation(session, unknown, () -> lookUp(row, then, failed), failed));
        }
    }

    /// Keeps another description of a statement, as its columns have changed.
    ///
    /// @param before with which it was sent
    /// @return for the result that came, in the formats that were asked for
    Description redescribe(Statement statement, Description before, RowDescription row) {
        Description now = Description.of(before.parameterOids(), row, catalog).like(before);
        statement.setDescription(now);
        share(statement, now);
        return now.asAsked(before);
    }
}
