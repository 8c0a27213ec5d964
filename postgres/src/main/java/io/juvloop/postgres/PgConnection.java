package io.juvloop.postgres;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.Suspends;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A connection to a server: asyncpg's `Connection`.
///
/// Statements are prepared by themselves and kept (see [PgOptions]), sent without waiting for the answers of those
/// before, and gathered: what a step of the loop starts leaves in one system call.
///
/// A connection that is lost fails each open operation once with [ConnectionLost], then calls its close listeners.
/// No operation that may have run is repeated.
///
/// Loop thread only, as [Queries] says. Lifetime: from [Postgres#connect] to [#close], [#terminate], its loss or the
/// close of its loop. Operations that come later fail with [ConnectionLost], or are refused with an
/// [IllegalStateException] if it was closed here; [#close] does nothing then.
public interface PgConnection extends Queries, AutoCloseable {
    // --- Statements

    /// Prepares a statement. asyncpg's `prepare(query)`.
    ///
    /// @param sql one statement
    /// @param parameters the types of the first parameters, only where the server cannot infer them
    /// @return the statement; to be closed
    /// @throws PgException if it fails
    @Suspends
    default PgStatement prepare(String sql, PgType... parameters) {
        return Async.await(prepareAsync(sql, parameters));
    }

    /// Starts what [#prepare] does.
    ///
    /// @param sql one statement
    /// @param parameters the types of the first parameters
    /// @return the statement; to be closed
    LoopFuture<PgStatement> prepareAsync(String sql, PgType... parameters);

    /// A cursor, for use in a transaction. asyncpg's `cursor(query, *args)`.
    ///
    /// @param sql one statement
    /// @param args the values of `$1` and so on
    /// @return a cursor, which sends nothing before its first fetch
    Cursor cursor(String sql, @Nullable Object... args);

    /// Several statements with one end.
    ///
    /// @return the pipeline; to be closed
    Pipeline pipeline();

    // --- Transactions

    /// Opens a transaction, or a savepoint if one is open. asyncpg's `transaction()`.
    ///
    /// @return the transaction, which begins with its first statement; to be closed
    default Transaction transaction() {
        return transaction(TransactionOptions.DEFAULT);
    }

    /// Opens a transaction. asyncpg's `transaction(isolation=, readonly=, deferrable=)`.
    ///
    /// @param options isolation and the like; a savepoint has none
    /// @return the transaction, which begins with its first statement; to be closed
    Transaction transaction(TransactionOptions options);

    /// Runs code in a transaction: commits when it returns, rolls back when it throws, and runs it again after
    /// failures that are worth it, as often as the options say.
    ///
    /// @param <T> the type of the result
    /// @param <X> the checked exceptions of the code
    /// @param options isolation, retries and the like
    /// @param body the code
    /// @return its result
    /// @throws X what the code throws
    /// @throws PgException if the commit fails
    @Suspends
    <T extends @Nullable Object, X extends Exception> T inTransaction(
            TransactionOptions options, TransactionBody<T, X> body) throws X;

    /// Whether a transaction is open on the server, as its last answer said; also one that was begun by SQL.
    /// asyncpg's `is_in_transaction()`.
    ///
    /// @return whether one is, or was begun here and its `BEGIN` is still to be sent
    boolean isInTransaction();

    // --- COPY

    /// Starts a `COPY ... FROM STDIN`.
    ///
    /// @param copyStatement the statement
    /// @return where to write; to be closed
    /// @throws PgException if it fails
    @Suspends
    default CopyIn copyIn(String copyStatement) {
        return Async.await(copyInAsync(copyStatement));
    }

    /// Starts what [#copyIn] does.
    ///
    /// @param copyStatement the statement
    /// @return where to write; to be closed
    LoopFuture<CopyIn> copyInAsync(String copyStatement);

    /// Starts a `COPY ... TO STDOUT`.
    ///
    /// @param copyStatement the statement
    /// @return where to read; to be closed
    /// @throws PgException if it fails
    @Suspends
    default CopyOut copyOut(String copyStatement) {
        return Async.await(copyOutAsync(copyStatement));
    }

    /// Starts what [#copyOut] does.
    ///
    /// @param copyStatement the statement
    /// @return where to read; to be closed
    LoopFuture<CopyOut> copyOutAsync(String copyStatement);

    // --- LISTEN

    /// Adds a listener for a channel; the first one of a channel sends `LISTEN`. asyncpg's
    /// `add_listener(channel, callback)`.
    ///
    /// In a transaction the server listens from the commit on, and not at all after a rollback.
    ///
    /// @param channel its name, quoted as needed
    /// @param listener called for each notification; one that is there already is not added again
    /// @throws PgException if it fails
    @Suspends
    default void addListener(String channel, NotificationListener listener) {
        Async.await(addListenerAsync(channel, listener));
    }

    /// Starts what [#addListener] does.
    ///
    /// @param channel its name
    /// @param listener called for each notification
    /// @return done when the server listens
    LoopFuture<@Nullable Void> addListenerAsync(String channel, NotificationListener listener);

    /// Removes a listener; the last one of a channel sends `UNLISTEN`. asyncpg's `remove_listener(channel,
    /// callback)`.
    ///
    /// @param channel its name
    /// @param listener one that was added; another one is ignored
    /// @throws PgException if it fails
    @Suspends
    default void removeListener(String channel, NotificationListener listener) {
        Async.await(removeListenerAsync(channel, listener));
    }

    /// Starts what [#removeListener] does.
    ///
    /// @param channel its name
    /// @param listener one that was added
    /// @return done when the server has heard of it
    LoopFuture<@Nullable Void> removeListenerAsync(String channel, NotificationListener listener);

    /// Listens to a channel, for a task that takes one notification after the other.
    ///
    /// @param channel its name, quoted as needed
    /// @return the notifications; to be closed
    /// @throws PgException if it fails
    @Suspends
    default Notifications listen(String channel) {
        return Async.await(listenAsync(channel));
    }

    /// Starts what [#listen] does.
    ///
    /// @param channel its name
    /// @return the notifications; to be closed
    LoopFuture<Notifications> listenAsync(String channel);

    // --- Listeners

    /// Adds a listener for notices. asyncpg's `add_log_listener(callback)`.
    ///
    /// @param listener one that is there already is not added again
    void addNoticeListener(NoticeListener listener);

    /// Removes a listener for notices.
    ///
    /// @param listener another than one that was added is ignored
    void removeNoticeListener(NoticeListener listener);

    /// Adds a listener for the end. asyncpg's `add_termination_listener(callback)`.
    ///
    /// @param listener called once; at the end of this turn if the connection has ended already
    void addCloseListener(CloseListener listener);

    /// Removes a listener for the end.
    ///
    /// @param listener another than one that was added is ignored
    void removeCloseListener(CloseListener listener);

    /// Adds a logger of statements. asyncpg's `add_query_logger(callback)`.
    ///
    /// @param logger one that is there already is not added again
    void addQueryLogger(QueryLogger logger);

    /// Removes a logger of statements.
    ///
    /// @param logger another than one that was added is ignored
    void removeQueryLogger(QueryLogger logger);

    // --- The session

    /// Cancels what runs on the server now; its future fails with [OperatorIntervention.QueryCanceled] unless it is
    /// done
    /// before. When nothing runs, it does nothing. To cancel one operation, cancel its future.
    void cancel();

    /// Makes the session as it was at first, for code that has changed its settings, listens or holds advisory
    /// locks: an
    /// open transaction is rolled back. asyncpg's `reset()`.
    ///
    /// @throws PgException if it fails
    @Suspends
    default void reset() {
        Async.await(resetAsync());
    }

    /// Starts what [#reset] does.
    ///
    /// @return done when the server has done it
    LoopFuture<@Nullable Void> resetAsync();

    /// Forgets what is known of the types and statements of the database, for code that has changed them. asyncpg's
    /// `reload_schema_state()`.
    void reloadSchemaState();

    /// Waits for an answer of the server, behind everything that was started before.
    ///
    /// @throws PgException if it fails
    @Suspends
    default void ping() {
        Async.await(pingAsync());
    }

    /// Starts what [#ping] does.
    ///
    /// @return done when the server has answered
    LoopFuture<@Nullable Void> pingAsync();

    /// The server's process for this connection. asyncpg's `get_server_pid()`.
    ///
    /// @return its process id
    int serverPid();

    /// The server's version. asyncpg's `get_server_version()`.
    ///
    /// @return the version
    ServerVersion serverVersion();

    /// The settings that the server reports when they change, such as `TimeZone`. asyncpg's `get_settings()`.
    ///
    /// @return a copy, by their names
    Map<String, String> serverSettings();

    /// The loop of this connection. Any thread.
    ///
    /// @return the loop
    EventLoop loop();

    // --- The end

    /// Whether the connection has ended or is being closed. asyncpg's `is_closed()`.
    ///
    /// @return true from the first [#close] or [#terminate], or the loss on
    boolean isClosed();

    /// Closes: takes no more operations, waits for those that were started, and takes leave of the server; all
    /// within ten
    /// seconds, after which it is aborted. Again, it waits for the same end. asyncpg's `close()`.
    @Override
    @Suspends
    default void close() {
        Async.await(closeAsync());
    }

    /// Closes with another limit. asyncpg's `close(timeout=)`. A connection of a pool goes back at once; the limit is
    /// for what is still under way on it, after which it is ended, and not lent again.
    ///
    /// @param limit how long it may take at the most; zero or less aborts
    @Suspends
    default void close(Duration limit) {
        Async.await(closeAsync(limit));
    }

    /// Starts what [#close()] does.
    ///
    /// @return done when the connection has ended
    LoopFuture<@Nullable Void> closeAsync();

    /// Starts what [#close(Duration)] does.
    ///
    /// @param limit how long it may take at the most; zero or less aborts
    /// @return done when the connection has ended
    LoopFuture<@Nullable Void> closeAsync(Duration limit);

    /// Ends the connection at once; open operations fail with [ConnectionLost]. asyncpg's `terminate()`.
    void terminate();

    // --- Views

    /// A view of this connection whose operations have a time limit each, see [Queries#withTimeout].
    ///
    /// @param limit for each operation, everything it needs included; positive
    /// @return a view of the same connection
    @Override
    PgConnection withTimeout(Duration limit);

    /// A view of this connection whose results have a size limit each, see [Queries#withMaxResultBytes].
    ///
    /// @param limit bytes of the rows of one result, positive
    /// @return a view of the same connection
    @Override
    PgConnection withMaxResultBytes(long limit);
}
