package io.juvloop.postgres;

import java.io.Serial;
import java.time.Duration;

/// Something has taken longer than its limit. asyncio's `TimeoutError`, which asyncpg raises.
///
/// A statement has been cancelled on the server, and the connection can be used.
///
/// Any thread. Immutable.
public final class PgTimeoutException extends PgException {
    @Serial
    private static final long serialVersionUID = 1L;

    /// How long it could take.
    private final Duration limit;

    /// Makes an exception.
    ///
    /// @param what a noun: what has taken too long
    /// @param limit how long it could take
    public PgTimeoutException(String what, Duration limit) {
        super(what + " took longer than " + limit.toMillis() + " ms", null);
        this.limit = limit;
    }

    /// How long it could take.
    ///
    /// @return the limit
    public Duration limit() {
        return limit;
    }
}
