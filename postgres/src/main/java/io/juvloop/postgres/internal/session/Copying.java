package io.juvloop.postgres.internal.session;

import io.juvloop.Async;
import io.juvloop.LoopFuture;
import io.juvloop.Suspends;
import io.juvloop.postgres.CopyIn;
import io.juvloop.postgres.CopyOptions;
import io.juvloop.postgres.CopyOut;
import io.juvloop.postgres.CopySink;
import io.juvloop.postgres.CopySource;
import io.juvloop.postgres.internal.copy.CopyStatements;
import io.juvloop.postgres.internal.copy.CopyTarget;
import io.juvloop.postgres.internal.copy.RecordValues;
import io.juvloop.postgres.internal.statement.Arguments;
import io.juvloop.postgres.internal.statement.Statement;
import io.juvloop.postgres.internal.wire.OutBuffers;
import io.juvloop.postgres.internal.wire.Utf8;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The methods of a connection that copy, of which each starts an operation and the task that feeds or drains it.
///
/// Loop thread only. It keeps nothing but the connection.
final class Copying {
    private final SessionConnection connection;
    private final Session session;

    /// Makes them for a view of a connection.
    ///
    /// @param connection with its limits
    Copying(SessionConnection connection) {
        this.connection = connection;
        session = connection.session();
    }

    // --- Into a table

    LoopFuture<Long> recordsToTable(String table, List<String> columns, Iterable<?> records) {
        Objects.requireNonNull(table, "the table is null");
        Objects.requireNonNull(columns, "the columns are null");
        Objects.requireNonNull(records, "the records are null");
        String sql = CopyStatements.recordsToTable(table, columns);
        CopyInOperation copy =
                new CopyInOperation(session, sql, statement(CopyStatements.columnsOf(table, columns)), null);
        return fed(copy, in -> {
            for (Object each : records) {
                in.writeAny(each);
            }
        });
    }

    LoopFuture<Long> toTable(String table, CopySource source, CopyOptions options) {
        Objects.requireNonNull(source, "the source is null");
        String sql = CopyStatements.toTable(
                Objects.requireNonNull(table, "the table is null"),
                Objects.requireNonNull(options, "the options are null"));
        CopyInOperation copy = new CopyInOperation(session, Utf8.requireNoNul("the statement", sql), null, null);
        return fed(copy, in -> pour(source, in));
    }

    @Suspends
    private static void pour(CopySource source, SessionCopyIn in) throws Exception {
        try {
            for (ByteBuffer data = source.read(); data != null; data = source.read()) {
                in.write(data.duplicate());
            }
        } catch (Throwable failure) {
            try {
                source.close();
            } catch (Exception second) {
                failure.addSuppressed(second);
            }
            throw failure;
        }
        source.close();
    }

    /// What gives the data of a COPY.
    @FunctionalInterface
    private interface Feed {
        @Suspends
        void to(SessionCopyIn in) throws Exception;
    }

    private LoopFuture<Long> fed(CopyInOperation copy, Feed feed) {
        Feeding.start(session.loop(), copy, () -> feed(copy, feed), failure -> copy.fail(reason(failure), failure));
        return connection.start(copy);
    }

    @Suspends
    private void feed(CopyInOperation copy, Feed feed) throws Exception {
        SessionCopyIn in = openedIn(copy, Async.await(copy.opened()));
        try {
            feed.to(in);
            in.complete();
        } finally {
            in.release();
        }
    }

    private static String reason(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getName() : message;
    }

    private SessionCopyIn openedIn(CopyInOperation copy, boolean isBinary) {
        RecordValues values =
                new RecordValues(copy.columnNames(), session.options().lookup().orElse(null));
        return new SessionCopyIn(copy, isBinary, values, OutBuffers.of(session.loop()));
    }

    LoopFuture<CopyIn> in(String sql) {
        Utf8.requireNoNul("the statement", Objects.requireNonNull(sql, "the statement is null"));
        String columns = CopyTarget.columnsOf(sql);
        CopyInOperation copy = new CopyInOperation(
                session,
                sql,
                columns == null ? null : statement(columns),
                session.loop().currentTask());
        LoopFuture<CopyIn> opening = new Opening<>(copy, copy.opened(), isBinary -> openedIn(copy, isBinary));
        var _ = copy.exceptionally(seen -> 0L); // the user sees it in what the methods of the object throw
        var _ = connection.start(copy);
        return opening;
    }

    // --- Out of the server

    LoopFuture<Long> fromTable(String table, CopySink sink, CopyOptions options) {
        Objects.requireNonNull(sink, "the sink is null");
        String sql = CopyStatements.fromTable(
                Objects.requireNonNull(table, "the table is null"),
                Objects.requireNonNull(options, "the options are null"));
        return connection.start(drained(Utf8.requireNoNul("the statement", sql), sink));
    }

    LoopFuture<Long> fromQuery(String sql, CopySink sink, CopyOptions options, @Nullable Object[] args) {
        Objects.requireNonNull(sink, "the sink is null");
        Utf8.requireNoNul("the statement", Objects.requireNonNull(sql, "the statement is null"));
        Objects.requireNonNull(options, "the options are null");
        Arguments.requireCountable(Objects.requireNonNull(args, "the arguments are null"));
        CopyStatements.fromQuery(sql, options); // refuses what cannot be
        if (args.length == 0) {
            return connection.start(drained(CopyStatements.fromQuery(sql, options), sink));
        }
        return connection.start(new QuotingOperation<>(
                session, statement(sql), args, quoted -> drained(CopyStatements.fromQuery(quoted, options), sink)));
    }

    private CopyOutOperation drained(String sql, CopySink sink) {
        CopyOutOperation copy = new CopyOutOperation(session, sql, null);
        copy.expectConsumer();
        Feeding.start(session.loop(), copy, () -> drain(copy, sink), copy::fail);
        return copy;
    }

    @Suspends
    private static void drain(CopyOutOperation copy, CopySink sink) throws Exception {
        Async.await(copy.opened());
        try {
            do {
                Async.await(copy.settled());
                for (ByteBuffer data = copy.poll(); data != null; data = copy.poll()) {
                    sink.write(data);
                }
            } while (!copy.isEnded());
        } catch (Throwable failure) {
            try {
                sink.close();
            } catch (Exception second) {
                failure.addSuppressed(second);
            }
            throw failure;
        }
        sink.close();
        copy.consumed();
    }

    LoopFuture<CopyOut> out(String sql) {
        Utf8.requireNoNul("the statement", Objects.requireNonNull(sql, "the statement is null"));
        CopyOutOperation copy =
                new CopyOutOperation(session, sql, session.loop().currentTask());
        LoopFuture<CopyOut> opening = new Opening<>(copy, copy.opened(), nothing -> new SessionCopyOut(copy));
        var _ = copy.exceptionally(seen -> 0L); // the user sees it in what the methods of the object throw
        var _ = connection.start(copy);
        return opening;
    }

    private Statement statement(String sql) {
        return session.statements().get(sql, session.loop().time());
    }
}
