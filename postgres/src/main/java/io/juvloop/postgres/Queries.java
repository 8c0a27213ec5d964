package io.juvloop.postgres;

import io.juvloop.Async;
import io.juvloop.LoopFuture;
import io.juvloop.Suspends;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What runs SQL: a connection, a transaction, a pool.
///
/// Each method that suspends has a twin that returns a future: for callbacks, and for starting several statements at
/// once. Statements of a connection run in the order in which they were started, and are sent without waiting for
/// the answers of those before (pipelining); one that fails harms no other, unless a transaction is open. A future
/// that is cancelled cancels its statement on the server.
///
/// Arguments stand in the text as `$1`, `$2` and so on. They are converted to the types that the server infers, and
/// one that does not fit fails with an [ArgumentException] before anything is sent. A [CharSequence] is accepted for
/// every type and read by the server as a literal.
///
/// Loop thread only; a call from another thread is refused with an [IllegalStateException]. From outside there is
/// [Async#runInLoopThreadsafe]. The methods that suspend are for tasks. Text with a NUL is refused with an
/// [IllegalArgumentException], as are more than 65,535 arguments.
///
/// See [asyncpg's Connection](https://magicstack.github.io/asyncpg/current/api/index.html#connection).
public interface Queries {
    // --- Commands

    /// Runs a statement and discards its rows. asyncpg's `execute(query, *args)`.
    ///
    /// Without arguments the text may have several statements, separated by semicolons: a script, which is one
    /// implicit transaction unless it says otherwise.
    ///
    /// @param sql one statement, or without arguments a script
    /// @param args the values of `$1` and so on
    /// @return what the server says of it, of the last statement of a script
    /// @throws PgException if it fails
    @Suspends
    default CommandStatus execute(String sql, @Nullable Object... args) {
        return Async.await(executeAsync(sql, args));
    }

    /// Starts what [#execute] does.
    ///
    /// @param sql one statement, or without arguments a script
    /// @param args the values of `$1` and so on
    /// @return what the server says of it
    LoopFuture<CommandStatus> executeAsync(String sql, @Nullable Object... args);

    /// Runs a statement once for each row of arguments, all or nothing. asyncpg's `executemany(command, args)`.
    ///
    /// Rows are taken from the source as the connection can send them, so the source may be larger than memory. It
    /// is read in a task of the loop, so it may wait.
    ///
    /// @param sql one statement
    /// @param rows the arguments of each: `Object[]`, [List] or Java records
    /// @return how many rows were affected together
    /// @throws PgException if one fails, with its index; nothing is changed then
    @Suspends
    default long executeMany(String sql, Iterable<?> rows) {
        return Async.await(executeManyAsync(sql, rows));
    }

    /// Starts what [#executeMany] does.
    ///
    /// @param sql one statement
    /// @param rows the arguments of each: `Object[]`, [List] or Java records
    /// @return how many rows were affected together
    LoopFuture<Long> executeManyAsync(String sql, Iterable<?> rows);

    // --- Rows

    /// Runs a statement and returns its rows. asyncpg's `fetch(query, *args)`.
    ///
    /// @param sql one statement
    /// @param args the values of `$1` and so on
    /// @return all rows, empty for a statement that has none
    /// @throws PgException if it fails
    @Suspends
    default List<Row> fetch(String sql, @Nullable Object... args) {
        return Async.await(fetchAsync(sql, args));
    }

    /// Starts what [#fetch(String, Object...)] does.
    ///
    /// @param sql one statement
    /// @param args the values of `$1` and so on
    /// @return all rows
    LoopFuture<List<Row>> fetchAsync(String sql, @Nullable Object... args);

    /// Runs a statement and returns its rows as objects. asyncpg's `fetch` with a `record_class`.
    ///
    /// @param <T> the type of a row
    /// @param type a Java record, whose components take the columns of their names, see [Row#as]; or the class that
    ///   the first column is read as
    /// @param sql one statement
    /// @param args the values of `$1` and so on
    /// @return all rows; where the first column is taken, null for its NULL
    /// @throws PgException if it fails
    @Suspends
    default <T> List<T> fetch(Class<T> type, String sql, @Nullable Object... args) {
        return Async.await(fetchAsync(type, sql, args));
    }

    /// Starts what [#fetch(Class, String, Object...)] does.
    ///
    /// @param <T> the type of a row
    /// @param type a Java record, or the class of the first column
    /// @param sql one statement
    /// @param args the values of `$1` and so on
    /// @return all rows
    <T> LoopFuture<List<T>> fetchAsync(Class<T> type, String sql, @Nullable Object... args);

    /// Runs a statement and returns its first row. asyncpg's `fetchrow(query, *args)`.
    ///
    /// The server is asked for no more than one, for which it uses no parallel workers. A statement that changes
    /// rows changes all of them.
    ///
    /// @param sql one statement
    /// @param args the values of `$1` and so on
    /// @return the first row, or null if there is none
    /// @throws PgException if it fails
    @Suspends
    default @Nullable Row fetchRow(String sql, @Nullable Object... args) {
        return Async.await(fetchRowAsync(sql, args));
    }

    /// Starts what [#fetchRow(String, Object...)] does.
    ///
    /// @param sql one statement
    /// @param args the values of `$1` and so on
    /// @return the first row, or null
    LoopFuture<@Nullable Row> fetchRowAsync(String sql, @Nullable Object... args);

    /// Runs a statement and returns its first row as an object.
    ///
    /// @param <T> the type of the row
    /// @param type a Java record, or the class of the first column
    /// @param sql one statement
    /// @param args the values of `$1` and so on
    /// @return the first row, or null if there is none
    /// @throws PgException if it fails
    @Suspends
    default <T> @Nullable T fetchRow(Class<T> type, String sql, @Nullable Object... args) {
        return Async.await(fetchRowAsync(type, sql, args));
    }

    /// Starts what [#fetchRow(Class, String, Object...)] does.
    ///
    /// @param <T> the type of the row
    /// @param type a Java record, or the class of the first column
    /// @param sql one statement
    /// @param args the values of `$1` and so on
    /// @return the first row, or null
    <T> LoopFuture<@Nullable T> fetchRowAsync(Class<T> type, String sql, @Nullable Object... args);

    /// Runs a statement and returns the first column of its first row. asyncpg's `fetchval(query, *args)`.
    ///
    /// As with [#fetchRow(String, Object...)], the server is asked for no more than one row.
    ///
    /// @param sql one statement
    /// @param args the values of `$1` and so on
    /// @return the value in its default class; null for NULL and if there is no row
    /// @throws PgException if it fails
    @Suspends
    default @Nullable Object fetchValue(String sql, @Nullable Object... args) {
        return Async.await(fetchValueAsync(sql, args));
    }

    /// Starts what [#fetchValue(String, Object...)] does.
    ///
    /// @param sql one statement
    /// @param args the values of `$1` and so on
    /// @return the value, or null
    LoopFuture<@Nullable Object> fetchValueAsync(String sql, @Nullable Object... args);

    /// Runs a statement and returns the first column of its first row as an instance of a class.
    ///
    /// @param <T> the type of the value
    /// @param type the class to read it as, see [Row#get(int, Class)]
    /// @param sql one statement
    /// @param args the values of `$1` and so on
    /// @return the value; null for NULL and if there is no row
    /// @throws PgException if it fails
    @Suspends
    default <T> @Nullable T fetchValue(Class<T> type, String sql, @Nullable Object... args) {
        return Async.await(fetchValueAsync(type, sql, args));
    }

    /// Starts what [#fetchValue(Class, String, Object...)] does.
    ///
    /// @param <T> the type of the value
    /// @param type the class to read it as
    /// @param sql one statement
    /// @param args the values of `$1` and so on
    /// @return the value, or null
    <T> LoopFuture<@Nullable T> fetchValueAsync(Class<T> type, String sql, @Nullable Object... args);

    /// Runs a statement once for each row of arguments, all or nothing, and returns the rows of all, as for
    /// `RETURNING`. asyncpg's `fetchmany(query, args)`.
    ///
    /// @param sql one statement
    /// @param rows the arguments of each: `Object[]`, [List] or Java records
    /// @return the rows of each, in order
    /// @throws PgException if one fails, with its index; nothing is changed then
    @Suspends
    default List<Row> fetchMany(String sql, Iterable<?> rows) {
        return Async.await(fetchManyAsync(sql, rows));
    }

    /// Starts what [#fetchMany] does.
    ///
    /// @param sql one statement
    /// @param rows the arguments of each: `Object[]`, [List] or Java records
    /// @return the rows of each, in order
    LoopFuture<List<Row>> fetchManyAsync(String sql, Iterable<?> rows);

    /// Runs a statement whose rows are taken as they are used, in batches of some 64 KiB. It needs no transaction.
    ///
    /// Nothing waits here: a failure of the statement is thrown where the rows are taken. What is started behind an
    /// open stream on the same connection waits for its end, so a task that does that while it holds the stream
    /// gets an [IllegalStateException]. In a view with a time limit, that is how long each portion of rows may
    /// take.
    ///
    /// @param sql one statement
    /// @param args the values of `$1` and so on
    /// @return the rows; to be closed
    RowStream stream(String sql, @Nullable Object... args);

    // --- Many at once

    /// Copies records into a table by binary COPY, all or nothing, the fastest way to load.
    /// asyncpg's `copy_records_to_table(table_name, records=, columns=)`.
    ///
    /// @param table the name, quoted as needed: `schema.name` is one in a schema
    /// @param columns their names, in the order of the values; empty for all
    /// @param records `Object[]`, [List] or Java records, whose components are taken by the names of the columns,
    ///   or in their order; text is a value of the text types only
    /// @return how many
    /// @throws PgException if it fails; nothing is changed then. What the source throws comes out as it is, a
    ///   checked exception as the cause of a [java.util.concurrent.CompletionException]
    @Suspends
    default long copyRecordsToTable(String table, List<String> columns, Iterable<?> records) {
        return Async.await(copyRecordsToTableAsync(table, columns, records));
    }

    /// Starts what [#copyRecordsToTable] does.
    ///
    /// @param table the name
    /// @param columns their names; empty for all
    /// @param records `Object[]`, [List] or Java records
    /// @return how many
    LoopFuture<Long> copyRecordsToTableAsync(String table, List<String> columns, Iterable<?> records);

    /// Inserts records by one statement that sends each column as an array. Unlike COPY it runs rules, and what is
    /// started behind it is sent without waiting.
    ///
    /// @param table the name, quoted as needed
    /// @param columns their names, in the order of the values
    /// @param records `Object[]`, [List] or Java records
    /// @return how many were inserted
    /// @throws PgException if it fails; nothing is changed then
    @Suspends
    default long insertRecords(String table, List<String> columns, Iterable<?> records) {
        return Async.await(insertRecordsAsync(table, columns, records));
    }

    /// Starts what [#insertRecords(String, List, Iterable)] does.
    ///
    /// @param table the name
    /// @param columns their names
    /// @param records `Object[]`, [List] or Java records
    /// @return how many were inserted
    default LoopFuture<Long> insertRecordsAsync(String table, List<String> columns, Iterable<?> records) {
        return insertRecordsAsync(table, columns, records, InsertOptions.DEFAULT);
    }

    /// Inserts records as [#insertRecords(String, List, Iterable)] does, with options.
    ///
    /// @param table the name, quoted as needed
    /// @param columns their names, in the order of the values
    /// @param records `Object[]`, [List] or Java records
    /// @param options such as what to do on a conflict
    /// @return how many were inserted or, by the suffix, updated
    /// @throws PgException if it fails; nothing is changed then
    @Suspends
    default long insertRecords(String table, List<String> columns, Iterable<?> records, InsertOptions options) {
        return Async.await(insertRecordsAsync(table, columns, records, options));
    }

    /// Starts what [#insertRecords(String, List, Iterable, InsertOptions)] does.
    ///
    /// @param table the name
    /// @param columns their names
    /// @param records `Object[]`, [List] or Java records
    /// @param options such as what to do on a conflict
    /// @return how many were inserted or updated
    LoopFuture<Long> insertRecordsAsync(String table, List<String> columns, Iterable<?> records, InsertOptions options);

    /// Copies bytes in a format of COPY into a table. asyncpg's `copy_to_table(table_name, source=)`.
    ///
    /// @param table the name, quoted as needed
    /// @param source the bytes, called in a task
    /// @param options the format
    /// @return how many rows
    /// @throws PgException if it fails; nothing is changed then
    @Suspends
    default long copyToTable(String table, CopySource source, CopyOptions options) {
        return Async.await(copyToTableAsync(table, source, options));
    }

    /// Starts what [#copyToTable] does.
    ///
    /// @param table the name
    /// @param source the bytes, called in a task
    /// @param options the format
    /// @return how many rows
    LoopFuture<Long> copyToTableAsync(String table, CopySource source, CopyOptions options);

    /// Copies a table out as bytes in a format of COPY. asyncpg's `copy_from_table(table_name, output=)`.
    ///
    /// @param table the name, quoted as needed
    /// @param sink takes the bytes, called in a task
    /// @param options the format
    /// @return how many rows
    /// @throws PgException if it fails
    @Suspends
    default long copyFromTable(String table, CopySink sink, CopyOptions options) {
        return Async.await(copyFromTableAsync(table, sink, options));
    }

    /// Starts what [#copyFromTable] does.
    ///
    /// @param table the name
    /// @param sink takes the bytes, called in a task
    /// @param options the format
    /// @return how many rows
    LoopFuture<Long> copyFromTableAsync(String table, CopySink sink, CopyOptions options);

    /// Copies the result of a query out as bytes in a format of COPY. asyncpg's `copy_from_query(query, *args,
    /// output=)`.
    ///
    /// @param sql one query
    /// @param sink takes the bytes, called in a task
    /// @param options the format
    /// @param args the values of `$1` and so on; they are put into the text as literals, because COPY has no
    ///   parameters
    /// @return how many rows
    /// @throws PgException if it fails
    @Suspends
    default long copyFromQuery(String sql, CopySink sink, CopyOptions options, @Nullable Object... args) {
        return Async.await(copyFromQueryAsync(sql, sink, options, args));
    }

    /// Starts what [#copyFromQuery] does.
    ///
    /// @param sql one query
    /// @param sink takes the bytes, called in a task
    /// @param options the format
    /// @param args the values of `$1` and so on
    /// @return how many rows
    LoopFuture<Long> copyFromQueryAsync(String sql, CopySink sink, CopyOptions options, @Nullable Object... args);

    // --- Limits

    /// A view of the same whose operations have a time limit each: its futures fail with a [PgTimeoutException], and
    /// the statement is cancelled on the server. asyncpg's argument `timeout`.
    ///
    /// @param limit for each operation, everything it needs included; positive
    /// @return a view, in which [#withTimeout] gives another limit
    /// @throws IllegalArgumentException for a limit that is not positive
    Queries withTimeout(Duration limit);

    /// A view of the same whose results may have no more than so many bytes: what is larger is read and dropped, and
    /// fails with a [ResultTooLarge].
    ///
    /// @param limit bytes of the rows of one result, positive
    /// @return a view
    /// @throws IllegalArgumentException for a limit that is not positive
    Queries withMaxResultBytes(long limit);
}
