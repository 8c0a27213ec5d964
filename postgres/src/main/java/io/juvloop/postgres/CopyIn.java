package io.juvloop.postgres;

import io.juvloop.Async;
import io.juvloop.LoopFuture;
import io.juvloop.Suspends;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// An open `COPY ... FROM STDIN`, for code that writes by itself.
///
/// Writing never blocks the loop: a task is suspended while the server takes no more. What is started on the
/// connection meanwhile waits for the end of the COPY; so a task that holds an open one cannot use its connection
/// otherwise, and gets an [IllegalStateException] if it tries.
///
/// Loop thread only; one task at a time. Lifetime: until [#finish], [#abort] or [#close].
public interface CopyIn extends AutoCloseable {
    /// Sends bytes in the format of the statement.
    ///
    /// @param data its remaining bytes; may be overwritten when this returns
    /// @throws PgException if the COPY has failed
    /// @throws IllegalStateException once it is finished
    @Suspends
    void write(ByteBuffer data);

    /// Sends bytes as [#write] does, and does not wait: the bytes are taken at once, however many the connection has
    /// not sent yet. So the caller waits for the future before it goes on.
    ///
    /// @param data its remaining bytes; may be overwritten when this returns
    /// @return done when the connection takes more; fails if the COPY has failed
    /// @throws IllegalStateException once it is finished
    LoopFuture<@Nullable Void> writeAsync(ByteBuffer data);

    /// Sends a record of a COPY in the binary format, as the types of the columns want it, for a statement in its
    /// usual form: `copy table (columns) from stdin (format binary)`. Text is a value of the text types only.
    ///
    /// @param values one for each column
    /// @throws ArgumentException if a value does not fit; nothing of the record is sent
    /// @throws PgException if the COPY has failed
    /// @throws IllegalStateException once it is finished, or for another format
    @Suspends
    void writeRecord(@Nullable Object... values);

    /// Sends a record as [#writeRecord] does, and does not wait, see [#writeAsync].
    ///
    /// @param values one for each column
    /// @return done when the connection takes more; fails with [ArgumentException] if a value does not fit, or if
    ///   the COPY has failed
    /// @throws IllegalStateException once it is finished, or for another format
    LoopFuture<@Nullable Void> writeRecordAsync(@Nullable Object... values);

    /// Ends the COPY.
    ///
    /// @return how many rows the server has taken
    /// @throws PgException if it fails; nothing is changed then
    @Suspends
    default long finish() {
        return Async.await(finishAsync());
    }

    /// Starts what [#finish] does.
    ///
    /// @return how many rows the server has taken
    LoopFuture<Long> finishAsync();

    /// Ends the COPY with nothing changed.
    ///
    /// @param reason for the server's log
    @Suspends
    default void abort(String reason) {
        Async.await(abortAsync(reason));
    }

    /// Starts what [#abort] does.
    ///
    /// @param reason for the server's log
    /// @return done when the server has ended it
    LoopFuture<@Nullable Void> abortAsync(String reason);

    /// Aborts if it is not finished; otherwise it does nothing.
    @Override
    @Suspends
    default void close() {
        Async.await(closeAsync());
    }

    /// Starts what [#close] does.
    ///
    /// @return done when the server has ended it
    LoopFuture<@Nullable Void> closeAsync();
}
