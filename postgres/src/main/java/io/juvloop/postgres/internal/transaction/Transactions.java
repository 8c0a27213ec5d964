package io.juvloop.postgres.internal.transaction;

import io.juvloop.EventLoop;
import io.juvloop.Task;
import io.juvloop.postgres.ServerException;
import io.juvloop.postgres.Transaction;
import io.juvloop.postgres.TransactionOptions;
import io.juvloop.postgres.internal.base.Log;
import io.juvloop.postgres.internal.session.PrefixOperation;
import io.juvloop.postgres.internal.session.Session;
import io.juvloop.postgres.internal.session.SessionConnection;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The transactions that are open on a session: the outermost is one of the server, those inside of it are
/// savepoints.
///
/// `BEGIN` and `SAVEPOINT` are kept back as a [PrefixOperation], which leaves with the next operation behind it.
/// So a transaction without a statement is never seen by the server, and one with statements costs no round trip
/// to begin.
///
/// Loop thread only. Lifetime: that of the session.
public final class Transactions {
    private final Session session;
    private final List<OpenTransaction> open = new ArrayList<>();
    private long savepoints;
    private @Nullable Throwable failure;

    /// @param session whose transactions they are
    public Transactions(Session session) {
        this.session = session;
    }

    // --- For connections

    /// Opens a transaction, or a savepoint if one is open.
    ///
    /// @param connection the view that it was asked of
    /// @param options of the transaction; a savepoint can only repeat those of the outermost
    /// @return the transaction
    /// @throws IllegalStateException if one was begun by SQL, or it would be inside of one that could not begin
    public Transaction open(SessionConnection connection, TransactionOptions options) {
        OpenTransaction outer = innermost();
        String savepoint = null;
        if (outer == null) {
            refuseForeign();
        } else {
            if (!isLost()) {
                outer.requireBegun();
            }
            refuseOthers(options, outermost().options());
            savepoint = "juvloop_" + ++savepoints;
        }
        String sql = savepoint == null ? BeginStatement.of(options) : "SAVEPOINT " + savepoint;
        PrefixOperation begin = new PrefixOperation(session, sql, savepoint == null);
        var _ = session.start(begin);
        OpenTransaction opened = new OpenTransaction(this, connection, options, savepoint, begin);
        open.add(opened);
        return opened;
    }

    private void refuseForeign() {
        if (session.isQuiet() && session.isInTransaction()) {
            throw new IllegalStateException("a transaction was begun by SQL; end it by SQL, or begin it here");
        }
    }

    private static void refuseOthers(TransactionOptions inner, TransactionOptions outer) {
        if (!inner.withRetries(0).equals(TransactionOptions.DEFAULT)
                && !inner.withRetries(0).equals(outer.withRetries(0))) {
            throw new IllegalArgumentException(
                    "a savepoint has the isolation of its transaction, " + outer + ", and not " + inner);
        }
    }

    /// Whether a transaction is open here, be it that its `BEGIN` is still kept back.
    ///
    /// @return whether one is
    public boolean isOpen() {
        return innermost() != null;
    }

    // --- For the session

    /// An operation is to be started. In debug mode, a task that uses the transaction of another is named in the
    /// log. On a connection that has ended, it fails with the reason.
    ///
    /// @throws IllegalStateException if it would run in a transaction that could not begin
    public void used() {
        if (!open.isEmpty() && !isLost()) {
            OpenTransaction current = innermost();
            if (current != null) {
                current.requireBegun();
                warnOthers(current);
            }
        }
    }

    private void warnOthers(OpenTransaction current) {
        Task<?> opener = current.opener();
        Task<?> user = opener == null ? null : loop().currentTask();
        if (user != null && !user.equals(opener) && current.isFirstIntruder()) {
            Log.warn("the task " + user.name() + " uses " + session + " inside of the transaction of the task "
                    + opener.name());
        }
    }

    /// A statement has failed: the reason if a commit is answered by a rollback.
    ///
    /// @param cause what it failed with
    public void failed(Throwable cause) {
        if (failure == null && cause instanceof ServerException && !open.isEmpty()) {
            failure = cause;
        }
    }

    /// Forgets all: the connection was given back or lost, and the server ends what it has.
    public void forget() {
        open.forEach(OpenTransaction::forgotten);
        open.clear();
        failure = null;
    }

    // --- For one of them

    /// Whether the connection has ended, and with it every transaction.
    boolean isLost() {
        return session.isClosed();
    }

    EventLoop loop() {
        return session.loop();
    }

    @Nullable
    Throwable failure() {
        return failure;
    }

    @Nullable
    OpenTransaction innermost() {
        for (int i = open.size() - 1; i >= 0; i--) {
            if (open.get(i).isOpen()) {
                return open.get(i);
            }
        }
        return null;
    }

    /// Whether one is a savepoint, and all that it is inside of are open.
    boolean isInsideOfOpen(OpenTransaction which) {
        for (int i = open.indexOf(which) - 1; i >= 0 && open.get(i).isOpen(); i--) {
            if (open.get(i).isOutermost()) {
                return !which.isOutermost();
            }
        }
        return false;
    }

    /// One has ended, and all that are inside of it. The next one may have been opened already.
    void ended(OpenTransaction which) {
        int at = open.indexOf(which);
        if (at >= 0) {
            int end = at + 1;
            while (end < open.size() && !open.get(end).isOutermost()) {
                end++;
            }
            List<OpenTransaction> inside = open.subList(at, end);
            inside.forEach(OpenTransaction::forgotten);
            inside.clear();
            failure = null;
        }
    }

    private OpenTransaction outermost() {
        return open.reversed().stream()
                .filter(OpenTransaction::isOutermost)
                .findFirst()
                .orElseThrow();
    }
}
