package io.juvloop.postgres;

import io.juvloop.Async;
import io.juvloop.LoopFuture;
import io.juvloop.Suspends;
import java.nio.ByteBuffer;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/// An open `COPY ... TO STDOUT`, for code that reads by itself.
///
/// The server waits while nothing reads. What is started on the connection meanwhile waits for the end of the COPY;
/// so a task that holds an open one cannot use its connection otherwise, and gets an [IllegalStateException] if it
/// tries.
///
/// Loop thread only; one task at a time. Lifetime: until its last bytes were taken or it is closed.
public interface CopyOut extends Iterable<ByteBuffer>, AutoCloseable {
    /// The next bytes.
    ///
    /// @return some bytes, valid until the next call; null at the end
    /// @throws PgException if the COPY fails
    @Suspends
    @Nullable
    ByteBuffer next();

    /// Starts what [#next] does. To cancel it ends the COPY.
    ///
    /// @return some bytes, valid until the next call; null at the end
    LoopFuture<@Nullable ByteBuffer> nextAsync();

    /// Iterates over the bytes that are left.
    ///
    /// @return an iterator, whose methods suspend the task
    @Override
    Iterator<ByteBuffer> iterator();

    /// How many rows the server has copied, once it has ended.
    ///
    /// @return the number, 0 before
    long rows();

    /// Ends it on the server if there is more; otherwise it does nothing.
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
