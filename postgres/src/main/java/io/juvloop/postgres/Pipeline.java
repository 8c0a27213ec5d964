package io.juvloop.postgres;

import io.juvloop.Async;
import io.juvloop.LoopFuture;
import io.juvloop.Suspends;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Several statements that the server runs as one: it answers them in one piece, and outside a transaction they
/// are an implicit one, all or nothing. libpq's pipeline mode with one sync point.
///
/// It is the fastest way to run many small statements. They are sent when the pipeline is closed, and their
/// futures are done when the server has answered all of them. After one that fails, those behind it are not run.
/// Outside a transaction those before it are undone, and all but the one that failed fail with [PipelineAborted];
/// inside one, those before it keep their results. A command that commits, as `call` may, ends the implicit
/// transaction: what it has committed stays.
///
/// Loop thread only. Lifetime: until it is closed. What is started on the connection otherwise, meanwhile, runs
/// before.
public interface Pipeline extends AutoCloseable {
    /// Adds a statement whose rows are discarded.
    ///
    /// @param sql one statement
    /// @param args the values of `$1` and so on
    /// @return what the server says of it
    /// @throws IllegalStateException once it is closed
    LoopFuture<CommandStatus> executeAsync(String sql, @Nullable Object... args);

    /// Adds a statement.
    ///
    /// @param sql one statement
    /// @param args the values of `$1` and so on
    /// @return its rows
    /// @throws IllegalStateException once it is closed
    LoopFuture<List<Row>> fetchAsync(String sql, @Nullable Object... args);

    /// Adds a statement whose rows are read as objects.
    ///
    /// @param <T> the type of a row
    /// @param type a Java record, or the class of the first column
    /// @param sql one statement
    /// @param args the values of `$1` and so on
    /// @return its rows
    /// @throws IllegalStateException once it is closed
    <T> LoopFuture<List<T>> fetchAsync(Class<T> type, String sql, @Nullable Object... args);

    /// Adds a statement of which the first row is wanted.
    ///
    /// @param sql one statement
    /// @param args the values of `$1` and so on
    /// @return the first row, or null
    /// @throws IllegalStateException once it is closed
    LoopFuture<@Nullable Row> fetchRowAsync(String sql, @Nullable Object... args);

    /// Adds a statement whose first row is read as an object.
    ///
    /// @param <T> the type of the row
    /// @param type a Java record, or the class of the first column
    /// @param sql one statement
    /// @param args the values of `$1` and so on
    /// @return the first row, or null
    /// @throws IllegalStateException once it is closed
    <T> LoopFuture<@Nullable T> fetchRowAsync(Class<T> type, String sql, @Nullable Object... args);

    /// Adds a statement of which the first column of the first row is wanted.
    ///
    /// @param sql one statement
    /// @param args the values of `$1` and so on
    /// @return the value in its default class, or null
    /// @throws IllegalStateException once it is closed
    LoopFuture<@Nullable Object> fetchValueAsync(String sql, @Nullable Object... args);

    /// Adds a statement of which the first column of the first row is wanted as an instance of a class.
    ///
    /// @param <T> the type of the value
    /// @param type the class to read it as
    /// @param sql one statement
    /// @param args the values of `$1` and so on
    /// @return the value, or null
    /// @throws IllegalStateException once it is closed
    <T> LoopFuture<@Nullable T> fetchValueAsync(Class<T> type, String sql, @Nullable Object... args);

    /// Sends the rest and the end, and waits until the server has answered everything. Calling it again has no
    /// effect. A failure of a statement is in its future and not thrown here.
    ///
    /// @throws ConnectionLost if the connection is lost meanwhile
    @Override
    @Suspends
    default void close() {
        Async.await(closeAsync());
    }

    /// Sends the rest and the end. Calling it again has no effect.
    ///
    /// @return done when the server has answered everything
    LoopFuture<@Nullable Void> closeAsync();
}
