package io.juvloop.postgres.internal.session;

import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.Suspends;
import io.juvloop.postgres.CloseListener;
import io.juvloop.postgres.CommandStatus;
import io.juvloop.postgres.CopyIn;
import io.juvloop.postgres.CopyOptions;
import io.juvloop.postgres.CopyOut;
import io.juvloop.postgres.CopySink;
import io.juvloop.postgres.CopySource;
import io.juvloop.postgres.Cursor;
import io.juvloop.postgres.InsertOptions;
import io.juvloop.postgres.NoticeListener;
import io.juvloop.postgres.NotificationListener;
import io.juvloop.postgres.Notifications;
import io.juvloop.postgres.PgConnection;
import io.juvloop.postgres.PgStatement;
import io.juvloop.postgres.PgType;
import io.juvloop.postgres.Pipeline;
import io.juvloop.postgres.QueryLogger;
import io.juvloop.postgres.Row;
import io.juvloop.postgres.RowStream;
import io.juvloop.postgres.ServerVersion;
import io.juvloop.postgres.Transaction;
import io.juvloop.postgres.TransactionBody;
import io.juvloop.postgres.TransactionOptions;
import io.juvloop.postgres.internal.base.Deadline;
import io.juvloop.postgres.internal.base.Outcomes;
import io.juvloop.postgres.internal.copy.SqlNames;
import io.juvloop.postgres.internal.statement.Arguments;
import io.juvloop.postgres.internal.statement.Statement;
import io.juvloop.postgres.internal.transaction.Retrying;
import io.juvloop.postgres.internal.wire.Utf8;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A view of a session for a user: with the limits of its operations, and with the lease if a pool has lent it.
///
/// Loop thread only. Lifetime: that of the session, or of the lease.
public final class SessionConnection implements PgConnection {
    private final Session session;
    private final @Nullable Lease lease;
    private final @Nullable Duration limit;
    private final long maxBytes;

    /// Makes a view with the limits of the options.
    ///
    /// @param session of the connection
    /// @param lease of the pool that has lent it, or null
    public SessionConnection(Session session, @Nullable Lease lease) {
        this(
                session,
                lease,
                session.options().commandTimeout().orElse(null),
                session.options().statements().maxResultBytes());
    }

    private SessionConnection(Session session, @Nullable Lease lease, @Nullable Duration limit, long maxBytes) {
        this.session = Objects.requireNonNull(session, "the session is null");
        this.lease = lease;
        this.limit = limit;
        this.maxBytes = maxBytes;
    }

    /// What it is a view of.
    ///
    /// @return the session
    public Session session() {
        return session;
    }

    /// Whether a view was made for a lease.
    static boolean isOf(PgConnection view, Lease lease) {
        return view instanceof SessionConnection own && lease.equals(own.lease);
    }

    void requireUsable() {
        if (lease != null && lease.isEnded()) {
            throw new IllegalStateException("the connection was given back to its pool");
        }
        session.requireUsable();
    }

    // --- Starting

    /// Makes a query that is not started.
    <T extends @Nullable Object> QueryOperation<T> query(ResultShape<T> shape, String sql, @Nullable Object[] args) {
        Objects.requireNonNull(sql, "the statement is null");
        return query(shape, session.statements().get(sql, loop().time()), args);
    }

    /// Makes a query that is not started.
    <T extends @Nullable Object> QueryOperation<T> query(
            ResultShape<T> shape, Statement statement, @Nullable Object[] args) {
        Objects.requireNonNull(args, "the arguments are null; for one that is NULL write (Object) null");
        Arguments.requireCountable(args);
        return new QueryOperation<>(session, statement, args, shape, maxBytes);
    }

    /// Starts an operation with the limit of this view.
    <T extends @Nullable Object> Operation<T> start(Operation<T> operation) {
        Duration most = limit;
        if (most != null) {
            operation.limit = most;
            operation.deadline = Deadline.after(loop().time(), most);
        }
        try {
            return session.start(operation);
        } catch (RuntimeException refused) {
            var _ = operation.toCompletableFuture(); // the caller sees it at once
            operation.unstarted(refused);
            throw refused;
        }
    }

    private <T extends @Nullable Object> LoopFuture<T> run(ResultShape<T> shape, String sql, @Nullable Object[] args) {
        requireUsable();
        return start(query(shape, sql, args));
    }

    private Statement statement(String sql) {
        Objects.requireNonNull(sql, "the statement is null");
        return session.statements().get(Utf8.requireNoNul("the statement", sql), loop().time());
    }

    private LoopFuture<CommandStatus> script(String sql) {
        return start(ScriptOperation.of(session, Utf8.requireNoNul("the statement", sql)));
    }

    // --- Queries

    @Override
    public LoopFuture<CommandStatus> executeAsync(String sql, @Nullable Object... args) {
        Objects.requireNonNull(sql, "the statement is null");
        if (args != null && args.length == 0) {
            requireUsable();
            return script(sql);
        }
        return run(ResultShapes.STATUS, sql, args);
    }

    @Override
    public LoopFuture<List<Row>> fetchAsync(String sql, @Nullable Object... args) {
        return run(ResultShapes.ROWS, sql, args);
    }

    @Override
    public <T> LoopFuture<List<T>> fetchAsync(Class<T> type, String sql, @Nullable Object... args) {
        return run(ResultShapes.rowsAs(Objects.requireNonNull(type, "the class is null")), sql, args);
    }

    @Override
    public LoopFuture<@Nullable Row> fetchRowAsync(String sql, @Nullable Object... args) {
        return run(ResultShapes.FIRST_ROW, sql, args);
    }

    @Override
    public <T> LoopFuture<@Nullable T> fetchRowAsync(Class<T> type, String sql, @Nullable Object... args) {
        return run(ResultShapes.firstRowAs(Objects.requireNonNull(type, "the class is null")), sql, args);
    }

    @Override
    public LoopFuture<@Nullable Object> fetchValueAsync(String sql, @Nullable Object... args) {
        return run(ResultShapes.FIRST_VALUE, sql, args);
    }

    @Override
    public <T> LoopFuture<@Nullable T> fetchValueAsync(Class<T> type, String sql, @Nullable Object... args) {
        return run(ResultShapes.firstValueAs(Objects.requireNonNull(type, "the class is null")), sql, args);
    }

    // --- Statements

    @Override
    public LoopFuture<PgStatement> prepareAsync(String sql, PgType... parameters) {
        requireUsable();
        Objects.requireNonNull(sql, "the statement is null");
        int[] oids = new int[parameters.length];
        for (int i = 0; i < oids.length; i++) {
            oids[i] = parameters[i].oid();
        }
        Statement statement = session.statements().pinned(sql, oids);
        return start(new DescribeOperation<PgStatement>(
                session,
                statement,
                description -> new SessionStatement(this, statement, description),
                () -> session.statements().close(statement)));
    }

    @Override
    public Pipeline pipeline() {
        requireUsable();
        return new SessionPipeline(this);
    }

    LoopFuture<String> explain(String sql, boolean analyze, @Nullable Object[] args) {
        String explained =
                (analyze ? "EXPLAIN (FORMAT JSON, VERBOSE, ANALYZE) " : "EXPLAIN (FORMAT JSON, VERBOSE) ") + sql;
        QueryOperation<String> query = query(ResultShapes.PLAN, explained, args);
        if (!analyze) {
            return start(query);
        }
        boolean isInside = session.transactions.isOpen()
                || (isInTransaction() && !session.pipelining().isEnding());
        String undo =
                isInside ? "ROLLBACK TO SAVEPOINT juvloop_explain; RELEASE SAVEPOINT juvloop_explain" : "ROLLBACK";
        PrefixOperation begin = new PrefixOperation(session, isInside ? "SAVEPOINT juvloop_explain" : "BEGIN", false);
        var _ = session.start(begin).toCompletableFuture(); // observed: its failure is that of the query
        try {
            var _ = start(query);
        } catch (RuntimeException refused) {
            boolean _ = begin.withdraw();
            throw refused;
        }
        LoopFuture<String> undone = new Dependent<>(query);
        var _ = session.start(new EndOperation(session, undo, undo, !isInside))
                .whenComplete((_, _) -> Outcomes.pass(query, undone));
        return undone;
    }

    // --- Many, copies, streams

    LoopFuture<Long> executeMany(Statement statement, Iterable<?> rows) {
        Objects.requireNonNull(rows, "the rows are null");
        return start(ManyOperation.counting(session, statement, rows));
    }

    LoopFuture<List<Row>> fetchMany(Statement statement, Iterable<?> rows) {
        Objects.requireNonNull(rows, "the rows are null");
        return start(ManyOperation.fetching(session, statement, rows));
    }

    RowStream stream(Statement statement, @Nullable Object[] args) {
        Objects.requireNonNull(args, "the arguments are null; for one that is NULL write (Object) null");
        Arguments.requireCountable(args);
        StreamOperation stream = new StreamOperation(
                session, statement, args, limit, session.loop().currentTask());
        var _ = start(stream);
        return new SessionRowStream(stream);
    }

    private Cursor cursor(Supplier<Statement> statement, @Nullable Object[] args) {
        Objects.requireNonNull(args, "the arguments are null; for one that is NULL write (Object) null");
        Arguments.requireCountable(args);
        return new SessionCursor(this, statement, args);
    }

    Cursor cursor(Statement statement, @Nullable Object[] args) {
        return cursor(() -> statement, args);
    }

    @Override
    public LoopFuture<Long> executeManyAsync(String sql, Iterable<?> rows) {
        requireUsable();
        return executeMany(statement(sql), rows);
    }

    @Override
    public LoopFuture<List<Row>> fetchManyAsync(String sql, Iterable<?> rows) {
        requireUsable();
        return fetchMany(statement(sql), rows);
    }

    @Override
    public RowStream stream(String sql, @Nullable Object... args) {
        requireUsable();
        return stream(statement(sql), args);
    }

    @Override
    public LoopFuture<Long> copyRecordsToTableAsync(String table, List<String> columns, Iterable<?> records) {
        requireUsable();
        return new Copying(this).recordsToTable(table, columns, records);
    }

    @Override
    public LoopFuture<Long> insertRecordsAsync(
            String table, List<String> columns, Iterable<?> records, InsertOptions options) {
        requireUsable();
        Objects.requireNonNull(columns, "the columns are null");
        Objects.requireNonNull(records, "the records are null");
        SqlNames.requireTable(Objects.requireNonNull(table, "the table is null"));
        String suffix = Objects.requireNonNull(options, "the options are null").suffix();
        return start(new InsertingOperation(session, table, columns, records, suffix));
    }

    @Override
    public LoopFuture<Long> copyToTableAsync(String table, CopySource source, CopyOptions options) {
        requireUsable();
        return new Copying(this).toTable(table, source, options);
    }

    @Override
    public LoopFuture<Long> copyFromTableAsync(String table, CopySink sink, CopyOptions options) {
        requireUsable();
        return new Copying(this).fromTable(table, sink, options);
    }

    @Override
    public LoopFuture<Long> copyFromQueryAsync(
            String sql, CopySink sink, CopyOptions options, @Nullable Object... args) {
        requireUsable();
        return new Copying(this).fromQuery(sql, sink, options, args);
    }

    @Override
    public Cursor cursor(String sql, @Nullable Object... args) {
        requireUsable();
        Utf8.requireNoNul("the statement", Objects.requireNonNull(sql, "the statement is null"));
        return cursor(() -> statement(sql), args);
    }

    @Override
    public LoopFuture<CopyIn> copyInAsync(String copyStatement) {
        requireUsable();
        return new Copying(this).in(copyStatement);
    }

    @Override
    public LoopFuture<CopyOut> copyOutAsync(String copyStatement) {
        requireUsable();
        return new Copying(this).out(copyStatement);
    }

    @Override
    public void cancel() {
        requireUsable();
        session.cancellation.cancelHead();
    }

    @Override
    public LoopFuture<@Nullable Void> closeAsync() {
        return lease == null ? session.closing.close() : lease.releaseAsync();
    }

    @Override
    public LoopFuture<@Nullable Void> closeAsync(Duration closeLimit) {
        Objects.requireNonNull(closeLimit, "the limit is null");
        return lease == null ? session.closing.close(closeLimit) : lease.releaseAsync(closeLimit);
    }

    @Override
    public void terminate() {
        session.requireLoopThread();
        if (lease == null || !lease.isEnded()) {
            session.refuseMore();
            session.abort(null);
        }
    }

    @Override
    public void addQueryLogger(QueryLogger logger) {
        requireUsable();
        session.log.add(this, Objects.requireNonNull(logger, "the logger is null"));
    }

    @Override
    public void removeQueryLogger(QueryLogger logger) {
        session.requireLoopThread();
        session.log.remove(Objects.requireNonNull(logger, "the logger is null"));
    }

    // --- Transactions

    @Override
    public Transaction transaction(TransactionOptions options) {
        requireUsable();
        return session.transactions.open(this, Objects.requireNonNull(options, "the options are null"));
    }

    @Override
    @Suspends
    public <T extends @Nullable Object, X extends Exception> T inTransaction(
            TransactionOptions options, TransactionBody<T, X> body) throws X {
        requireUsable();
        Objects.requireNonNull(options, "the options are null");
        Objects.requireNonNull(body, "the body is null");
        return Retrying.run(this, isInTransaction(), options, body);
    }

    @Override
    public boolean isInTransaction() {
        session.requireLoopThread();
        return session.isInTransaction() || session.transactions.isOpen();
    }

    /// Ends a transaction or a savepoint. It reaches the server even if no task waits for it any more.
    ///
    /// @param sql ends it as wanted
    /// @param undo ends it with nothing changed
    /// @param isOutermost whether no transaction may be open behind it
    /// @return how it has ended
    public LoopFuture<CommandStatus> endTransaction(String sql, String undo, boolean isOutermost) {
        requireUsable();
        return start(new EndOperation(session, sql, undo, isOutermost));
    }

    // --- LISTEN

    @Override
    public LoopFuture<@Nullable Void> addListenerAsync(String channel, NotificationListener listener) {
        requireUsable();
        Objects.requireNonNull(listener, "the listener is null");
        return session.listeners.add(this, channel, listener);
    }

    @Override
    public LoopFuture<@Nullable Void> removeListenerAsync(String channel, NotificationListener listener) {
        session.requireLoopThread();
        return session.listeners.remove(this, channel, listener);
    }

    @Override
    public LoopFuture<Notifications> listenAsync(String channel) {
        requireUsable();
        return session.listeners.listen(this, channel);
    }

    // --- Listeners

    @Override
    public void addNoticeListener(NoticeListener listener) {
        requireUsable();
        session.notices.addNoticeListener(this, Objects.requireNonNull(listener, "the listener is null"));
    }

    @Override
    public void removeNoticeListener(NoticeListener listener) {
        session.requireLoopThread();
        session.notices.removeNoticeListener(Objects.requireNonNull(listener, "the listener is null"));
    }

    @Override
    public void addCloseListener(CloseListener listener) {
        session.requireLoopThread();
        Objects.requireNonNull(listener, "the listener is null");
        if (session.isLost()) {
            session.notices.callSoon(this, listener, session.reason());
        } else {
            session.notices.addCloseListener(this, listener);
        }
    }

    @Override
    public void removeCloseListener(CloseListener listener) {
        session.requireLoopThread();
        session.notices.removeCloseListener(Objects.requireNonNull(listener, "the listener is null"));
    }

    // --- The session

    @Override
    public LoopFuture<@Nullable Void> resetAsync() {
        requireUsable();
        boolean mayBeInTransaction = isInTransaction() || !session.isQuiet();
        boolean isStandby = session.state().setting("in_hot_standby").equals("on");
        session.transactions.forget();
        var _ = session.listeners.forget();
        String sql = (mayBeInTransaction ? "ROLLBACK; " : "")
                + "SELECT pg_advisory_unlock_all(); CLOSE ALL; "
                + (isStandby ? "" : "UNLISTEN *; ")
                + "RESET ALL";
        return start(ScriptOperation.silent(session, sql));
    }

    @Override
    public void reloadSchemaState() {
        requireUsable();
        session.preparing().forgetAll();
    }

    @Override
    public LoopFuture<@Nullable Void> pingAsync() {
        requireUsable();
        return start(ScriptOperation.silent(session, ""));
    }

    @Override
    public int serverPid() {
        return session.state().pid();
    }

    @Override
    public ServerVersion serverVersion() {
        return session.state().version();
    }

    @Override
    public Map<String, String> serverSettings() {
        session.requireLoopThread();
        return session.state().settings();
    }

    @Override
    public EventLoop loop() {
        return session.loop();
    }

    @Override
    public boolean isClosed() {
        return session.isClosed() || (lease != null && lease.isEnded());
    }

    // --- Views

    @Override
    public SessionConnection withTimeout(Duration newLimit) {
        if (!newLimit.isPositive()) {
            throw new IllegalArgumentException("the limit must be positive, not " + newLimit);
        }
        return new SessionConnection(session, lease, newLimit, maxBytes);
    }

    @Override
    public SessionConnection withMaxResultBytes(long newLimit) {
        if (newLimit <= 0) {
            throw new IllegalArgumentException("the limit must be positive, not " + newLimit);
        }
        return new SessionConnection(session, lease, limit, newLimit);
    }

    @Override
    public String toString() {
        return session.toString();
    }
}
