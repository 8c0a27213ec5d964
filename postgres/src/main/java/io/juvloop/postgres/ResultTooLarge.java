package io.juvloop.postgres;

import java.io.Serial;

/// A result has more bytes than [Queries#withMaxResultBytes] allows.
///
/// The statement has run, and the connection can be used.
///
/// Any thread. Immutable.
public final class ResultTooLarge extends PgException {
    @Serial
    private static final long serialVersionUID = 1L;

    /// How many bytes there could be.
    private final long limit;

    /// Makes an exception.
    ///
    /// @param limit bytes
    public ResultTooLarge(long limit) {
        super("the result has more than " + limit + " bytes", null);
        this.limit = limit;
    }

    /// How many bytes there could be.
    ///
    /// @return the limit
    public long limit() {
        return limit;
    }
}
