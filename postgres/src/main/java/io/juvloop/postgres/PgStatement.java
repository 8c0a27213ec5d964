package io.juvloop.postgres;

import io.juvloop.Async;
import io.juvloop.LoopFuture;
import io.juvloop.Suspends;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A statement that was prepared on a connection: asyncpg's `PreparedStatement`.
///
/// Connections prepare what they run by themselves and keep it, so a program needs one for its description, for
/// parameter types that the server cannot infer, or to have a statement that is never evicted. It runs as the
/// methods of the same names of [Queries] do.
///
/// Loop thread only. Lifetime: until it is closed or its connection ends; then its methods throw
/// [IllegalStateException].
public interface PgStatement extends AutoCloseable {
    /// The text.
    ///
    /// @return as it was given
    String sql();

    /// The types of the parameters, as the server infers them. asyncpg's `get_parameters()`.
    ///
    /// @return in their order
    List<PgType> parameters();

    /// The columns of the result. asyncpg's `get_attributes()`.
    ///
    /// @return in their order, none for a statement without a result
    List<Column> columns();

    /// The server's plan for the statement. asyncpg's `explain(*args, analyze=)`.
    ///
    /// @param analyze whether to run it and measure; what it changes is undone
    /// @param args the values of `$1` and so on
    /// @return the plan as JSON
    /// @throws PgException if it fails
    @Suspends
    default String explain(boolean analyze, @Nullable Object... args) {
        return Async.await(explainAsync(analyze, args));
    }

    /// Starts what [#explain] does.
    ///
    /// @param analyze whether to run it
    /// @param args the values of `$1` and so on
    /// @return the plan as JSON
    LoopFuture<String> explainAsync(boolean analyze, @Nullable Object... args);

    /// Runs it and discards its rows.
    ///
    /// @param args the values of `$1` and so on
    /// @return what the server says of it
    /// @throws PgException if it fails
    @Suspends
    default CommandStatus execute(@Nullable Object... args) {
        return Async.await(executeAsync(args));
    }

    /// Starts what [#execute] does.
    ///
    /// @param args the values of `$1` and so on
    /// @return what the server says of it
    LoopFuture<CommandStatus> executeAsync(@Nullable Object... args);

    /// Runs it once for each row of arguments, all or nothing, see [Queries#executeMany].
    ///
    /// @param rows the arguments of each: `Object[]`, [List] or Java records
    /// @return how many rows were affected together
    /// @throws PgException if one fails, with its index; nothing is changed then
    @Suspends
    default long executeMany(Iterable<?> rows) {
        return Async.await(executeManyAsync(rows));
    }

    /// Starts what [#executeMany] does.
    ///
    /// @param rows the arguments of each
    /// @return how many rows were affected together
    LoopFuture<Long> executeManyAsync(Iterable<?> rows);

    /// Runs it once for each row of arguments, all or nothing, and returns the rows of all, see [Queries#fetchMany].
    ///
    /// @param rows the arguments of each: `Object[]`, [List] or Java records
    /// @return the rows of each, in order
    /// @throws PgException if one fails, with its index; nothing is changed then
    @Suspends
    default List<Row> fetchMany(Iterable<?> rows) {
        return Async.await(fetchManyAsync(rows));
    }

    /// Starts what [#fetchMany] does.
    ///
    /// @param rows the arguments of each
    /// @return the rows of each, in order
    LoopFuture<List<Row>> fetchManyAsync(Iterable<?> rows);

    /// Runs it and returns its rows.
    ///
    /// @param args the values of `$1` and so on
    /// @return all rows
    /// @throws PgException if it fails
    @Suspends
    default List<Row> fetch(@Nullable Object... args) {
        return Async.await(fetchAsync(args));
    }

    /// Starts what [#fetch(Object...)] does.
    ///
    /// @param args the values of `$1` and so on
    /// @return all rows
    LoopFuture<List<Row>> fetchAsync(@Nullable Object... args);

    /// Runs it and returns its rows as objects. The class comes first, as in [Queries#fetch(Class, String,
    /// Object...)]; a class that is meant as an argument is a value of no type of the server.
    ///
    /// @param <T> the type of a row
    /// @param type a Java record, or the class of the first column
    /// @param args the values of `$1` and so on
    /// @return all rows
    /// @throws PgException if it fails
    @Suspends
    default <T> List<T> fetch(Class<T> type, @Nullable Object... args) {
        return Async.await(fetchAsync(type, args));
    }

    /// Starts what [#fetch(Class, Object...)] does.
    ///
    /// @param <T> the type of a row
    /// @param type a Java record, or the class of the first column
    /// @param args the values of `$1` and so on
    /// @return all rows
    <T> LoopFuture<List<T>> fetchAsync(Class<T> type, @Nullable Object... args);

    /// Runs it and returns its first row.
    ///
    /// @param args the values of `$1` and so on
    /// @return the first row, or null if there is none
    /// @throws PgException if it fails
    @Suspends
    default @Nullable Row fetchRow(@Nullable Object... args) {
        return Async.await(fetchRowAsync(args));
    }

    /// Starts what [#fetchRow(Object...)] does.
    ///
    /// @param args the values of `$1` and so on
    /// @return the first row, or null
    LoopFuture<@Nullable Row> fetchRowAsync(@Nullable Object... args);

    /// Runs it and returns its first row as an object. The class comes first, as in [#fetch(Class, Object...)].
    ///
    /// @param <T> the type of the row
    /// @param type a Java record, or the class of the first column
    /// @param args the values of `$1` and so on
    /// @return the first row, or null if there is none
    /// @throws PgException if it fails
    @Suspends
    default <T> @Nullable T fetchRow(Class<T> type, @Nullable Object... args) {
        return Async.await(fetchRowAsync(type, args));
    }

    /// Starts what [#fetchRow(Class, Object...)] does.
    ///
    /// @param <T> the type of the row
    /// @param type a Java record, or the class of the first column
    /// @param args the values of `$1` and so on
    /// @return the first row, or null
    <T> LoopFuture<@Nullable T> fetchRowAsync(Class<T> type, @Nullable Object... args);

    /// Runs it and returns the first column of its first row.
    ///
    /// @param args the values of `$1` and so on
    /// @return the value in its default class; null for NULL and if there is no row
    /// @throws PgException if it fails
    @Suspends
    default @Nullable Object fetchValue(@Nullable Object... args) {
        return Async.await(fetchValueAsync(args));
    }

    /// Starts what [#fetchValue(Object...)] does.
    ///
    /// @param args the values of `$1` and so on
    /// @return the value, or null
    LoopFuture<@Nullable Object> fetchValueAsync(@Nullable Object... args);

    /// Runs it and returns the first column of its first row as an instance of a class.
    ///
    /// @param <T> the type of the value
    /// @param type the class to read it as
    /// @param args the values of `$1` and so on
    /// @return the value; null for NULL and if there is no row
    /// @throws PgException if it fails
    @Suspends
    default <T> @Nullable T fetchValue(Class<T> type, @Nullable Object... args) {
        return Async.await(fetchValueAsync(type, args));
    }

    /// Starts what [#fetchValue(Class, Object...)] does.
    ///
    /// @param <T> the type of the value
    /// @param type the class to read it as
    /// @param args the values of `$1` and so on
    /// @return the value, or null
    <T> LoopFuture<@Nullable T> fetchValueAsync(Class<T> type, @Nullable Object... args);

    /// Runs it with rows that are taken as they are used, see [Queries#stream].
    ///
    /// @param args the values of `$1` and so on
    /// @return the rows; to be closed
    RowStream stream(@Nullable Object... args);

    /// A cursor for it, see [PgConnection#cursor].
    ///
    /// @param args the values of `$1` and so on
    /// @return a cursor, which sends nothing before its first fetch
    Cursor cursor(@Nullable Object... args);

    /// A view of this statement whose operations have a time limit each, see [Queries#withTimeout]. asyncpg's argument
    /// `timeout`. Without it they have the limits of the view of the connection that has prepared it.
    ///
    /// @param limit for each operation, everything it needs included; positive
    /// @return a view of the same statement, which closes with it
    /// @throws IllegalArgumentException for a limit that is not positive
    PgStatement withTimeout(Duration limit);

    /// A view of this statement whose results have a size limit each, see [Queries#withMaxResultBytes].
    ///
    /// @param limit bytes of the rows of one result, positive
    /// @return a view of the same statement, which closes with it
    /// @throws IllegalArgumentException for a limit that is not positive
    PgStatement withMaxResultBytes(long limit);

    /// Closes the statement and all its views; the server drops it with the next flight. Calling it again has no effect.
    @Override
    void close();
}
