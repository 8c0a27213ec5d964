package io.juvloop.postgres;

import java.io.Serial;

/// A result has more bytes than [Queries#withMaxResultBytes] allows, or more rows than a list can have: for those
/// there is [Queries#stream].
///
/// The statement has run, and the connection can be used.
///
/// Any thread. Immutable.
public final class ResultTooLarge extends PgException {
    @Serial
    private static final long serialVersionUID = 1L;

    /// How many bytes or rows there could be.
    private final long limit;

    /// Makes an exception.
    ///
    /// @param limit bytes
    public ResultTooLarge(long limit) {
        this("the result has more than " + limit + " bytes", limit);
    }

    private ResultTooLarge(String message, long limit) {
        super(message, null);
        this.limit = limit;
    }

    /// Makes an exception for a result that no list can have.
    ///
    /// @return the exception, not thrown
    public static ResultTooLarge ofRows() {
        return new ResultTooLarge(
                "the result has more than " + Integer.MAX_VALUE + " rows, which no list can have; use stream",
                Integer.MAX_VALUE);
    }

    /// How many bytes or rows there could be.
    ///
    /// @return the limit
    public long limit() {
        return limit;
    }
}
