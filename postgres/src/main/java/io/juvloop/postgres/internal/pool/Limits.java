package io.juvloop.postgres.internal.pool;

import io.juvloop.postgres.PgConnection;
import io.juvloop.postgres.PgTimeoutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The limits of statements of a pool.
///
/// Any thread. Immutable.
///
/// @param time for the wait for a connection and the statement together, or null
/// @param resultBytes of the rows of one result, or 0 for any
record Limits(@Nullable Duration time, long resultBytes) {
    static final Limits NONE = new Limits(null, 0);

    /// How long a statement may wait for a connection.
    ///
    /// @param usual what the pool's options say
    @Nullable
    Duration ofWait(@Nullable Duration usual) {
        if (time == null || usual == null) {
            return time == null ? usual : time;
        }
        return time.compareTo(usual) < 0 ? time : usual;
    }

    /// A view of a connection with what is left.
    ///
    /// @param askedAt when the statement was started, by the loop's clock
    /// @throws PgTimeoutException if no time is left
    PgConnection applied(PgConnection connection, long askedAt) {
        PgConnection limited = withResultBytes(connection);
        if (time == null) {
            return limited;
        }
        Duration left = time.minusNanos(connection.loop().time() - askedAt);
        if (!left.isPositive()) {
            throw new PgTimeoutException("the wait for a connection of a pool", time);
        }
        return limited.withTimeout(left);
    }

    /// A view of a connection on which each operation has these limits.
    PgConnection ofEach(PgConnection connection) {
        PgConnection limited = withResultBytes(connection);
        return time == null ? limited : limited.withTimeout(time);
    }

    private PgConnection withResultBytes(PgConnection connection) {
        return resultBytes == 0 ? connection : connection.withMaxResultBytes(resultBytes);
    }
}
